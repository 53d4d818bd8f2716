"""The static web edition: issues, pages and articles to read beside their scans, with a search, from `file://`."""
