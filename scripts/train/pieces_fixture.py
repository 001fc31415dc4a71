"""Writes how training encodes some shipped articles, to test that the Rust command encodes them the same way.

    python pieces_fixture.py > tests/parity/pieces.json
"""

import json
from pathlib import Path

from data import Encoder

ROOT = Path(__file__).resolve().parent.parent.parent
ARTICLES = ["culture-yellow-coat-portrait", "politics-ferry-budget-revolt", "sport-football-manager-sacking"]


def main():
    encoder = Encoder(ROOT / "models/news/tokenizer.json")
    fixture = {}
    for name in ARTICLES:
        pieces = encoder.encode((ROOT / f"corpus/articles/{name}.txt").read_bytes().decode())
        fixture[name] = {column: getattr(pieces, column).tolist() for column in ("ids", "casing", "start", "end")}
    print(json.dumps(fixture, separators=(",", ":")))


if __name__ == "__main__":
    main()
