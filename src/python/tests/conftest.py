"""Articles, and the command's claims of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
# Otherwise Spark starts its workers with the first Python on the path.
os.environ.setdefault("PYSPARK_PYTHON", sys.executable)


def command(*arguments: str, input: str | None = None) -> subprocess.CompletedProcess[str]:
    """Runs ``python -m whosaid``."""
    return subprocess.run([sys.executable, "-m", "whosaid", *arguments], input=input, capture_output=True, text=True, check=False)


def lines(claims: Any) -> list[str]:
    """Records as lines of canonical JSON, so that they can be compared byte for byte."""
    return [json.dumps(record, sort_keys=True, ensure_ascii=False, default=str) for record in claims]


@pytest.fixture(scope="session")
def articles() -> list[dict[str, Any]]:
    """The articles of the corpus, and those of the file WHOSAID_ARTICLES (JSON Lines) if it is set."""
    found = [
        {"id": path.stem, "title": None, "date": "2024-10-24", "text": path.read_text(encoding="utf-8")}
        for path in sorted((ROOT / "corpus/articles").glob("*.txt"))
    ]
    if more := os.environ.get("WHOSAID_ARTICLES"):
        with open(more, encoding="utf-8") as file:
            found += [{"title": None, "date": None, **json.loads(line)} for line in file]
    assert len(found) >= 16
    return found


@pytest.fixture(scope="session")
def expected(articles: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The command's claims of these articles, as :func:`lines`."""
    file = tmp_path_factory.mktemp("articles") / "articles.jsonl"
    file.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    ran = command("extract", str(file), "--max-article-size", "2M")
    assert ran.returncode in (0, 1), ran.stderr
    records = [json.loads(line) for line in ran.stdout.splitlines()]
    for record in records:
        assert record["article"].pop("path") == str(file)
        record["article"]["path"] = None
    return lines(records)
