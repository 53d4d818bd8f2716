"""How near a text comes to the truth: rates, what corrections did, whether probabilities keep their word."""
