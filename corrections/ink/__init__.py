"""What the ink of a scan says of a word: whether its letters are printed as they were read."""
