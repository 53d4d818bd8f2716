"""Train the embeddings of the shipped model: how well words go with the words around them.

python -m benchmarks.model_embeddings OUT --texts FILE...

OUT holds the words.tsv.xz of benchmarks.model_counts; the texts are those that it counted. embeddings.npz is
written beside it. Needs torch; the same torch on the same kind of machine gives the same vectors. See
benchmarks/MODEL.md.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from benchmarks.model_counts import WORD
from corrections.vocabulary import BORDER, NUMBER, UNKNOWN, Vocabulary, read_vocabulary

WORDS, SIZE, NEAR, FAR = 48_000, 64, 5, 20
BATCH, OTHERS, RATE = 4096, 1024, 2.5e-3
COMMON = 3e-5
"""Share of a word from which it is seldom taken: such words would be most of what is learned from."""
LOST = 0.1
"""Share of the neighbours that are left out while learning, since readers of bad prints lack some, too."""
HELD = 20
"""Batches that nothing is learned from."""


def read_stream(paths: Iterable[Path], vocabulary: Vocabulary) -> np.ndarray:
    """All texts as ids of the commonest words, UNKNOWN for others and between paragraphs."""
    ids = {word: number for word, number in vocabulary.ids.items() if number < WORDS}

    def read(path: Path) -> Iterator[int]:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                for found in WORD.findall(line):
                    word = found.replace("’", "'").lower().removesuffix("'s")
                    yield NUMBER if word[0].isdigit() else ids.get(word, UNKNOWN)
                yield UNKNOWN

    return np.fromiter((number for path in paths for number in read(path)), dtype=np.int32)


@dataclass(frozen=True)
class Sample:
    """Places to learn from, in any order, and how often each word is among them.

    Attributes:
        stream: all words.
        places: in it, farther than FAR from its ends.
        shares: of the words, as other words are drawn to hold the right one against.
    """

    stream: torch.Tensor
    places: np.ndarray
    shares: torch.Tensor


def draw_sample(stream: np.ndarray) -> Sample:
    """All rare words, and of a common one the fewer the commoner it is (Mikolov et al. 2013)."""
    counts = np.bincount(stream, minlength=WORDS).astype(np.float64)
    counts[[UNKNOWN, BORDER]] = 0
    taken = np.minimum(1, np.sqrt(COMMON * counts.sum() / np.maximum(counts, 1)))
    taken[[UNKNOWN, BORDER]] = 0
    random = np.random.default_rng(0)
    places = np.flatnonzero(random.random(len(stream)) < taken[stream])
    places = places[(places > FAR) & (places < len(stream) - FAR - 1)]
    random.shuffle(places)
    shares = counts * taken
    return Sample(torch.from_numpy(stream), places, torch.from_numpy(shares / shares.sum()))


class Learner(torch.nn.Module):
    """The vectors, and how well they tell the word at a place from others drawn by their shares.

    Since those are drawn as often as they stand in the sample, what is learned is how much likelier a word
    is in its context than anywhere.
    """

    def __init__(self, sample: Sample) -> None:
        super().__init__()
        self.sample = sample
        self.around = torch.nn.Parameter(torch.randn(WORDS, SIZE) * 0.1)
        self.words = torch.nn.Parameter(torch.zeros(WORDS, SIZE))
        self.places = torch.nn.Parameter(torch.full((2 * NEAR, SIZE), 0.5))
        self.far = torch.nn.Parameter(torch.full((SIZE,), 0.1))
        steps = torch.arange(-FAR, FAR + 1)
        self.near_steps = steps[(steps.abs() <= NEAR) & (steps != 0)]
        self.far_steps = steps[steps.abs() > NEAR]

    def forward(self, places: torch.Tensor) -> torch.Tensor:
        """The mean loss at these places."""
        near = self._look(places, self.near_steps)
        if self.training:
            near = near * (torch.rand(near.shape[:2]) > LOST)[..., None]
        contexts = (near * self.places).sum(1) + self._look(places, self.far_steps).sum(1) * self.far
        right = (contexts * self.words[self.sample.stream[places].long()]).sum(1)
        others = contexts @ self.words[torch.multinomial(self.sample.shares, OTHERS, replacement=True)].T
        return (torch.logsumexp(torch.cat([right[:, None], others], 1), 1) - right).mean()

    def _look(self, places: torch.Tensor, steps: torch.Tensor) -> torch.Tensor:
        found = self.sample.stream[places[:, None] + steps[None]].long()
        return torch.nn.functional.embedding(found, self.around) * (found != UNKNOWN)[..., None]


def train(sample: Sample) -> Learner:
    """Go once over the sample; what is printed is the loss so far, and that of the batches held out."""
    torch.manual_seed(1)
    torch.set_num_threads(1)
    learner, start = Learner(sample), time.time()
    optimizer = torch.optim.Adam(learner.parameters(), betas=(0.9, 0.99))
    batches = torch.from_numpy(sample.places).split(BATCH)
    steps = len(batches) - HELD
    losses = []
    for step, places in enumerate(batches[:steps]):
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(1.0, step / 200) * max(0.02, 1 - step / steps)
        loss = learner(places)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        if step % 200 == 199:
            print(
                f"{step + 1} of {steps}  {np.mean(losses[-200:]):.3f}  {time.time() - start:.0f} s",
                flush=True,
            )
    learner.eval()
    with torch.no_grad():
        print(f"held out {np.mean([learner(places).item() for places in batches[steps:]]):.3f}")
    return learner


def write_vectors(learner: Learner, path: Path) -> None:
    """Write the vectors as whole numbers, each table on a scale of its own."""
    with torch.no_grad():
        around, words = learner.around.numpy(), learner.words.numpy()
        around[[UNKNOWN, BORDER]] = 0
        words[[UNKNOWN, BORDER, NUMBER]] = 0
        scales = np.abs(around).max(axis=0) / 127, np.abs(words).max(axis=0) / 127
        both = (scales[0] * scales[1]).astype(np.float32)
        np.savez(
            path,
            around=np.rint(around / scales[0]).astype(np.int8),
            words=np.rint(words / scales[1]).astype(np.int8),
            places=learner.places.numpy() * both,
            far=learner.far.numpy() * both,
            reach=FAR,
        )


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    options = parser.parse_args()
    stream = read_stream(options.texts, read_vocabulary(options.out / "words.tsv.xz"))
    write_vectors(train(draw_sample(stream)), options.out / "embeddings.npz")


if __name__ == "__main__":
    main()
