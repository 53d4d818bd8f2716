"""Review: what a person says of the doubts. No terminal and no HTTP in here."""
