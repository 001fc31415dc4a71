"""Speed and memory; to be run on an otherwise idle machine."""

from __future__ import annotations

import itertools
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from conftest import command

pytestmark = pytest.mark.full

PIPE = """
import json, resource, sys, time, whosaid
ex = whosaid.Extractor(threads=2)
ex.extract("Ana Lee said no.")
def articles():
    for line in open(sys.argv[1], encoding="utf-8"):
        one = json.loads(line)
        yield whosaid.Article(one["text"], id=one["id"], date=one.get("date"))
began = time.perf_counter()
claims = sum(map(len, ex.pipe(articles())))
print(claims, time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def _pipe(file: Path) -> tuple[int, float, int]:
    claims, seconds, memory = subprocess.check_output([sys.executable, "-c", PIPE, str(file)], text=True).split()
    return int(claims), float(seconds), int(memory)


def _file(path: Path, articles: list[dict[str, Any]], count: int) -> Path:
    import json

    rounds = itertools.islice(itertools.cycle(articles), count)
    path.write_text("".join(json.dumps({**one, "id": str(number)}) + "\n" for number, one in enumerate(rounds)), encoding="utf-8")
    return path


def test_import_takes_a_fifth_of_a_second() -> None:
    code = "import time; began = time.perf_counter(); import whosaid; print(time.perf_counter() - began)"
    assert min(float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(5)) < 0.2


def test_the_first_claim_takes_half_a_second() -> None:
    text = " ".join(["Ana Lee told reporters on Monday that the bridge over the river would stay closed until May."] * 30)[: 500 * 6]
    code = (
        "import time, sys; began = time.perf_counter(); import whosaid; ex = whosaid.Extractor(); claims = ex.extract(sys.argv[1]); "
        "assert claims; print(time.perf_counter() - began)"
    )
    assert min(float(subprocess.check_output([sys.executable, "-c", code, text])) for _ in range(5)) < 0.5


def test_the_pipe_is_as_fast_as_the_command(articles: list[dict[str, Any]], tmp_path: Path) -> None:
    file = _file(tmp_path / "articles.jsonl", articles, max(400, len(articles)))
    ratios = []
    for _ in range(3):
        claims, seconds, _ = _pipe(file)
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        ran = command("extract", str(file), "--threads", "2", "-o", str(tmp_path / "claims.jsonl"))
        took = time.perf_counter() - began
        assert ran.returncode in (0, 1) and f"{claims} claims" in ran.stderr, ran.stderr
        ratios.append(seconds / took)
        print(f"pipe {seconds:.2f} s, command {took:.2f} s, {before.ru_maxrss} kB")
    assert min(ratios) < 1.05, ratios


def test_memory_does_not_grow(articles: list[dict[str, Any]], tmp_path: Path) -> None:
    few = _pipe(_file(tmp_path / "few.jsonl", articles, 200))[2]
    many = _pipe(_file(tmp_path / "many.jsonl", articles, 2000))[2]
    print(f"{few} kB, {many} kB")
    assert many < 1.1 * few
