"""Lines of which there is nothing to say, read as one piece."""

from __future__ import annotations

from tei.article import Article
from tei.batch import Batch
from tei.pieces import read_pieces


def test_only_lines_of_which_there_is_nothing_to_say_are_one_piece(article: Article, batch: Batch) -> None:
    for block in article.blocks:
        told = {
            id(line)
            for line in block.lines
            for token in line.tokens
            if token.id in batch.decided(article, line) or (token.confidence or 1) < batch.encoding.doubt
        }
        parts = read_pieces(block, article, batch)
        whole = read_pieces(block, article, batch, whole=True)
        for line in block.lines:
            found = [piece for piece in whole if piece.line is line]
            words = [piece for piece in parts if piece.line is line]
            assert len(found) == (len(words) if id(line) in told else 1)
            assert " ".join(piece.text for piece in found) == " ".join(piece.text for piece in words)
            assert sum(piece.words for piece in found) == sum(piece.words for piece in words)
            assert (found[0].begins, found[0].joined) == (words[0].begins, words[0].joined)
            assert found[-1].divided == words[-1].divided
