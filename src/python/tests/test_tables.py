"""Claims as tables of common libraries, and Parquet files as input and output."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas
import polars
import pyarrow
import pyarrow.parquet
import pytest
from conftest import command, lines

import whosaid

TEXTS = ["Ana Lee told reporters that the bridge would stay closed until May.", "Bo Dahl denied it on Monday.", "Nothing here."]


@pytest.fixture(scope="module")
def table() -> whosaid.Table:
    return whosaid.Extractor(threads=1).table(TEXTS, ids=pandas.Series([7, 8, 9]), dates=[None, datetime.date(2024, 10, 24), float("nan")])


def test_every_library_takes_a_table(table: whosaid.Table) -> None:
    rows = pyarrow.table(table).to_pylist()
    assert [row["article"]["id"] for row in rows] == ["7", "8"]
    assert rows[1]["said"]["from"] == datetime.date(2024, 10, 21)
    assert polars.DataFrame(table)["id"].to_list() == [row["id"] for row in rows]
    names = duckdb.connect().register("claims", table).execute("SELECT speaker.name FROM claims ORDER BY 1").fetchall()
    assert names == [("Ana Lee",), ("Bo Dahl",)]
    frame = pandas.DataFrame.from_arrow(table) if hasattr(pandas.DataFrame, "from_arrow") else pyarrow.table(table).to_pandas()
    assert [speaker["name"] for speaker in frame["speaker"]] == ["Ana Lee", "Bo Dahl"]


def test_frames_of_every_library_can_be_read() -> None:
    rows: dict[str, Any] = {"id": [7, 8, 9], "text": TEXTS, "day": [None, datetime.date(2024, 10, 24), None]}
    expected = lines(row for batch in whosaid.arrow_batches([pyarrow.table(rows)], date="day") for row in batch.to_pylist())
    assert len(expected) == 2
    for frame in (polars.DataFrame(rows), pandas.DataFrame(rows), pyarrow.RecordBatch.from_pydict(rows)):
        frame = pyarrow.Table.from_pandas(frame) if isinstance(frame, pandas.DataFrame) else frame
        assert lines(row for batch in whosaid.arrow_batches([frame], date="day") for row in batch.to_pylist()) == expected
    stream = pyarrow.table(rows).to_reader(max_chunksize=1)
    claims = list(whosaid.arrow_batches(stream, date="day"))
    assert [batch.num_rows for batch in claims] == [1, 1, 0]
    assert lines(pyarrow.Table.from_batches(claims).to_pylist()) == expected


def test_no_claims_have_columns_too(table: whosaid.Table) -> None:
    nothing = whosaid.Extractor(threads=1).table([])
    assert pyarrow.table(nothing).schema == pyarrow.table(table).schema == pyarrow.schema(table)
    assert list(whosaid.arrow_batches([pyarrow.table({"id": pyarrow.array([], "string"), "text": pyarrow.array([], "string")})]))[0].num_rows == 0


def test_parquet_in_and_out_through_the_command(tmp_path: Path) -> None:
    extra = {
        "words": [12, None, 2],
        "share": [0.5, 1.5, 2.5],
        "free": [True, False, None],
        "desk": pandas.Categorical(["world", "local", "world"]),
        "seen": pandas.to_datetime(["2024-10-24 05:30", "2024-10-25 00:00", "2024-10-26 00:00"]),
    }
    articles = tmp_path / "articles.parquet"
    pandas.DataFrame({"url": ["u/1", "u/2", "u/3"], "body": TEXTS, **extra}).astype({"words": "Int64"}).to_parquet(articles)
    claims = tmp_path / "claims.parquet"
    keep = [argument for name in extra for argument in ("--keep", name)]
    ran = command("extract", str(articles), "--text-field", "body", "--id-field", "url", "-o", str(claims), *keep)
    assert ran.returncode == 0, ran.stderr
    kept = pyarrow.parquet.read_table(claims)["kept"].to_pylist()
    assert kept == [
        {"words": 12, "share": 0.5, "free": True, "desk": "world", "seen": "2024-10-24T05:30:00"},
        {"words": None, "share": 1.5, "free": False, "desk": "local", "seen": "2024-10-25T00:00:00"},
    ]
    found = duckdb.connect().execute(f"SELECT article.id, kept.words, kept.desk FROM '{claims}' WHERE speaker.name = 'Ana Lee'").fetchall()
    assert found == [("u/1", 12, "world")]


def test_codecs_that_people_use(tmp_path: Path) -> None:
    for codec in ("snappy", "zstd", "gzip", "lz4", "none"):
        file = tmp_path / f"{codec}.parquet"
        pyarrow.parquet.write_table(pyarrow.table({"text": TEXTS}), file, compression=codec)
        ran = command("extract", str(file), "-q")
        assert (ran.returncode, len(ran.stdout.splitlines())) == (0, 2), ran.stderr


def test_scores() -> None:
    corpus = Path(__file__).parents[3] / "corpus"
    ex = whosaid.Extractor()
    texts = [(path.read_text(encoding="utf-8"), path.stem) for path in sorted((corpus / "articles").glob("*.txt"))]
    claims = [claim for text, name in texts for claim in ex.extract(text, id=name)]
    scores = whosaid.evaluate(corpus / "gold", claims)
    assert scores["articles"] == 16 and scores["unusable"] == []
    [content] = [figure for figure in scores["figures"] if (figure["layer"], figure["measure"]) == ("content", "exact")]
    assert 0.5 < content["f1"] < 1.0
