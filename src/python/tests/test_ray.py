"""Claims of Ray datasets, even when a worker dies."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from clusters import Killer, many, written
from conftest import lines

import whosaid

pytestmark = pytest.mark.full
ray = pytest.importorskip("ray")


@pytest.fixture(scope="module", autouse=True)
def cluster() -> Iterator[None]:
    # Otherwise workers yield to every other process, and wait for ever on a busy machine.
    os.environ["RAY_worker_niceness"] = "0"
    ray.init(num_cpus=2, include_dashboard=False)
    yield
    ray.shutdown()


def _dataset(articles: list[dict[str, Any]]) -> Any:
    table = pyarrow.Table.from_pylist(articles, schema=pyarrow.schema({name: pyarrow.string() for name in ("id", "title", "date", "text")}))
    return ray.data.from_arrow(table).repartition(8)


def test_the_claims_are_the_commands(articles: list[dict[str, Any]], expected: list[str], tmp_path: Path) -> None:
    import whosaid.ray

    whosaid.ray.extract(_dataset(articles), date="date", title="title", batch_size=50).write_parquet(str(tmp_path / "claims"))
    assert written(tmp_path / "claims") == sorted(expected)


def test_a_worker_that_dies_costs_nothing_and_doubles_nothing(articles: list[dict[str, Any]], tmp_path: Path) -> None:
    import whosaid.ray

    given = many(articles)
    killer = Killer(lambda process: "MapWorker" in " ".join(process.cmdline()))
    killer.start()
    claims = whosaid.ray.extract(_dataset(given), date="date", title="title", batch_size=50)
    claims.write_parquet(str(tmp_path / "claims"))
    assert killer.killed is not None, "no worker was ended"
    texts, ids, dates, titles = ([one[name] for one in given] for name in ("text", "id", "date", "title"))
    table = pyarrow.table(whosaid.Extractor().table(texts, ids, dates, titles))
    assert written(tmp_path / "claims") == sorted(lines(table.to_pylist()))


def test_columns_are_checked_at_once(articles: list[dict[str, Any]]) -> None:
    import whosaid.ray

    with pytest.raises(whosaid.InputError, match="no column 'body' in the dataset"):
        whosaid.ray.extract(_dataset(articles[:1]), text="body")
