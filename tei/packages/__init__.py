"""What archives take: METS, IIIF, searchable PDF, Dublin Core, bags and archives of files."""
