"""Review in the terminal: single keys over the review core."""
