"""No input crashes Python, and the message says what is wrong."""

from __future__ import annotations

import datetime
import random
from pathlib import Path
from typing import Any

import pyarrow
import pytest

import whosaid

SAID = "Ana Lee said no."


@pytest.fixture(scope="module")
def ex() -> whosaid.Extractor:
    return whosaid.Extractor()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "the text is None"),
        (b"Ana Lee said no.", r'decode it first, as in text.decode\("utf-8"\)'),
        (7, "the text is of type int"),
        ("Ana Lee said \ud83d.", "lone surrogate.* at 13"),
    ],
)
def test_what_is_no_text(ex: whosaid.Extractor, text: Any, message: str) -> None:
    with pytest.raises(whosaid.InputError, match=message):
        ex.extract(text)
    [good, bad] = ex.pipe([SAID, text])
    assert len(good) == 1 and bad == [] and bad.error is not None
    assert bad.error.kind == "input" and bad.error.is_failure
    table = ex.table([text, SAID])
    assert len(table) == 1 and [error.id for error in table.errors] == ["0"]


def test_a_text_that_is_too_large(ex: whosaid.Extractor) -> None:
    with pytest.raises(whosaid.ArticleError, match="larger than an article may be") as raised:
        ex.extract("Ana Lee said no. " * 3_000_000)
    assert raised.value.kind == "too_large"
    assert [len(claims) for claims in ex.pipe(["x" * 50_000_000, SAID])] == [0, 1]


def test_dates(ex: whosaid.Extractor) -> None:
    for date in ("sometime", "2024-13-45", 20241024, b"2024-10-24"):
        with pytest.raises(whosaid.InputError, match="date|day"):
            ex.extract(SAID, date=date)  # type: ignore[arg-type]
    for day in ("2024-10-24", datetime.date(2024, 10, 24), datetime.datetime(2024, 10, 24, 5, 30), "26-FEB-1987 15:01:01.79"):
        [claim] = ex.extract(SAID, date=day)
        assert claim.article.published in ("2024-10-24", "1987-02-26")


def test_columns_and_frames(ex: whosaid.Extractor) -> None:
    batch = pyarrow.RecordBatch.from_pydict({"id": ["a"], "body": [SAID]})
    with pytest.raises(whosaid.InputError, match=r"no column 'text' in the batch \(the columns are id, body\); name it with text="):
        list(whosaid.arrow_batches([batch]))
    with pytest.raises(whosaid.InputError, match="id=None to number the articles"):
        list(whosaid.arrow_batches([batch], text="body", id="url"))
    with pytest.raises(whosaid.InputError, match="ids has 1 values, and there are more texts"):
        ex.table([SAID, SAID], ids=["a"])
    with pytest.raises(whosaid.InputError, match="dates has more than the 1 values"):
        ex.table([SAID], dates=["2024-10-24", "2024-10-25"])
    for one in (ex.pipe, ex.table):
        with pytest.raises(whosaid.InputError, match=r"\[text\]"):
            one(SAID)


def test_models_and_settings(tmp_path: Path) -> None:
    with pytest.raises(whosaid.ModelError, match="no such folder"):
        whosaid.Extractor("nowhere")
    with pytest.raises(whosaid.ModelError, match=r"model\.json"):
        whosaid.Extractor(tmp_path).extract(SAID)
    for threads in (0, -1, 5000):
        with pytest.raises(whosaid.InputError, match="threads"):
            whosaid.Extractor(threads=threads)
    with pytest.raises(whosaid.InputError, match="batch_size"):
        whosaid.Extractor().pipe([SAID], batch_size=0)
    with pytest.raises(whosaid.ScoreError, match="no such file"):
        whosaid.evaluate(tmp_path / "gold", [])


def test_ten_thousand_random_strings(ex: whosaid.Extractor) -> None:
    chance = random.Random(20261127)
    alphabet = [*"aeit rsn \n\t\"'“”‘’.,;:!?-—()[]{}<>&%$0123456789", *"éßŁ中文🚒👩‍\u200d\u0301\u202e\ufeff\0\x7f\u2028", " said ", " Ana Lee ", " told "]
    texts = ("".join(chance.choices(alphabet, k=chance.randrange(60))) for _ in range(10_000))
    kept: list[str] = []
    for claims in ex.pipe(kept.append(text) or text for text in texts):  # type: ignore[func-returns-value]
        text = kept[int(claims.id)]
        assert claims.error is None or not claims.error.is_failure, (text, claims.error)
        assert all(text[span.start : span.end] in claim.content.text for claim in claims for span in claim.content.spans)
    assert len(kept) == 10_000
