"""Nested attributions, composed: one sentence's whole attribution put into another's content.

    python compose.py DATA [--seed N] [--show 20]

PolNeAR's gold is flat, so that a model never sees "X said that Y denied that ...". Here a sentence with one attribution whose content ends it, or that opens
with a quotation, keeps its source and cue and takes another whole sentence as its content. Both attributions are known: `outer` and `inner`.
"""

import argparse
import collections
import random
import re
from dataclasses import dataclass
from pathlib import Path

from data import Article, Attribution, read_polnear

ROLES = ("source", "cue", "content")
ABBREVIATIONS = {"Mr", "Mrs", "Ms", "Dr", "Gov", "Sen", "Rep", "Gen", "Lt", "Col", "St", "Jr", "Sr", "No", "vs", "Prof", "Rev", "Inc", "Corp", "Co"}
SENTENCE_END = re.compile(r"[.!?][\"”’')]*(?=\s+[\"“‘A-Z])|(?=[\r\n])")
DOUBLE_QUOTES = '"“”'
SINGLE = {"“": "‘", "”": "’", '"': "'"}
# Whom these words mean depends on who speaks, so a sentence that has them stands only in a direct content.
SPEAKER_WORDS = re.compile(r"\b(I|we|you|me|us|my|our|your|I['’]\w+|we['’]\w+|you['’]\w+)\b", re.I)
QUOTED_WITHIN = re.compile(r"(?<!\w)['‘]")
SHORTEST, LONGEST = 30, 320  # characters of a sentence that is put in
IRREGULAR = {
    "says": "said", "say": "said", "tells": "told", "tell": "told", "thinks": "thought", "think": "thought", "knows": "knew", "know": "knew",
    "feels": "felt", "feel": "felt", "writes": "wrote", "finds": "found", "shows": "showed", "sees": "saw", "is": "was", "are": "were", "has": "had",
    "have": "had", "wants": "wanted", "want": "wanted", "hopes": "hoped", "believes": "believed", "believe": "believed",
}  # fmt: skip


@dataclass
class Frame:
    """What stays of the outer sentence: the text before and after the content's place, and its source and cue in the article."""

    start: int
    end: int
    before: str
    after: str
    direct: bool
    attribution: Attribution


@dataclass
class Donor:
    """A sentence with one whole attribution: spans count from the sentence's first character."""

    text: str
    attribution: Attribution


@dataclass
class Composed:
    """An article in which one sentence became two, one within the other. `attributions` of `article` hold the outer one, not the inner."""

    article: Article
    outer: Attribution
    inner: Attribution


def sentences(text):
    """(start, end) of the sentences of every line."""
    found, start = [], 0
    for match in SENTENCE_END.finditer(text):
        words = text[start : match.end()].split()
        if words and words[-1].rstrip(".") in ABBREVIATIONS:
            continue
        found.append((start, match.end()))
        start = match.end()
    found.append((start, len(text)))
    trimmed = ((start + len(part) - len(part.lstrip()), start + len(part.rstrip())) for start, end in found for part in [text[start:end]])
    return [(start, end) for start, end in trimmed if start < end]


def spans_of(attribution):
    return [span for role in ROLES for span in getattr(attribution, role)]


def moved(attribution, move):
    """The attribution with every span put through `move`."""
    return Attribution(**{role: [move(span) for span in getattr(attribution, role)] for role in ROLES})


def alone_in(article):
    """(sentence, attribution) where one whole attribution with a single span of each role is all that a sentence has."""
    for start, end in sentences(article.text):
        touching = [a for a in article.attributions if any(s < end and e > start for s, e in spans_of(a))]
        if len(touching) != 1 or any(len(getattr(touching[0], role)) != 1 for role in ROLES):
            continue
        cue = article.text[slice(*touching[0].cue[0])]
        if any(map(str.isalpha, cue)) and all(start <= s and e <= end for s, e in spans_of(touching[0])):
            yield (start, end), touching[0]


def is_balanced(text):
    """Whether every double quotation mark that opens is closed."""
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0


def frames(article):
    """The sentences whose content can be another one."""
    text = article.text
    for (start, end), attribution in alone_in(article):
        ((first, last),) = attribution.content
        others = attribution.source + attribution.cue
        content = text[first:last].rstrip(",")
        if text[last:end].strip() in ("", ".") and all(e <= first for _, e in others) and re.match(r"that\s", content):
            yield Frame(start, end, text[start:first] + "that ", ".", False, attribution)
        elif first == start and all(s >= last for s, _ in others) and content[0] in DOUBLE_QUOTES and content[-1] in DOUBLE_QUOTES:
            yield Frame(start, end, content[0], "," + content[-1] + text[last:end], True, attribution)


def donors(article):
    """The sentences that can be put into a frame: statements with an end, in themselves complete."""
    text = article.text
    for (start, end), attribution in alone_in(article):
        sentence = text[start:end]
        if SHORTEST <= end - start <= LONGEST and sentence.endswith(".") and sentence[0].isupper() and is_balanced(sentence):
            yield Donor(sentence, moved(attribution, lambda span, start=start: (span[0] - start, span[1] - start)))


class Case:
    """Knows from the corpus which words are capitalised only because a sentence begins with them."""

    def __init__(self, articles):
        self.lower, self.upper = collections.Counter(), collections.Counter()
        for article in articles:
            for match in re.finditer(r"(?<=[a-z,;] )[A-Za-z]+", article.text):
                word = match.group()
                (self.upper if word[0].isupper() else self.lower)[word.lower()] += 1

    def lowered(self, sentence):
        """The sentence as it continues another: its first word in lower case unless it is a name."""
        word = re.match(r"[A-Za-z]+", sentence).group()
        if word == "I" or self.upper[word.lower()] >= self.lower[word.lower()]:
            return sentence
        return sentence[0].lower() + sentence[1:]


class Edit:
    """Replacements in a text, and where spans lie after them."""

    def __init__(self):
        self.changes = []

    def replace(self, start, end, words):
        self.changes.append((start, end, words))

    def apply(self, text):
        parts, at = [], 0
        for start, end, words in sorted(self.changes):
            parts += [text[at:start], words]
            at = end
        return "".join([*parts, text[at:]])

    def moved(self, span):
        """The span after the replacements; edges within a replaced part move to its end."""

        def place(at, is_end):
            shift = 0
            for start, end, words in self.changes:
                if end < at or end == at and (is_end or start < end):
                    shift += len(words) - (end - start)
            return at + shift

        return place(span[0], False), place(span[1], True)


def past(cue):
    """A cue in the past tense: of a cue of one word in the present."""
    if cue in IRREGULAR:
        return IRREGULAR[cue]
    if re.fullmatch(r"[a-z]{3,}ies", cue):
        return cue[:-3] + "ied"
    if re.fullmatch(r"[a-z]+(ch|sh|ss|x)es", cue):
        return cue[:-1].removesuffix("e") + "ed"
    if re.fullmatch(r"[a-z]{3,}[^s]es", cue):
        return cue[:-1] + "d"
    if re.fullmatch(r"[a-z]{3,}[^s]s", cue):
        return cue[:-1] + "ed"
    return cue


def fitted(donor, frame, case):
    """The donor's text and attribution as the content of the frame: without its full stop, in its case, tense and marks."""
    edit = Edit()
    text = donor.text
    if frame.direct:
        for match in re.finditer(f"[{DOUBLE_QUOTES}]", text):
            edit.replace(match.start(), match.end(), SINGLE[match.group()])
    else:
        edit.replace(0, 1, case.lowered(text)[0])
        ((start, end),) = donor.attribution.cue
        edit.replace(start, end, past(text[start:end]))
    edit.replace(len(text) - 1, len(text), "")
    return edit.apply(text), moved(donor.attribution, edit.moved)


def fits(donor, frame):
    """Whether the donor reads well there: in a direct content without marks of three levels, in an indirect one as "X said that Y denied ..."."""
    if frame.direct:
        return not QUOTED_WITHIN.search(donor.text)
    (cue,), (content,) = donor.attribution.cue, donor.attribution.content
    return cue[1] <= content[0] and not SPEAKER_WORDS.search(donor.text)


def compose(article, frame, donor, case):
    """The article with the donor as the content of the frame; None where the two do not go together."""
    if not fits(donor, frame):
        return None
    text, inner = fitted(donor, frame, case)
    edit = Edit()
    edit.replace(frame.start, frame.end, frame.before + text + frame.after)
    first = frame.start + len(frame.before)
    inner = moved(inner, lambda span: (span[0] + first, span[1] + first))
    outer = outer_of(article.text, frame, first, len(text))
    rest = [a for a in article.attributions if a is not frame.attribution and not crosses(a, frame)]
    attributions = [moved(a, edit.moved) for a in rest] + [outer]
    spans = sorted({(*span, role.capitalize()) for a in attributions for role in ROLES for span in getattr(a, role)})
    return Composed(Article(f"{article.id}-nested", edit.apply(article.text), "attribution", spans, attributions), outer, inner)


def crosses(attribution, frame):
    return any(start < frame.end and end > frame.start for start, end in spans_of(attribution))


def outer_of(text, frame, first, length):
    """The outer attribution in the composed article: its content reaches over the donor, with `that` or the quotation marks and the comma."""
    if not frame.direct:
        return Attribution(frame.attribution.source, frame.attribution.cue, [(first - len("that "), first + length)])
    marks = len('",')
    shift = first + length + marks - frame.attribution.content[0][1]
    move = lambda span: (span[0] + shift, span[1] + shift)  # noqa: E731
    return Attribution([move(s) for s in frame.attribution.source], [move(c) for c in frame.attribution.cue], [(first - 1, first + length + marks)])


def compose_all(articles, rng):
    """One composed article for every frame, with donors from anywhere in the corpus."""
    case = Case(articles)
    pool = [donor for article in articles for donor in donors(article)]
    for article in articles:
        for frame in frames(article):
            for donor in rng.sample(pool, min(5, len(pool))):
                composed = compose(article, frame, donor, case)
                if composed:
                    yield composed
                    break


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--show", type=int, default=20, help="print as many of them")
    arguments = arguments.parse_args()
    articles = read_polnear(arguments.data / "polnear/train", first_annotator_only=True)
    composed = list(compose_all(articles, random.Random(arguments.seed)))
    print(f"{len(composed)} composed, from {len({c.article.id for c in composed})} articles")
    for one in random.Random(arguments.seed).sample(composed, min(arguments.show, len(composed))):
        for name, attribution in (("outer", one.outer), ("inner", one.inner)):
            print(name, " | ".join(one.article.text[s:e] for role in ROLES for s, e in getattr(attribution, role)))
        print()


if __name__ == "__main__":
    main()
