"""Arrow record batches in, Arrow record batches out."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from whosaid._errors import InputError
from whosaid._extractor import Extractor

if TYPE_CHECKING:
    import pyarrow

_log = logging.getLogger("whosaid")


def arrow_batches(
    batches: Iterable[Any],
    text: str = "text",
    id: str | None = "id",
    date: str | None = None,
    title: str | None = None,
    extractor: Extractor | None = None,
) -> Iterator[pyarrow.RecordBatch]:
    """Yields one batch of claims for every batch of articles, with the columns that the command writes to Parquet. Needs pyarrow.

    ``batches`` are record batches or tables of any library, or a stream of them such as ``pyarrow.dataset.dataset(...).to_batches()``. The other
    arguments name the columns with the text, id, date and title; ``id=None`` numbers the articles. An article that cannot be used is logged as a
    warning (logger ``whosaid``), and the others are still read.

    >>> import pyarrow, whosaid
    >>> batch = pyarrow.RecordBatch.from_pydict({"id": [7], "body": ["Ana Lee said no."]})
    >>> for claims in whosaid.arrow_batches([batch], text="body"):
    ...     print(claims["article"][0]["id"], claims["cue"][0]["text"])
    7 said
    """
    return _batches(batches, {"text": text, "id": id, "date": date, "title": title}, extractor or shared_extractor())


@lru_cache(maxsize=4)
def shared_extractor(model: str | None = None, threads: int | None = None, any_language: bool = False) -> Extractor:
    """The extractor with these settings, shared by all callers in a process."""
    return Extractor(model, threads, any_language)


def check_columns(columns: Iterable[str], asked: dict[str, str | None], called: str) -> None:
    """Raises an :class:`InputError` if a requested column is missing."""
    there = list(columns)
    for argument, column in asked.items():
        if column is not None and column not in there:
            or_none = ", or id=None to number the articles" if argument == "id" else ""
            raise InputError(f"no column {column!r} in the {called} (the columns are {', '.join(there)}); name it with {argument}={or_none}")


def claim_schema() -> pyarrow.Schema:
    """The columns of claims."""
    import pyarrow
    from whosaid._native import Rows

    return pyarrow.schema(Rows([]))


def _batches(batches: Iterable[Any], names: dict[str, str | None], extractor: Extractor) -> Iterator[pyarrow.RecordBatch]:
    import pyarrow

    first = 0
    for given in batches:
        articles = pyarrow.table(given) if hasattr(given, "__arrow_c_stream__") else pyarrow.table(pyarrow.record_batch(given))
        check_columns(articles.column_names, names, "batch")
        text, id, date, title = (_values(articles, names[name]) for name in ("text", "id", "date", "title"))
        ids = range(first, first + articles.num_rows) if id is None else id
        first += articles.num_rows
        claims = extractor.table(text or [], ids, date, title)
        for error in claims.errors:
            _log.log(logging.WARNING if error.is_failure else logging.INFO, "article %s: %s; skipped", error.id, error)
        yield pyarrow.table(claims).combine_chunks().to_batches()[0] if len(claims) else _no_claims()


def _values(articles: pyarrow.Table, column: str | None) -> list[Any] | None:
    return None if column is None else articles[column].to_pylist()


def _no_claims() -> pyarrow.RecordBatch:
    import pyarrow

    schema = claim_schema()
    return pyarrow.RecordBatch.from_arrays([pyarrow.array([], kind) for kind in schema.types], schema=schema)
