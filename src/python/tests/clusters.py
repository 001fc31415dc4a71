"""Helpers for the tests of Spark and Ray."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pyarrow.parquet
from conftest import lines


def written(folder: Path) -> list[str]:
    """The rows of a folder of Parquet files, sorted."""
    return sorted(lines(pyarrow.parquet.read_table(folder).to_pylist()))


def many(articles: list[dict[str, Any]], count: int = 400) -> list[dict[str, Any]]:
    """Enough articles that a worker can be killed midway."""
    return [{**articles[number % len(articles)], "id": f"{number}"} for number in range(max(count, len(articles)))]


class Killer(threading.Thread):
    """Kills one process, by its id, once it has worked for some time."""

    def __init__(self, is_worker: Callable[[psutil.Process], bool]) -> None:
        super().__init__(daemon=True)
        self.killed: int | None = None
        self._is_worker = is_worker
        self._idle: dict[int, float] = {}

    def run(self) -> None:
        while self.killed is None:
            for process in psutil.Process().children(recursive=True):
                try:
                    if self._is_worker(process) and self._worked(process) > 1.5:
                        process.kill()
                        self.killed = process.pid
                        return
                except psutil.NoSuchProcess:
                    continue
            time.sleep(0.05)

    def _worked(self, process: psutil.Process) -> float:
        worked: float = process.cpu_times().user
        return worked - self._idle.setdefault(process.pid, worked)
