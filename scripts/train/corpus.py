"""All texts that teachers and students learn from, encoded once.

    python corpus.py DATA WORK

Writes WORK/corpus.npz: PolNeAR and CoNLL-2003 with their labels, and raw news (Reuters, BBC), GUM and English web text without any.
"""

import argparse
import gzip
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data import IGNORED, Article, Encoder, coin, label_pieces, piece_range, read_conll, read_polnear
from files import written_whole
from model import HEADS, PRETRAINED

FILE = "corpus.npz"
# CoNLL-2003 stands in the corpus with this many ways of breaking its sentences into lines; an epoch takes one of them.
CONLL_VARIANTS = 4
NEWLINE_BETWEEN_SENTENCES = 0.5
KINDS = ["polnear train", "polnear dev", *(f"conll train {variant}" for variant in range(CONLL_VARIANTS)), "conll dev", "raw"]
TASKS = {"polnear": "attribution", "conll": "entities"}
GUM_GENRES = ("news", "interview", "speech", "bio", "academic", "court")
LONGEST, SHORTEST = 40_000, 20  # characters, pieces
WEB_SENTENCES = 20  # that make one text
LINK_REACH = 2 * 320  # pieces


@dataclass
class Text:
    """A text's place in the corpus; `links` are rows (span start, end, cue start, end, whether they are linked) from the text's first piece."""

    kind: str
    start: int
    end: int
    links: np.ndarray

    @property
    def task(self):
        """The head that has gold labels here; None for raw text."""
        return TASKS.get(self.kind.split()[0])

    def __len__(self):
        return self.end - self.start


class Corpus:
    """Parallel arrays of all pieces, and where each text lies; `tags` of a head are IGNORED where a text has no labels for it."""

    def __init__(self, file):
        stored = np.load(file)
        self.ids, self.casing = stored["ids"].astype(np.int64), stored["casing"].astype(np.int64)
        self.tags = {head: stored[head].astype(np.int64) for head in HEADS}
        bounds, link_bounds = stored["bounds"], stored["link_bounds"]
        self.texts = [
            Text(KINDS[kind], int(bounds[i]), int(bounds[i + 1]), stored_links)
            for i, (kind, stored_links) in enumerate(zip(stored["kinds"], np.split(stored["links"].astype(np.int64), link_bounds[1:-1])))
        ]

    def of(self, *kinds):
        return [text for text in self.texts if text.kind in kinds]

    def __len__(self):
        return len(self.ids)


def link_pairs(pieces, article):
    """Every source and content span against every cue of the article: rows as in `Text.links`."""
    cues, others, linked = {}, {}, set()
    for attribution in article.attributions:
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


def labelled(data):
    """(kind, article) of every labelled text."""
    for part, first_only in (("train", False), ("dev", True)):
        for article in read_polnear(data / "polnear" / part, first_annotator_only=first_only):
            yield f"polnear {part}", article
    for variant in range(CONLL_VARIANTS):
        for article in read_conll(data / "conll2003/train.txt", coin(variant, NEWLINE_BETWEEN_SENTENCES)):
            yield f"conll train {variant}", article
    for article in read_conll(data / "conll2003/dev.txt", coin(0, 0.0)):
        yield "conll dev", article


def raw(data):
    """Texts without labels."""
    for file in sorted((data / "news").glob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in lines)
    for file in sorted((data / "gum/dep").glob("GUM_*.conllu")):
        if file.name.split("_")[1] in GUM_GENRES:
            yield gum_text(file.read_text(encoding="utf-8"))
    web = [line[len("# text = ") :] for line in (data / "uner_ewt/train.iob2").read_text(encoding="utf-8").splitlines() if line.startswith("# text = ")]
    for start in range(0, len(web), WEB_SENTENCES):
        yield "\n".join(web[start : start + WEB_SENTENCES])


def gum_text(conllu):
    """The sentences of a CoNLL-U file, a paragraph to a line."""
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

    def add(kind, article):
        pieces = encoder.encode(article.text)
        if len(pieces) < (SHORTEST if kind == "raw" else 1):
            return
        kinds.append(KINDS.index(kind))
        columns["ids"].append(pieces.ids.astype(np.uint16))
        columns["casing"].append(pieces.casing.astype(np.uint8))
        for head, labels in HEADS.items():
            has_labels = kind != "raw" and article.task == head
            tags = label_pieces(pieces, article.spans, labels) if has_labels else np.full(len(pieces), IGNORED)
            columns[head].append(tags.astype(np.int8))
        columns["links"].append(link_pairs(pieces, article))

    for kind, article in labelled(data):
        add(kind, article)
    for text in raw(data):
        add("raw", Article("", text[:LONGEST], "", []))
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
