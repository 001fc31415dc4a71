"""Texts with coreference chains: GUM, LitBank, GAP."""

import csv
import re
from dataclasses import dataclass, field
from pathlib import Path

OPENING, CLOSING = set("([“‘$"), re.compile(r"[.,;:!?)\]%]|n't|['’](s|ll|re|ve|d|m)|”|’")
PENN_MARKS = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}
SMALL_WORDS_OF_NAMES = {"of", "the", "for", "and", "&", "-", "de", "van", "von", "al"}


@dataclass
class Mention:
    """A mention, in characters; `name` is the proper name that is its head, if there is one."""

    start: int
    end: int
    chain: str
    name: str | None = None


@dataclass
class Document:
    """A text with its mentions; `sources` are (start, end, chain or None) of the words that name who speaks (from GUM's RST trees)."""

    id: str
    text: str
    mentions: list[Mention]
    sources: list[tuple] = field(default_factory=list)

    @property
    def corpus(self):
        return self.id.split("/")[0]

    def chain_around(self, start, end):
        """Returns the chain of the smallest mention around a name."""
        around = [m for m in self.mentions if m.start <= start and end <= m.end]
        return min(around, key=lambda m: m.end - m.start).chain if around else None

    def chain_of(self, start, end):
        """Returns the chain of a mention or a source."""
        exact = next((m.chain for m in self.mentions if (m.start, m.end) == (start, end)), None)
        return exact or next((chain for s, e, chain in self.sources if (s, e) == (start, end)), None)


def load(data):
    """Returns every document in the data folder."""
    return [*gum(data / "gum"), *litbank(data / "litbank"), *gap(data / "gap")]


def joined(tokens):
    """Joins tokens into running text; returns it with the place of each."""
    text, places, in_quotation = "", [], False
    for token in tokens:
        token = PENN_MARKS.get(token, token)
        space = bool(text) and not text.endswith("\n") and text[-1] not in OPENING and not CLOSING.fullmatch(token)
        if token == '"':
            space = space and not in_quotation
            in_quotation = not in_quotation
        elif in_quotation and text.endswith('"'):
            space = False
        text += " " * space
        places.append((len(text), len(text) + len(token)))
        text += token
    return text, places


def litbank(folder):
    for file in sorted((folder / "coref/conll").glob("*.conll")):
        tokens, opened, spans = [], {}, []
        for line in file.read_text(encoding="utf-8").splitlines():
            columns = line.split("\t")
            if line.startswith("#") or len(columns) < 5:
                continue
            here = len(tokens)
            tokens.append(columns[3])
            for part in (columns[-1] or columns[-2]).split("|"):
                chain = part.strip("()")
                if not chain.isdigit():
                    continue
                if part.startswith("("):
                    opened.setdefault(chain, []).append(here)
                if part.endswith(")"):
                    spans.append((opened[chain].pop(), here, chain))
        text, places = joined(tokens)
        yield Document(f"litbank/{file.stem}", text, [Mention(places[a][0], places[b][1], chain) for a, b, chain in sorted(spans)])


def gap(folder):
    for part in ("development", "validation"):
        with open(folder / f"gap-{part}.tsv", encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                mentions = [mention(row, "Pronoun", "P")]
                mentions += [mention(row, name, "P" if row[f"{name}-coref"].upper() == "TRUE" else name) for name in "AB"]
                yield Document(f"gap/{row['ID']}", row["Text"], mentions)


def mention(row, column, chain):
    start = int(row[f"{column}-offset"])
    return Mention(start, start + len(row[column]), chain)


def gum(folder):
    for file in sorted((folder / "dep").glob("*.conllu")):
        text, tokens, spans = gum_tokens(file)
        mentions = [gum_mention(text, tokens, *span) for span in sorted(spans)]
        sources = []
        trees = folder / "rst/rstweb" / f"{file.stem}.rs4"
        marked = re.findall(r'subtype="attribution_source" tokens="([\d,]+)"', trees.read_text(encoding="utf-8")) if trees.exists() else []
        for numbers in marked:
            first, last = (int(number) - 1 for number in (numbers.split(",")[0], numbers.split(",")[-1]))
            sources.append((tokens[first]["start"], tokens[last]["end"], source_chain(tokens, spans, first, last)))
        yield Document(f"gum/{file.stem}", text, mentions, sources)


def gum_tokens(file):
    """Returns the text, its tokens, and mentions as (first token, last token, chain)."""
    text, tokens, opened, spans = "", [], {}, []
    new_paragraph, whole, sentence_start = True, None, 0
    for line in file.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if line.startswith("# newpar") and not line.startswith("# newpar_block"):
            new_paragraph = True
        elif not line:
            whole, sentence_start = None, len(tokens)
        elif re.fullmatch(r"\d+-\d+", columns[0]):
            whole = (int(columns[0].split("-")[1]), "SpaceAfter=No" in columns[9])
        elif columns[0].isdigit():
            if tokens and new_paragraph:
                text = text.rstrip(" ") + "\n"
            new_paragraph, number = False, int(columns[0])
            within = whole is not None and number <= whole[0]
            closed_up = (number < whole[0] or whole[1]) if within else "SpaceAfter=No" in columns[9]
            head = sentence_start + int(columns[6]) - 1 if int(columns[6]) else None
            tokens.append({"form": columns[1], "upos": columns[3], "head": head, "start": len(text), "end": len(text) + len(columns[1])})
            text += columns[1] + " " * (not closed_up)
            entities = re.search(r"Entity=([^|]*)", columns[9])
            for part in re.findall(r"\([^()]+\)?|[^()]+\)", entities[1]) if entities else []:
                chain = part.strip("()").split("-")[0]
                if part.startswith("("):
                    opened.setdefault(chain, []).append(len(tokens) - 1)
                if part.endswith(")"):
                    spans.append((opened[chain].pop(), len(tokens) - 1, chain.split("[")[0]))
    return text, tokens, spans


def head_of(tokens, first, last):
    """Returns the token whose governor lies outside the mention."""
    inside = range(first, last + 1)
    return next((at for at in inside if tokens[at]["head"] not in inside), last)


def gum_mention(text, tokens, first, last, chain):
    head, name = head_of(tokens, first, last), None
    if tokens[head]["upos"] == "PROPN":

        def joins(at, step):
            inner = tokens[at]["form"] in SMALL_WORDS_OF_NAMES and first <= at + step <= last and tokens[at + step]["upos"] == "PROPN"
            return tokens[at]["upos"] == "PROPN" or inner

        start = end = head
        while start > first and joins(start - 1, -1):
            start -= 1
        while end < last and joins(end + 1, 1):
            end += 1
        name = text[tokens[start]["start"] : tokens[end]["end"]]
    return Mention(tokens[first]["start"], tokens[last]["end"], chain, name)


def source_chain(tokens, spans, first, last):
    """Returns the chain of the smallest mention around a source, or else of the longest one whose head lies in it."""
    around = [span for span in spans if span[0] <= first and last <= span[1]]
    if around:
        return min(around, key=lambda span: span[1] - span[0])[2]
    headed = [span for span in spans if first <= head_of(tokens, span[0], span[1]) <= last]
    return max(headed, key=lambda span: span[1] - span[0])[2] if headed else None
