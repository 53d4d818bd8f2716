"""Whole issues of four pages, with articles that jump: the truth for finding articles again.

python -m benchmarks.issues OUT --count N
"""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.pages import HALVES, PageParameters, draw_paper, draw_parameters
from benchmarks.plans import Planner
from benchmarks.prose import Writer
from benchmarks.typesetter.generation import GeneratedPage, print_formes, write_pages
from benchmarks.typesetter.impression import Wear
from benchmarks.typesetter.makeup import make_up
from benchmarks.typesetter.manuscript import Manuscript, PagePlan
from benchmarks.typesetter.truth import TruthArticle, article_truth, write_article_truth


@dataclass(frozen=True, slots=True)
class GeneratedIssue:
    """The pages in order, and the articles in the order in which they begin."""

    pages: tuple[GeneratedPage, ...]
    articles: tuple[TruthArticle, ...]


def generate_issue(
    seed: int, half: str = "train", pages: int = 4, parameters: PageParameters | None = None
) -> GeneratedIssue:
    """An issue whose front-page articles go on on later pages.

    Args:
        seed: of everything; the same seed gives the same issue.
        half: of the parameters, a key of `benchmarks.pages.HALVES`.
        pages: how many, at least 2.
        parameters: of the pages, instead of those drawn by `draw_issue_parameters`.

    Raises:
        TypefaceError: when a face is not installed.
    """
    parameters = parameters or draw_issue_parameters(seed, half)
    chance = random.Random(seed)
    planner = Planner(parameters.frame, chance, Writer(seed))
    plans = plan_issue(planner, pages)
    manuscript = Manuscript(replace(draw_paper(chance), series=f"issue-{seed}"), planner.stories, plans)
    formes = list(make_up(manuscript, parameters.house, parameters.sheet))
    names = [manuscript.paper.page_name(plan.number) for plan in plans]
    wears = [replace(parameters.scanned, skew=chance.uniform(-1, 1)) for _ in plans]
    printed = tuple(print_formes(formes, names, wears, seed))
    return GeneratedIssue(printed, article_truth([page.truth for page in printed]))


def plan_issue(planner: Planner, pages: int) -> tuple[PagePlan, ...]:
    """A front page of long stories, and later pages that begin with what was carried over to them."""
    numbers = [str(number) for number in range(1, pages + 1)]
    targets = planner.chance.sample(numbers[1:], len(numbers) - 1)
    front, jumps = planner.lead("1", targets)
    later = (
        planner.plan(number, [story for story, target in jumps.items() if target == number])
        for number in numbers[1:]
    )
    return (front, *later)


def draw_issue_parameters(seed: int, half: str) -> PageParameters:
    """A page's parameters made fit for an issue: three to six columns, fair paper, readable print."""
    chance = random.Random(seed)
    drawn = draw_parameters(half, seed)
    columns = chance.randint(3, 6)
    body = max(drawn.body, 7.5)
    return replace(
        drawn,
        seed=HALVES[half].seed + seed,
        dpi=chance.choice((200, 240, 300)),
        body=body,
        columns=columns,
        measure=body * chance.uniform(14, 18),
        height=chance.uniform(9, 13),
        front=True,
        wear=Wear(bend=chance.uniform(0, 2), fade=chance.uniform(0.1, 0.3)),
    )


def main() -> None:
    """Write each issue into a folder of its own: pages/, truth/, truth/articles.json."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=2, help="how many issues (default 2)")
    parser.add_argument("--first", type=int, default=0, help="seed of the first issue (default 0)")
    parser.add_argument("--half", choices=sorted(HALVES), default="train")
    arguments = parser.parse_args()
    for seed in range(arguments.first, arguments.first + arguments.count):
        issue = generate_issue(seed, arguments.half)
        folder = arguments.out / f"issue-{seed}"
        write_pages(issue.pages, folder, quality=85)
        write_article_truth(folder / "truth" / "articles.json", issue.articles)
        jumping = sum(len(article.pages) > 1 for article in issue.articles)
        print(f"{folder}: {len(issue.pages)} pages, {len(issue.articles)} articles, {jumping} jump")


if __name__ == "__main__":
    main()
