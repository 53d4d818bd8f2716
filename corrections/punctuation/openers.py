"""Common words that begin a sentence, or go on with one: what their capitals tell."""

OPENERS = frozenset(
    {
        *("And", "But", "Yet", "Nor", "So", "Thus", "Hence", "Then", "Therefore", "However", "Moreover"),
        *("Furthermore", "Nevertheless", "Meanwhile", "He", "She", "They", "We", "You", "This"),
        *("These", "Those", "There", "Here", "What", "Why", "How"),
    }
)
"""After a comma these more likely begin a sentence."""
INNER = frozenset(
    {
        *("As", "At", "By", "From", "In", "Of", "On", "To", "With", "If", "When", "While", "Where", "Who"),
        *("Which", "That", "Although", "Because", "Since", "It"),
    }
)
"""After a comma these more likely begin with a capital only because the engine read one."""
SPEAKING = frozenset(
    {
        *("said", "says", "saying", "say", "added", "replied", "answered", "asked", "cried", "exclaimed"),
        *("remarked", "observed", "declared", "wrote", "stated", "thought", "shouted", "continued", "oath"),
    }
)
"""After these and a comma somebody speaks, with a capital."""
