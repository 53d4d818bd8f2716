import re

from hypothesis import given
from hypothesis import strategies as st

from scans.identifiers import name_pages

SAFE = re.compile(r"[A-Za-z][A-Za-z0-9._-]*")
names = st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=200).filter(
    lambda name: name not in ".."
)
paths = st.lists(names, min_size=1, max_size=3).map("/".join)
pages = st.lists(
    st.tuples(paths | st.sampled_from(["café", "cafe\u0301", "CAFÉ", "cafe"]), st.none() | st.integers(1, 9)),
    unique=True,
    max_size=12,
)


@given(pages)
def test_ids_are_safe_and_unique_even_where_case_does_not_count(batch):
    ids = name_pages(batch)
    assert all(SAFE.fullmatch(name) and len(name) < 120 for name in ids)
    assert len({name.lower() for name in ids}) == len(batch)


@given(pages, st.randoms())
def test_ids_do_not_depend_on_the_order_of_the_batch(batch, random):
    shuffled = random.sample(batch, len(batch))
    assert dict(zip(batch, name_pages(batch), strict=True)) == dict(
        zip(shuffled, name_pages(shuffled), strict=True)
    )


@given(pages, paths)
def test_a_new_file_never_takes_over_the_id_of_another(batch, newcomer):
    before = dict(zip(batch, name_pages(batch), strict=True))
    larger = [*batch, (newcomer, None)] if (newcomer, None) not in batch else batch
    after = dict(zip(name_pages(larger), larger, strict=True))
    assert all(after.get(name, page) == page for page, name in before.items())


def test_two_spellings_of_one_accent_are_two_pages_and_one_keeps_its_id_on_another_disk():
    composed, apart = ("café.png", None), ("cafe\u0301.png", None)
    assert len(set(name_pages([composed, apart]))) == 2
    other = ("cafe.png", None)
    assert name_pages([composed, other]) == name_pages([apart, other])


def test_plain_names_stay_as_they_are():
    assert name_pages([("1933/06-03_p1.png", None), ("militant.tif", 2)]) == (
        "p1933-06-03_p1",
        "militant-p002",
    )


def test_one_stem_with_two_suffixes_is_told_apart():
    first, second, third = name_pages([("page.png", None), ("page.tif", None), ("Other.png", None)])
    assert first.startswith("page-")
    assert second.startswith("page-")
    assert first != second
    assert third == "Other"
