"""The examples in the package's README do what it says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
from conftest import ROOT

README = (ROOT / "src/python/README.md").read_text(encoding="utf-8")


def _blocks() -> list[str]:
    return re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(articles: list[dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    rows = [{name: one[name] for name in ("id", "date", "text")} for one in articles[:4]]
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "articles.parquet")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_notebook(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [notebook] = [block for block in _blocks() if "pl.read_parquet" in block]
    exec(notebook, {})
    printed = capsys.readouterr().out
    assert "Ana Lee" in printed and "count_star()" in printed


def test_spacy(folder: Path) -> None:
    [component] = [block for block in _blocks() if "add_pipe" in block]
    names: dict[str, Any] = {"text": (ROOT / "corpus/articles/disaster-mine-dam-collapse.txt").read_text(encoding="utf-8")}
    exec(component, names)
    assert all(words in names["page"] for words in ("Benavente", "source", "cue", "content"))


@pytest.mark.full
def test_spark_and_ray(folder: Path) -> None:
    ray = pytest.importorskip("ray")
    session = pytest.importorskip("pyspark.sql").SparkSession
    [cluster] = [block for block in _blocks() if "mapInArrow" in block or "whosaid.spark" in block]
    ray.init(num_cpus=2, include_dashboard=False)
    spark = session.builder.master("local[2]").config("spark.ui.enabled", False).getOrCreate()
    exec(cluster, {"spark": spark, "ray": ray})
    spark.stop()
    ray.shutdown()
    rows = [pyarrow.parquet.read_table(folder / name).num_rows for name in ("spark-claims", "ray-claims")]
    assert rows[0] == rows[1] > 10
