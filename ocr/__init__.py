"""From a page image to regions, lines and words."""
