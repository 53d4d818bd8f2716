"""Review in the browser: HTTP over the review core."""
