"""Turns labelled news into token windows.

An article is a text with character spans. `encode` turns it into pieces: token ids, the casing of the word that each piece belongs to, and character
offsets. This is the input contract of the model (`model.json`), and the Rust command encodes the same way.
"""

import collections
import json
import random
import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

ENTITY_LABELS = ["O"] + [f"{edge}-{kind}" for kind in ("PER", "ORG", "LOC", "MISC") for edge in "BI"]
ATTRIBUTION_LABELS = ["O"] + [f"{edge}-{kind}" for kind in ("Source", "Cue", "Content") for edge in "BI"]

CASING = {"lower": 0, "capitalised": 1, "upper": 2, "mixed": 3}
PARAGRAPH_TOKEN = "[unused0]"
IGNORED = -100
# The tag of a piece outside any person, organisation or place, in texts where other names are not labelled: either nothing or part of a MISC name.
O_OR_MISC = -1


@dataclass
class Attribution:
    """One gold attribution: contiguous spans by role; each list may be empty."""

    source: list = field(default_factory=list)
    cue: list = field(default_factory=list)
    content: list = field(default_factory=list)


@dataclass
class Article:
    """A text with its labels: `spans` are (start, end, label) in characters, end exclusive."""

    id: str
    text: str
    task: str
    spans: list
    attributions: list = field(default_factory=list)


@dataclass
class Pieces:
    """An encoded article: parallel arrays, one row per piece."""

    ids: np.ndarray
    casing: np.ndarray
    start: np.ndarray
    end: np.ndarray

    def __len__(self):
        return len(self.ids)

    def part(self, first, last):
        """Returns the pieces first..last."""
        return Pieces(*(column[first:last] for column in (self.ids, self.casing, self.start, self.end)))


def casing_of(word):
    """Returns the casing of a word. A single capital counts as capitalised, so that "A" and "I" are not taken for acronyms."""
    letters = [c for c in word if c.isalpha()]
    if not letters or not any(c.isupper() for c in letters):
        return CASING["lower"]
    if letters[0].isupper() and not any(c.isupper() for c in letters[1:]):
        return CASING["capitalised"]
    if all(c.isupper() for c in letters):
        return CASING["upper"]
    return CASING["mixed"]


class Encoder:
    """Tokenizes line by line, with one paragraph token for every run of line breaks between two lines of text."""

    def __init__(self, tokenizer_file):
        self.tokenizer = Tokenizer.from_file(str(tokenizer_file))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.paragraph = self.tokenizer.token_to_id(PARAGRAPH_TOKEN)
        self.cls = self.tokenizer.token_to_id("[CLS]")
        self.sep = self.tokenizer.token_to_id("[SEP]")

    def encode(self, text):
        lines = [m for m in re.finditer(r"[^\r\n]+", text) if m.group().strip()]
        ids, casing, start, end = [], [], [], []
        encodings = self.tokenizer.encode_batch([m.group() for m in lines], add_special_tokens=False)
        for i, (line, enc) in enumerate(zip(lines, encodings)):
            if i:
                ids.append(self.paragraph)
                casing.append(CASING["lower"])
                start.append(lines[i - 1].end())
                end.append(line.start())
            bounds = {}
            for word, (a, b) in zip(enc.word_ids, enc.offsets):
                first = bounds.get(word, (a, b))[0]
                bounds[word] = (first, b)
            shape = {word: casing_of(line.group()[a:b]) for word, (a, b) in bounds.items()}
            ids += enc.ids
            casing += [shape[word] for word in enc.word_ids]
            start += [line.start() + a for a, _ in enc.offsets]
            end += [line.start() + b for _, b in enc.offsets]
        return Pieces(*(np.array(column, dtype=np.int64) for column in (ids, casing, start, end)))


def label_pieces(pieces, spans, labels):
    """Returns the BIO label ids of the pieces for character spans; of overlapping spans, the longer one is kept."""
    tags = np.zeros(len(pieces), dtype=np.int64)
    for start, end, label in sorted(spans, key=lambda s: s[0] - s[1]):
        first, last = piece_range(pieces, start, end)
        if first < last and not tags[first:last].any():
            tags[first:last] = labels.index(f"I-{label}")
            tags[first] = labels.index(f"B-{label}")
    return tags


def piece_range(pieces, start, end):
    """Returns the half-open range of pieces that touch the characters start..end."""
    return int(np.searchsorted(pieces.end, start, "right")), int(np.searchsorted(pieces.start, end, "left"))


def read_polnear(folder, first_annotator_only):
    """Reads PolNeAR's brat files: one Article per annotation file, or per text with the first annotator in sorted order."""
    folder = Path(folder)
    by_text = collections.defaultdict(list)
    for ann in sorted((folder / "attributions").glob("*.ann")):
        by_text[ann.stem.rsplit("_", 1)[0]].append(ann)
    articles = []
    for stem, files in sorted(by_text.items()):
        text = (folder / "text" / f"{stem}.txt").read_bytes().decode("utf-8")
        for ann in files[:1] if first_annotator_only else files:
            attributions = read_ann(ann.read_text(encoding="utf-8"))
            articles.append(Article(ann.stem, text, "attribution", spans_of_parts(attributions), attributions))
    return articles


def read_native(folder):
    """Reads the project's own gold, as `whosaid eval` does: for every file, an Article for each task, and its nested attributions."""
    for file in sorted(Path(folder).glob("*.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        outer, inner = [], []
        for one in gold["attributions"]:
            attribution = Attribution(*(native_spans(one[part]) for part in ("source", "cue", "content")))
            (outer if one["nested_in"] is None else inner).append(attribution)
        entities = [(entity["start"], entity["end"], entity["type"]) for entity in gold["entities"]]
        yield (
            Article(gold["id"], gold["text"], "attribution", spans_of_parts(outer), outer),
            Article(gold["id"], gold["text"], "entities", entities),
            inner,
        )


def native_spans(part):
    """Returns the spans of a part that is None, one span, or several."""
    return [(span["start"], span["end"]) for span in part.get("spans", [part])] if part else []


def spans_of_parts(attributions):
    """Returns every span of some attributions once, with its part as the label."""
    parts = ("source", "cue", "content")
    return sorted({(*span, part.capitalize()) for a in attributions for part in parts for span in getattr(a, part)})


def read_ann(lines):
    spans, attributions = {}, []
    for line in lines.splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            label, _, offsets = rest.split("\t")[0].partition(" ")
            spans[key] = (label, [tuple(map(int, piece.split())) for piece in offsets.split(";")])
    for line in lines.splitlines():
        key, _, rest = line.partition("\t")
        if not key.startswith("E") or not rest.startswith(("Attribution:", "Attribution-no-source:")):
            continue
        attribution = Attribution()
        for argument in rest.split()[1:]:
            role, _, target = argument.partition(":")
            role = role.rstrip("0123456789").lower()
            if role in ("source", "cue", "content") and target in spans:
                getattr(attribution, role).extend(spans[target][1])
        for role in ("source", "cue", "content"):
            setattr(attribution, role, sorted(set(getattr(attribution, role))))
        attributions.append(attribution)
    return attributions


NO_SPACE_BEFORE = set(". , ; : ! ? ) ] } % 's n't 'd 'll 're 've 'm '".split())
NO_SPACE_AFTER = set("( [ { $ #".split())


def join_tokens(sentences, line_break):
    """Returns the text of tokenised sentences and the span of every token. `line_break()` says whether a sentence starts a new line."""
    text, spans = "", []
    for number, sentence in enumerate(sentences):
        if number:
            text += "\n" if line_break() else " "
        quotes = 0
        glue = True
        for token in sentence:
            closing = token == '"' and quotes % 2 == 1
            if not glue and token not in NO_SPACE_BEFORE and not closing:
                text += " "
            spans.append((len(text), len(text) + len(token)))
            text += token
            opening = token == '"' and quotes % 2 == 0
            quotes += token == '"'
            glue = token in NO_SPACE_AFTER or opening
    return text, spans


def read_conll(file, line_break):
    """Reads CoNLL-2003 columns as running text, one Article per -DOCSTART-."""
    documents, sentence = [], []
    for line in Path(file).read_text(encoding="utf-8").splitlines() + [""]:
        columns = line.split()
        if columns and columns[0] == "-DOCSTART-":
            documents.append([])
        elif columns:
            sentence.append((columns[0], columns[-1]))
        elif sentence:
            documents[-1].append(sentence)
            sentence = []
    articles = []
    for number, sentences in enumerate(documents):
        text, tokens = join_tokens([[token for token, _ in s] for s in sentences], line_break)
        tags = [tag for s in sentences for _, tag in s]
        articles.append(Article(f"conll-{number:04d}", text, "entities", bio_spans(tags, tokens)))
    return articles


def read_iob(file, sentences_together):
    """Reads Universal NER's columns, some sentences per Article: PER, ORG and LOC only."""
    texts, tags = [], [[]]
    for line in Path(file).read_text(encoding="utf-8").splitlines():
        if line.startswith("# text = "):
            texts.append(line[len("# text = ") :])
            tags.append([])
        elif line and line[0].isdigit():
            tags[-1].append(line.split("\t")[1:3])
    articles, tags = [], tags[1:]
    for first in range(0, len(texts), sentences_together):
        text, spans = "", []
        for sentence, words in zip(texts[first : first + sentences_together], tags[first : first + sentences_together]):
            text += "\n" if text else ""
            tokens, at = [], len(text)
            text += sentence
            for word, _ in words:
                at = text.index(word, at)
                tokens.append((at, at + len(word)))
                at += len(word)
            spans += [span for span in bio_spans([tag for _, tag in words], tokens) if span[2] in ("PER", "ORG", "LOC")]
        articles.append(Article(f"web-{first:06d}", text, "entities", spans))
    return articles


def bio_spans(tags, tokens):
    """Returns the character spans of a BIO2 tag sequence over tokens with character spans."""
    spans = []
    for tag, (start, end) in zip(tags, tokens):
        edge, _, label = tag.partition("-")
        if edge == "I" and spans and spans[-1][2] == label and spans[-1][3]:
            spans[-1][1] = end
        elif edge in "BI":
            spans.append([start, end, label, True])
        if edge == "O" and spans:
            spans[-1][3] = False
    return [(a, b, label) for a, b, label, _ in spans]


def coin(seed, heads):
    """Returns a seeded coin: a callable that is true with probability `heads`."""
    rng = random.Random(seed)
    return lambda: rng.random() < heads
