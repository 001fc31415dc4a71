"""Scores against hand labels, and the record's schema."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whosaid import _native
from whosaid._record import Claim


def evaluate(gold: str | os.PathLike[str], predictions: str | os.PathLike[str] | Iterable[Claim]) -> dict[str, Any]:
    """Scores predictions against hand labels; returns what ``whosaid eval --json`` prints.

    ``gold`` is a file or folder of labels (native JSON, brat, CoNLL columns, W3C Web Annotation). ``predictions`` are claims, or a file or folder
    of claims or labels; the two are matched by article id.

    >>> import tempfile, pathlib, json, whosaid
    >>> text = "Ana Lee said no."
    >>> parts = [("source", "Ana Lee", 0), ("cue", "said", 8), ("content", "no", 13)]
    >>> label = {part: {"text": words, "start": at, "end": at + len(words)} for part, words, at in parts}
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     gold = pathlib.Path(folder, "gold.json")
    ...     _ = gold.write_text(json.dumps({"id": "a", "text": text, "attributions": [label]}))
    ...     scores = whosaid.evaluate(gold, whosaid.Extractor().extract(text, id="a"))
    >>> [figure["f1"] for figure in scores["figures"] if figure["layer"] == "cue" and figure["measure"] == "exact"]
    [1.0]
    """
    if not isinstance(predictions, str | os.PathLike):
        lines = "\n".join(json.dumps(claim.to_dict()) for claim in predictions)
        return _loaded(_native.evaluate(os.fspath(gold), lines))
    return _loaded(_native.evaluate(os.fspath(gold), Path(predictions)))


def schema() -> dict[str, Any]:
    """The JSON Schema of a claim as the command writes it.

    >>> import whosaid
    >>> whosaid.schema()["title"]
    'Claim'
    """
    return _loaded(_native.schema())


def _loaded(written: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(written)
    return loaded
