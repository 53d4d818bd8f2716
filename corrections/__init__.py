"""From read text to proposals, and from proposals to decisions."""
