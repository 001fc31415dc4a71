"""Hand labels of nested attributions: corpus/nested, as offsets into PolNeAR's and the BBC's articles, without their text."""

import csv
from pathlib import Path

from data import Attribution

FOLDER = Path(__file__).resolve().parents[2] / "corpus/nested"


def read_nested(name):
    """Returns the nested attributions of every article of `corpus/nested/NAME.csv`; an article that was read but has none gets an empty list."""
    found = {}
    with open(FOLDER / f"{name}.csv", newline="") as lines:
        for row in csv.DictReader(lines):
            attributions = found.setdefault(row["article"], [])
            if row["cue"]:
                attributions.append(Attribution(*(spans_of(row[part]) for part in ("source", "cue", "content"))))
    return found


def spans_of(written):
    """Parses (start, end) of every piece of "3-9;12-20"."""
    return [tuple(map(int, piece.split("-"))) for piece in written.split(";") if piece]
