"""Encodes all texts that teachers and students learn from, once.

    python corpus.py DATA WORK

Writes WORK/corpus.npz: PolNeAR, CoNLL-2003 and Universal NER's web text with their labels, the nested attributions of corpus/nested, and raw news
(BBC, TimeBank, FactAppeal), GUM and a wire (Reuters) without labels.
"""

import argparse
import csv
import gzip
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from data import IGNORED, O_OR_MISC, Article, Encoder, coin, label_pieces, piece_range, read_conll, read_iob, read_polnear
from files import written_whole
from model import HEADS, PRETRAINED
from nested import read_nested

FILE = "corpus.npz"
# The corpus holds CoNLL-2003 with its sentences broken into lines in this many ways; an epoch uses one of them.
CONLL_VARIANTS = 4
NEWLINE_BETWEEN_SENTENCES = 0.5
KINDS = ["polnear train", "polnear dev", *(f"conll train {variant}" for variant in range(CONLL_VARIANTS)), "conll dev", "web", "raw", "wire"]
WIRE = "reuters21578.jsonl.gz"
# The first 500 articles of the wire are never learnt from: verbs of saying without an attribution are counted in them (uncovered.py).
MEASURED = {f"reuters-{number}" for number in range(1, 538)}
GUM_GENRES = ("news", "interview", "speech", "bio", "academic", "court")
LONGEST, SHORTEST = 40_000, 20  # characters, pieces
SENTENCES = 20  # per text, for data sets without articles
LINK_REACH = 2 * 320  # pieces


@dataclass
class Text:
    """A text's place in the corpus; `links` are rows (span start, end, cue start, end, whether they are linked) relative to the text's first piece,
    and `heads` are those with gold labels."""

    kind: str
    start: int
    end: int
    links: np.ndarray
    heads: tuple[str, ...]

    def __len__(self):
        return self.end - self.start


class Corpus:
    """Parallel arrays of all pieces, and the place of each text; the `tags` of a head are IGNORED in texts without labels for it."""

    def __init__(self, file):
        stored = np.load(file)
        self.ids, self.casing = stored["ids"].astype(np.int64), stored["casing"].astype(np.int64)
        self.tags = {head: stored[head] for head in HEADS}
        links = np.split(stored["links"].astype(np.int64), stored["link_bounds"][1:-1])
        bounds = stored["bounds"].tolist()
        self.texts = [
            Text(KINDS[kind], start, end, pairs, tuple(head for head in HEADS if self.tags[head][start] != IGNORED))
            for kind, start, end, pairs in zip(stored["kinds"], bounds, bounds[1:], links)
        ]

    def of(self, *kinds):
        return [text for text in self.texts if text.kind in kinds]

    def __len__(self):
        return len(self.ids)


def link_pairs(pieces, attributions):
    """Returns every source and content span with every cue of some attributions, as rows like those of `Text.links`."""
    cues, others, linked = {}, {}, set()
    for attribution in attributions:
        for span in attribution.cue:
            cues[span] = piece_range(pieces, *span)
        for span in attribution.source + attribution.content:
            others[span] = piece_range(pieces, *span)
            linked |= {(span, cue) for cue in attribution.cue}
    rows = [
        (*a, *c, (span, cue) in linked)
        for span, a in others.items()
        for cue, c in cues.items()
        if a[0] < a[1] and c[0] < c[1] and abs(a[0] - c[0]) < LINK_REACH
    ]
    return np.array(rows, dtype=np.int32).reshape(-1, 5)


@dataclass
class Source:
    """A text with its labels: spans by head, attributions, and nested ones."""

    kind: str
    text: str
    spans: dict[str, list] = field(default_factory=dict)
    attributions: list = field(default_factory=list)
    nested: list = field(default_factory=list)


def with_nested(source, nested):
    """Adds the nested attributions to a text, unless it was never read for them."""
    if nested is not None:
        source.nested = nested
        source.spans["nested"] = [(*span, role.capitalize()) for a in nested for role in ("source", "cue", "content") for span in getattr(a, role)]
    return source


def labelled(data):
    """Yields every labelled text."""
    for part, first_only in (("train", False), ("dev", True)):
        nested, seen = read_nested(f"polnear-{part}"), set()
        for article in read_polnear(data / "polnear" / part, first_annotator_only=first_only):
            stem = article.id.rsplit("_", 1)[0]
            source = Source(f"polnear {part}", article.text, {"attribution": article.spans}, article.attributions)
            yield with_nested(source, None if stem in seen else nested.get(stem))
            seen.add(stem)
    for variant in range(CONLL_VARIANTS):
        for article in read_conll(data / "conll2003/train.txt", coin(variant, NEWLINE_BETWEEN_SENTENCES)):
            yield Source(f"conll train {variant}", article.text, {"entities": article.spans})
    for article in read_conll(data / "conll2003/dev.txt", coin(0, 0.0)):
        yield Source("conll dev", article.text, {"entities": article.spans})
    for article in read_iob(data / "uner_ewt/train.iob2", SENTENCES):
        yield Source("web", article.text, {"entities": article.spans})


def raw(data):
    """Yields texts without labels, except for the nested attributions of some."""
    nested = read_nested("bbc")
    for file in sorted((data / "news").glob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for article in map(json.loads, lines):
                if article["id"] not in MEASURED:
                    source = Source("wire" if file.name == WIRE else "raw", article["text"][:LONGEST])
                    yield with_nested(source, nested.get(article["id"]))
    for file in sorted((data / "gum/dep").glob("GUM_*.conllu")):
        if file.name.split("_")[1] in GUM_GENRES:
            yield Source("raw", gum_text(file.read_text(encoding="utf-8"))[:LONGEST])
    for file in sorted((data / "timebank").glob("*.tml")):
        body = re.search(r"<TEXT>(.*)</TEXT>", file.read_text(encoding="utf-8"), re.S)
        yield Source("raw", re.sub(r"<[^>]*>", "", body.group(1))[:LONGEST])
    with open(data / "factappeal/train.csv", newline="", encoding="utf-8") as lines:
        sentences = [row["sentence"] for row in csv.DictReader(lines)]
    for start in range(0, len(sentences), SENTENCES):
        yield Source("raw", "\n".join(sentences[start : start + SENTENCES]))


def gum_text(conllu):
    """Returns the sentences of a CoNLL-U file, one paragraph per line."""
    paragraphs = [[]]
    for line in conllu.splitlines():
        if line.startswith("# newpar") and paragraphs[-1]:
            paragraphs.append([])
        elif line.startswith("# text = "):
            paragraphs[-1].append(line[len("# text = ") :].strip())
    return "\n".join(" ".join(sentences) for sentences in paragraphs)


def write(data, file):
    encoder = Encoder(PRETRAINED / "tokenizer.json")
    columns = {name: [] for name in ("ids", "casing", *HEADS, "links")}
    kinds = []
    for source in (*labelled(data), *raw(data)):
        pieces = encoder.encode(source.text)
        if len(pieces) < (SHORTEST if source.kind in ("raw", "wire") else 1):
            continue
        kinds.append(KINDS.index(source.kind))
        columns["ids"].append(pieces.ids.astype(np.uint16))
        columns["casing"].append(pieces.casing.astype(np.uint8))
        for head, labels in HEADS.items():
            tags = label_pieces(pieces, source.spans[head], labels) if head in source.spans else np.full(len(pieces), IGNORED)
            if source.kind == "web" and head == "entities":
                tags[tags == 0] = O_OR_MISC
            columns[head].append(tags.astype(np.int8))
        columns["links"].append(np.concatenate([link_pairs(pieces, source.attributions), link_pairs(pieces, source.nested)]))
    arrays = {name: np.concatenate(parts) for name, parts in columns.items()}
    bounds = {name: np.cumsum([0, *map(len, columns[column])]) for name, column in (("bounds", "ids"), ("link_bounds", "links"))}
    with written_whole(file) as unfinished:
        np.savez_compressed(unfinished, kinds=np.array(kinds, dtype=np.int8), **arrays, **bounds)
    return kinds, columns


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("work", type=Path)
    arguments = arguments.parse_args()
    kinds, columns = write(arguments.data, arguments.work / FILE)
    for number, kind in enumerate(KINDS):
        lengths = [len(ids) for ids, other in zip(columns["ids"], kinds) if other == number]
        print(f"{kind:16} {len(lengths):6} texts {sum(lengths):9} pieces")


if __name__ == "__main__":
    main()
