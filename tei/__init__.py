"""From corrected pages to articles, citations and TEI."""
