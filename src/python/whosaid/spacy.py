"""A component of a spaCy pipeline: ``nlp.add_pipe("whosaid")``.

``doc._.claims`` holds the claims, and ``doc.spans["whosaid"]`` their sources, cues and contents as labelled spans of tokens, which displaCy shows:

>>> import spacy
>>> nlp = spacy.blank("en")
>>> _ = nlp.add_pipe("whosaid")
>>> doc = nlp("Ana Lee told reporters that the bridge would stay closed until May.")
>>> [(span.text, span.label_) for span in doc.spans["whosaid"]]
[('Ana Lee', 'source'), ('told', 'cue'), ('that the bridge would stay closed until May', 'content')]
>>> doc._.claims
[<Claim Ana Lee told: that the bridge would stay closed until May>]
>>> page = spacy.displacy.render(doc, style="span", options={"spans_key": "whosaid"})  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from whosaid._extractor import Claims, Extractor
from whosaid._given import Article
from whosaid._record import Claim, Place, Quoted

__all__ = ["create"]

#: The key of a document's claims in its user data. They are plain records there, so that the document can be serialised like any other.
_KEY = "whosaid"


@Language.factory(
    "whosaid",
    assigns=["doc._.claims", "doc.spans"],
    default_config={"model": None, "threads": None, "any_language": False, "spans_key": "whosaid"},
)
def create(
    nlp: Language, name: str, model: str | None, threads: int | None, any_language: bool, spans_key: str
) -> _Component:
    """Makes the component; spaCy calls this for ``nlp.add_pipe("whosaid", config={...})``.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> _ = nlp.add_pipe("whosaid", config={"threads": 1, "spans_key": "sc"})
    >>> len(nlp("Ana Lee said no.").spans["sc"])
    3
    """
    return _Component(Extractor(model, threads, any_language), spans_key)


class _Component:
    def __init__(self, extractor: Extractor, spans_key: str) -> None:
        self._extractor = extractor
        self._spans_key = spans_key

    def __call__(self, doc: Doc) -> Doc:
        return self._fill(doc, self._extractor.extract(doc.text))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        # With empty ids, so that a document gets the same claims in a pipe as on its own.
        pairs = ((Article(doc.text, id=""), doc) for doc in stream)
        for claims, doc in self._extractor.pipe(pairs, batch_size, as_tuples=True):
            yield self._fill(doc, claims)

    def _fill(self, doc: Doc, claims: Claims) -> Doc:
        doc.user_data[_KEY] = [claim.to_dict() for claim in claims]
        spans = [span for claim in claims for span in _spans(doc, claim)]
        doc.spans[self._spans_key] = list(dict.fromkeys(spans))
        return doc


def _spans(doc: Doc, claim: Claim) -> Iterator[Span]:
    parts: list[tuple[str, Quoted | Place | None]] = [("source", claim.source), ("cue", claim.cue)]
    for label, part in parts + [("content", span) for span in claim.content.spans]:
        span = doc.char_span(part.start, part.end, label=label, alignment_mode="expand") if part else None
        if span is not None:
            yield span


def _claims(doc: Doc) -> list[Claim]:
    return [Claim.from_dict(record) for record in doc.user_data.get(_KEY, [])]


if not Doc.has_extension("claims"):
    Doc.set_extension("claims", getter=_claims)
