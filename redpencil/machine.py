"""Who decides what the policy applies unasked."""

MACHINE = "redpencil"
