"""What a reader gets for a decision, how quickly the next word is there, and what a crash costs.

python -m benchmarks.review curve [--limit N]  decisions against errors left; the reader knows the truth
python -m benchmarks.review latency             key press to next word, 60 megapixels and 5 000 proposals
python -m benchmarks.review crash               20 readers at once, the server killed three times
"""

from __future__ import annotations

import argparse


def main() -> None:
    """Run one of the three."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.review")
    parser.add_argument("what", choices=("curve", "latency", "crash"))
    parser.add_argument("--limit", type=int, default=40, help="curve: documents of each set")
    arguments = parser.parse_args()
    if arguments.what == "curve":
        from benchmarks.review_curve import run_curve

        run_curve(arguments.limit)
    elif arguments.what == "latency":
        from benchmarks.review_latency import run_latency

        run_latency()
    else:
        from benchmarks.review_crash import run_crash

        run_crash()


if __name__ == "__main__":
    main()
