"""The picture of speakers over time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
from conftest import ROOT


def test_speakers_over_time(articles: list[dict[str, Any]], tmp_path: Path) -> None:
    rows = [{"id": one["id"], "date": f"2024-{1 + number % 6:02}-15", "text": one["text"]} for number, one in enumerate(articles[:16])]
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "articles.parquet")
    script = ROOT / "tests/examples/speakers_over_time.py"
    picture = tmp_path / "speakers.png"
    arguments = [sys.executable, str(script), str(tmp_path / "articles.parquet"), str(picture)]
    printed = subprocess.check_output(arguments, text=True, env={**os.environ, "MPLBACKEND": "agg"})
    assert "claims>" in printed and "speaker" in printed
    assert picture.read_bytes().startswith(b"\x89PNG") and picture.stat().st_size > 20_000
