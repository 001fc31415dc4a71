"""However articles are given, their claims are the same as the command's."""

from __future__ import annotations

from typing import Any

import pyarrow
import pytest
from conftest import lines

import whosaid


@pytest.fixture(scope="module")
def ex() -> whosaid.Extractor:
    return whosaid.Extractor()


def test_extract(ex: whosaid.Extractor, articles: list[dict[str, Any]], expected: list[str]) -> None:
    claims = [claim for one in articles for claim in ex.extract(one["text"], one["id"], one["title"], one["date"])]
    assert lines(claim.to_dict() for claim in claims) == expected


def test_pipe(ex: whosaid.Extractor, articles: list[dict[str, Any]], expected: list[str]) -> None:
    piped = ex.pipe(whosaid.Article(**one) for one in articles)
    assert lines(claim.to_dict() for claims in piped for claim in claims) == expected


def test_table(ex: whosaid.Extractor, articles: list[dict[str, Any]], expected: list[str]) -> None:
    texts, ids, dates, titles = ([one[name] for one in articles] for name in ("text", "id", "date", "title"))
    assert lines(pyarrow.table(ex.table(texts, ids, dates, titles)).to_pylist()) == expected


def test_arrow_batches(articles: list[dict[str, Any]], expected: list[str]) -> None:
    batches = pyarrow.Table.from_pylist(articles).to_batches(max_chunksize=7)
    claims = list(whosaid.arrow_batches(batches, date="date", title="title"))
    assert all(isinstance(batch, pyarrow.RecordBatch) for batch in claims)
    assert lines(row for batch in claims for row in batch.to_pylist()) == expected


def test_threads_and_batches_change_nothing(articles: list[dict[str, Any]], expected: list[str]) -> None:
    ex = whosaid.Extractor(threads=1)
    piped = ex.pipe((whosaid.Article(**one) for one in articles[:16]), batch_size=3)
    found = lines(claim.to_dict() for claims in piped for claim in claims)
    assert found == expected[: len(found)]
