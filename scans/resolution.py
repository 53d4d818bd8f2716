"""The resolution of a page: believed where the file tells it plausibly, estimated otherwise."""

from __future__ import annotations

_LOWEST, _HIGHEST = 50, 1200
_SOFTWARE_DEFAULTS = (72, 96)
_LONGEST_PAGE = 36.0
"""Inches; blanket sheets of the 1850s came near it, later newspapers stay well below."""
_USUAL_PAGE = 22.0
"""Inches of the long side of a broadsheet page."""
_USUAL_RESOLUTIONS = (75, 100, 150, 200, 300, 400, 600, 800, 1200)


def resolve_dpi(declared: float | None, width: int, height: int) -> int:
    """Dots per inch of a page, from 50 to 1200.

    A declared value is not believed when it is out of that range, when it is what software writes
    that does not know (72 or 96), or when it would make the page longer than 36 inches. Then the page
    is taken for a broadsheet 22 inches long and the nearest usual resolution is given.

    Args:
        declared: what the file says, in dots per inch; None where it says nothing.
        width: pixels across the page.
        height: pixels down the page.
    """
    dpi = round(declared) if declared is not None and 0 < declared < 1e6 else 0
    plausible = _LOWEST <= dpi <= _HIGHEST and dpi not in _SOFTWARE_DEFAULTS
    if plausible and max(width, height) / dpi <= _LONGEST_PAGE:
        return dpi
    guess = max(width, height) / _USUAL_PAGE
    return min(_USUAL_RESOLUTIONS, key=lambda usual: abs(usual - guess))
