"""Prints how many verbs of saying are no attribution's cue, and with --show some of them in their sentences.

    whosaid extract ARTICLES -o claims.jsonl --annotations annotations.jsonl
    python uncovered.py annotations.jsonl [--show N]

Needs no labels, so it measures any news. A few verbs are never cues ("that said", "reported sales of"): what counts is the comparison.
"""

import argparse
import json
import random
import re
from pathlib import Path

VERBS = re.compile(r"\b(said|says|added|told|announced|reported|warned|claimed)\b")
AROUND = 120  # characters


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("annotations", type=Path)
    arguments.add_argument("--show", type=int, default=0)
    arguments = arguments.parse_args()
    count, uncovered = 0, []
    for line in arguments.annotations.read_text().splitlines():
        article = json.loads(line)
        cues = [(one["cue"]["start"], one["cue"]["end"]) for one in article["attributions"] if one["cue"]]
        for verb in VERBS.finditer(article["text"]):
            count += 1
            if not any(start <= verb.start() < end for start, end in cues):
                uncovered.append((article["id"], article["text"][max(0, verb.start() - AROUND) : verb.end() + AROUND]))
    print(f"{len(uncovered)} of {count} verbs of saying are uncovered, {100 * len(uncovered) / max(count, 1):.1f} %")
    for article, words in random.Random(1).sample(uncovered, min(arguments.show, len(uncovered))):
        print(article, " ".join(words.split()), sep="\t")


if __name__ == "__main__":
    main()
