#!/usr/bin/env python3
"""Checks the figures of `whosaid eval` against independent counts: by seqeval for names, by sets of spans for attributions.

    scripts/check_scores.py WHOSAID DATA_FOLDER

WHOSAID is the command; DATA_FOLDER contains polnear/dev and conll2003/dev.txt. Exits with 1 where an F1 differs by 0.1 points or more.
Needs `pip install seqeval`.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from seqeval.metrics import f1_score

WHOSAID, DATA = sys.argv[1], Path(sys.argv[2])


def evaluate(gold, predictions):
    command = [WHOSAID, "eval", "--gold", gold, "--predictions", predictions, "--json", "--quiet", "--samples", "1"]
    figures = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=False).stdout)["figures"]
    return {figure["layer"]: 100 * figure["f1"] for figure in figures if figure["measure"] == "exact"}


def extract(texts, folder):
    annotations = folder / "annotations.jsonl"
    subprocess.run([WHOSAID, "extract", texts, "--annotations", annotations, "--quiet"], check=True)
    return annotations, {record["id"]: record for record in map(json.loads, annotations.open())}


def f1(gold, predicted):
    return 200 * len(gold & predicted) / (len(gold) + len(predicted))


def polnear(folder):
    annotations, records = extract(DATA / "polnear/dev/text", folder)
    gold, predicted, seen = {}, {}, set()
    for file in sorted((DATA / "polnear/dev/attributions").glob("*.ann")):
        stem = file.stem.rpartition("_")[0]
        if stem in seen:
            continue
        seen.add(stem)
        ann = file.read_text()
        spans = dict(re.findall(r"^(T\d+)\t\S+ ([\d ;]+)\t", ann, re.M))
        for event in re.findall(r"^E\d+\tAttribution(?:-no-source)?:\S+(.*)$", ann, re.M):
            for role, key in re.findall(r"(Source|Cue|Content)\d*:(T\d+)", event):
                gold.setdefault(role.lower(), set()).update((stem, *map(int, run.split())) for run in spans[key].split(";"))
        for attribution in records[stem]["attributions"]:
            for role in ("source", "cue", "content"):
                part = attribution[role] or {"spans": []}
                predicted.setdefault(role, set()).update((stem, run["start"], run["end"]) for run in part.get("spans", [part]))
    return {role: f1(gold[role], predicted[role]) for role in gold}, evaluate(DATA / "polnear/dev", annotations)


def tags(text, names):
    """Returns a BIO tag for every character."""
    tags = ["O"] * len(text)
    for start, end, label in names:
        tags[start:end] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
    return tags


def conll(folder):
    """Scores names. The text contains the tokens in order; tags are per character, since a predicted name may end within a token."""
    file = DATA / "conll2003/dev.txt"
    native = folder / "native"
    subprocess.run([WHOSAID, "convert", file, "--label-format", "conll", "--to", "native", "-o", native], check=True)
    articles = [json.loads(path.read_text()) for path in sorted(native.glob("*.json"))]
    texts = folder / "texts.jsonl"
    texts.write_text("".join(json.dumps({"id": article["id"], "text": article["text"]}) + "\n" for article in articles))
    annotations, records = extract(texts, folder)
    gold, predicted = [], []
    for article, columns in zip(articles, file.read_text().split("-DOCSTART-")[1:], strict=True):
        names, at = [], 0
        for row in filter(None, (line.split() for line in columns.splitlines()[1:])):
            start = article["text"].index(row[0], at)
            at = start + len(row[0])
            if row[-1].startswith("I-"):
                names[-1][1] = at
            elif row[-1] != "O":
                names.append([start, at, row[-1][2:]])
        gold.append(tags(article["text"], names))
        found = records[article["id"]]["entities"]
        predicted.append(tags(article["text"], [(name["start"], name["end"], name["type"]) for name in found]))
    return {"entities": 100 * f1_score(gold, predicted)}, evaluate(file, annotations)


agree = True
with tempfile.TemporaryDirectory() as folder:
    for own, scored in (polnear(Path(folder)), conll(Path(folder))):
        for layer, value in own.items():
            print(f"{layer}: {value:.2f} counted here, {scored[layer]:.2f} by whosaid eval")
            agree = agree and abs(value - scored[layer]) < 0.1
sys.exit(not agree)
