"""Claims of a Spark data frame: ``whosaid.spark.extract(df).write.parquet("claims")``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from whosaid._arrow import arrow_batches, check_columns, claim_schema, shared_extractor

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

__all__ = ["ddl", "extract"]


def extract(
    df: DataFrame,
    text: str = "text",
    id: str = "id",
    date: str | None = None,
    title: str | None = None,
    *,
    model: str | None = None,
    any_language: bool = False,
) -> DataFrame:
    """The claims of all articles in a data frame, one per row, with the columns that the command writes to Parquet.

    Every Python worker loads the model once, when it receives its first articles, and runs it on one thread: parallelism comes from
    running as many tasks as there are cores. An article that cannot be used is a warning in the worker's log, and the others are still read.

    >>> claims = whosaid.spark.extract(spark.read.parquet("articles"), text="body", id="url")  # doctest: +SKIP
    >>> claims.groupBy("speaker.name").count().show()  # doctest: +SKIP
    """
    names = {"text": text, "id": id, "date": date, "title": title}
    check_columns(df.columns, names, "data frame")
    wanted = list(dict.fromkeys(column for column in names.values() if column is not None))
    run = partial(_run, names=names, model=model, any_language=any_language)
    return df.select(*(f"`{column}`" for column in wanted)).mapInArrow(run, ddl())


def ddl() -> str:
    """The columns of claims as Spark's DDL.

    >>> import whosaid.spark
    >>> whosaid.spark.ddl().split(", ")[0]
    '`id` STRING NOT NULL'
    """
    return ", ".join(f"`{field.name}` {_type(field.type)}{_null(field)}" for field in claim_schema())


def _type(kind: pyarrow.DataType) -> str:
    import pyarrow

    if pyarrow.types.is_struct(kind):
        return f"STRUCT<{', '.join(f'`{field.name}`: {_type(field.type)}{_null(field)}' for field in kind)}>"
    if pyarrow.types.is_list(kind):
        return f"ARRAY<{_type(kind.value_type)}>"
    return {"string": "STRING", "int64": "BIGINT", "double": "DOUBLE", "date32[day]": "DATE"}[str(kind)]


def _null(field: pyarrow.Field) -> str:
    return "" if field.nullable else " NOT NULL"


def _run(batches: Iterable[Any], names: dict[str, str | None], model: str | None, any_language: bool) -> Iterator[Any]:
    return arrow_batches(batches, **names, extractor=shared_extractor(model, 1, any_language))  # type: ignore[arg-type]
