"""The native part of the package, written in Rust."""

import os
from typing import final

from whosaid._given import Given

__all__ = ["Engine", "ModelError", "Rows", "ScoreError", "day", "evaluate", "run_command", "schema"]

class ModelError(Exception):
    """A model cannot be loaded."""

class ScoreError(Exception):
    """Labels cannot be read or scored."""

@final
class Engine:
    """A loaded model with its threads."""

    def __new__(cls, model: str | os.PathLike[str] | None, threads: int | None, any_language: bool, largest_article: int) -> Engine: ...
    @property
    def threads(self) -> int:
        """The number of threads."""

    def run(self, articles: list[Given]) -> list[tuple[str | None, tuple[str, str] | None]]:
        """The outcome of each article, in their order."""

    def rows(self, articles: list[Given]) -> tuple[Rows, list[tuple[int, tuple[str, str]]]]:
        """The claims of all articles as rows, and the failures by the articles' indices."""

@final
class Rows:
    """Rows of claims."""

    def __new__(cls, parts: list[Rows]) -> Rows: ...
    def __len__(self) -> int: ...
    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...
    def __arrow_c_schema__(self) -> object: ...

def day(date: str) -> str | None:
    """The day that a date stands for, as YYYY-MM-DD; None where it names no full date, or more than one."""

def evaluate(gold: str | os.PathLike[str], predictions: str | os.PathLike[str]) -> str:
    """The agreement of predictions with the gold, as JSON. Predictions are a path, or claims as JSON Lines in a string."""

def run_command(arguments: list[str]) -> int:
    """Runs the command, and returns its exit code."""

def schema() -> str:
    """The JSON Schema of a claim."""
