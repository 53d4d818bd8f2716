"""Plain text: read in whatever encoding, proofread, and written without a byte more changed."""
