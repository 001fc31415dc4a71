"""The record of a claim, with the field names of the command's JSON.

All offsets count characters of the article's text, end exclusive: ``text[cue.start:cue.end] == cue.text``.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Literal, TypeVar

from whosaid import _html

SpeakerKind = Literal["person", "organisation", "country", "group", "unnamed", "document", "writer"]
Stance = Literal["asserts", "denies", "doubts", "demands", "intends", "judges"]
Certainty = Literal["endorsed", "neutral", "distanced"]
ContentKind = Literal["direct", "indirect", "mixed"]
Bound = Literal["under", "at_most", "about", "at_least", "over"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the article's text.

    >>> place = Place(start=4, end=7)
    >>> "Ana Lee"[place.start : place.end]
    'Lee'
    """

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of the article with their place.

    >>> Quoted(text="said", start=8, end=12).text
    'said'
    """

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """The article of a claim.

    >>> ArticleRef(id="reuters-112").id
    'reuters-112'
    """

    id: str
    path: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What is said. An interrupted content has several spans, whose texts are joined by `` … ``.

    >>> Content(text="no", spans=(Place(13, 15),), kind="indirect").spans[0].start
    13
    """

    text: str
    spans: tuple[Place, ...]
    kind: ContentKind


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who the source is.

    >>> Speaker(name="Ana Lee", kind="person", role="mayor", mention=Place(0, 7), members=()).name
    'Ana Lee'
    """

    name: str
    kind: SpeakerKind
    role: str | None
    mention: Place
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class When:
    """An expression of time, with its TIMEX3 value and its first and last day (as YYYY-MM-DD).

    The first day is the attribute ``from_``, since ``from`` is a keyword in Python.

    >>> When(text="on Monday", start=0, end=9, timex="2024-10-21", from_="2024-10-21", to="2024-10-21").from_
    '2024-10-21'
    """

    text: str
    start: int
    end: int
    timex: str
    from_: str | None
    to: str | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts.

    >>> Quantity(text="nearly 10,000 soldiers", start=0, end=22, value=10000.0, unit="soldiers", bound="under").value
    10000.0
    """

    text: str
    start: int
    end: int
    value: float
    unit: str | None
    bound: Bound | None


@dataclass(frozen=True, slots=True)
class Entity:
    """A name: PER, ORG, LOC or MISC.

    >>> Entity(text="North Korea", type="LOC", start=0, end=11, score=0.998).type
    'LOC'
    """

    text: str
    type: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True, repr=False)
class Claim:
    """Someone said something, in one article.

    >>> import whosaid
    >>> [claim] = whosaid.Extractor().extract("Ana Lee told reporters that the bridge would stay closed until May.")
    >>> claim
    <Claim Ana Lee told: that the bridge would stay closed until May>
    >>> claim.speaker.name, claim.stance, claim.content.kind
    ('Ana Lee', 'asserts', 'indirect')
    """

    id: str
    article: ArticleRef
    content: Content
    cue: Quoted | None
    source: Quoted | None
    speaker: Speaker | None
    via: Quoted | None
    cites: Quoted | None
    nested_in: str | None
    stance: Stance
    certainty: Certainty
    said: When | None
    dates: tuple[When, ...]
    quantities: tuple[Quantity, ...]
    entities: tuple[Entity, ...]
    score: float
    kept: dict[str, Any] = field(default_factory=dict, hash=False)

    @classmethod
    def from_dict(cls, record: dict[str, Any]) -> Claim:
        """Makes a claim from a record that the command wrote: a line of JSON Lines, a row of Parquet.

        >>> import whosaid
        >>> [claim] = whosaid.Extractor().extract("Ana Lee told reporters that the bridge would stay closed until May.")
        >>> whosaid.Claim.from_dict(claim.to_dict()) == claim
        True
        """
        content, speaker = record["content"], record["speaker"]
        return cls(
            record["id"],
            ArticleRef(**record["article"]),
            Content(content["text"], _all(Place, content["spans"]), content["kind"]),
            _one(Quoted, record["cue"]),
            _one(Quoted, record["source"]),
            speaker and Speaker(**{**speaker, "mention": Place(**speaker["mention"]), "members": tuple(speaker["members"])}),
            _one(Quoted, record["via"]),
            _one(Quoted, record["cites"]),
            record["nested_in"],
            record["stance"],
            record["certainty"],
            record["said"] and _when(record["said"]),
            tuple(map(_when, record["dates"])),
            _all(Quantity, record["quantities"]),
            _all(Entity, record["entities"]),
            record["score"],
            record.get("kept") or {},
        )

    def to_dict(self) -> dict[str, Any]:
        """The record, field for field as the command writes it in JSON.

        >>> import whosaid
        >>> [claim] = whosaid.Extractor().extract("Ana Lee told reporters that the bridge would stay closed until May.")
        >>> claim.to_dict()["cue"]
        {'text': 'told', 'start': 8, 'end': 12}
        """
        record: dict[str, Any] = _plain(self)
        if not self.kept:
            del record["kept"]
        return record

    def __repr__(self) -> str:
        who = self.speaker.name if self.speaker else self.source.text if self.source else "?"
        cue = f" {self.cue.text}" if self.cue else ""
        content = " ".join(self.content.text.split())
        content = content if len(content) <= 100 else content[:99] + "…"
        return f"<Claim {who}{cue}: {content}>"

    def _repr_html_(self) -> str:
        return _html.table([self])


_T = TypeVar("_T")


def _one(kind: type[_T], record: dict[str, Any] | None) -> _T | None:
    return None if record is None else kind(**record)


def _all(kind: type[_T], records: list[dict[str, Any]]) -> tuple[_T, ...]:
    return tuple([kind(**record) for record in records])


def _when(record: dict[str, Any]) -> When:
    first, last = (record[end] and str(record[end]) for end in ("from", "to"))
    return When(record["text"], record["start"], record["end"], record["timex"], first, last)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {one.name.rstrip("_"): _plain(getattr(value, one.name)) for one in fields(value)}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value
