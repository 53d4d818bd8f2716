"""Page scans: from files on disk to upright, clean page images."""
