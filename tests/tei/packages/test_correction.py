from ocr.page import BBox
from tei.batch import Batch
from tei.packages.correction import correct_page


def test_misreadings_are_put_right_in_their_place(batch: Batch) -> None:
    page = correct_page(batch.pages["s1"], batch.readings["s1"])
    lines = page.regions[0].lines
    assert [line.text for line in lines[2:5]] == [
        "The owners of the Comintern mill said on",
        "Friday that no settlement tor the weavers",
        "was so extensive. Isvestia says tne same",
    ]
    word = lines[2].words[4]
    assert (word.text, word.confidence, word.alternatives[0].text) == ("Comintern", 0.95, "Cornintern")
    merged = lines[3].words[3]
    assert merged.bbox == BBox(180, 120, 290, 150)
    so, extensive = lines[4].words[1:3]
    assert (so.id, extensive.id) == ("r1.l4.w1", "r1.l4.w1.2")
    assert so.bbox.right <= extensive.bbox.left


def test_nothing_decided_changes_nothing(batch: Batch) -> None:
    assert correct_page(batch.pages["s1"], {}) == batch.pages["s1"]
