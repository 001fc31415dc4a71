"""Hand labels of attributions within contents: corpus/nested, places in PolNeAR's and the BBC's articles without their text."""

import csv
from pathlib import Path

from data import Attribution

FOLDER = Path(__file__).resolve().parents[2] / "corpus/nested"


def read_nested(name):
    """The nested attributions of every article of `corpus/nested/NAME.csv` that was read for them; an article without any has an empty list."""
    found = {}
    with open(FOLDER / f"{name}.csv", newline="") as lines:
        for row in csv.DictReader(lines):
            attributions = found.setdefault(row["article"], [])
            if row["cue"]:
                attributions.append(Attribution(*(spans_of(row[part]) for part in ("source", "cue", "content"))))
    return found


def spans_of(written):
    """(start, end) of every piece of "3-9;12-20"."""
    return [tuple(map(int, piece.split("-"))) for piece in written.split(";") if piece]
