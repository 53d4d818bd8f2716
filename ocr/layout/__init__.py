"""Layout analysis: from a page's pixels to areas with a kind, in reading order."""
