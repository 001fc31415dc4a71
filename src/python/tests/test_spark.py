"""Claims of Spark data frames, even when a worker dies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pyarrow
import pytest
from clusters import Killer, many, written
from conftest import lines

import whosaid

pytestmark = pytest.mark.full
pyspark_sql = pytest.importorskip("pyspark.sql")
SCHEMA = "id STRING, title STRING, date STRING, text STRING"


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    builder = pyspark_sql.SparkSession.builder.master("local[2,4]").config("spark.ui.enabled", False)
    builder = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
    session = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", 50).getOrCreate()
    yield session
    session.stop()


def _frame(spark: Any, articles: list[dict[str, Any]]) -> Any:
    rows = [[one["id"], one["title"], one["date"], one["text"]] for one in articles]
    return spark.createDataFrame(rows, SCHEMA).repartition(2)


def test_the_claims_are_the_commands(spark: Any, articles: list[dict[str, Any]], expected: list[str], tmp_path: Path) -> None:
    import whosaid.spark

    claims = whosaid.spark.extract(_frame(spark, articles), date="date", title="title")
    claims.write.parquet(str(tmp_path / "claims"))
    assert written(tmp_path / "claims") == sorted(expected)


def test_a_worker_that_dies_costs_nothing_and_doubles_nothing(spark: Any, articles: list[dict[str, Any]], tmp_path: Path) -> None:
    import whosaid.spark

    given = many(articles)
    killer = Killer(lambda process: "pyspark.daemon" in " ".join(process.cmdline()) and "pyspark.daemon" in " ".join(_parent(process)))
    killer.start()
    whosaid.spark.extract(_frame(spark, given), date="date", title="title").write.parquet(str(tmp_path / "claims"))
    assert killer.killed is not None, "no worker was ended"
    texts, ids, dates, titles = ([one[name] for one in given] for name in ("text", "id", "date", "title"))
    table = pyarrow.table(whosaid.Extractor().table(texts, ids, dates, titles))
    assert written(tmp_path / "claims") == sorted(lines(table.to_pylist()))


def test_columns_are_checked_at_once(spark: Any) -> None:
    import whosaid.spark

    with pytest.raises(whosaid.InputError, match=r"no column 'body' in the data frame \(the columns are id, title, date, text\)"):
        whosaid.spark.extract(_frame(spark, []), text="body")


def _parent(process: psutil.Process) -> list[str]:
    parent = process.parent()
    return parent.cmdline() if parent else []
