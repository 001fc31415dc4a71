"""Checks users' input: texts, ids, dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime
from typing import Any

from whosaid import _native
from whosaid._errors import InputError

#: An article in the form that the native part takes: id, text, title, date.
Given = tuple[str, str, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Article:
    """A text with what is known about it, for :meth:`whosaid.Extractor.pipe`.

    >>> import whosaid
    >>> article = whosaid.Article("Ana Lee said no on Monday.", id="a-1", date="2024-10-24")
    >>> [claims] = whosaid.Extractor().pipe([article])
    >>> claims[0].article.id, claims[0].said.timex
    ('a-1', '2024-10-21')
    """

    text: str
    id: str | None = None
    title: str | None = None
    date: str | Day | None = None


def given(text: object, id: object, title: object, date: object) -> Given:
    """Returns the article; raises an :class:`InputError` if a part of it cannot be used."""
    return _identifier(id), _text(text, "text"), _optional(title, "title"), _date(date)


def day(date: object) -> str | None:
    """Returns the date that the caller gives; raises an :class:`InputError` if it does not name a day."""
    written = _date(date)
    if written is not None and _native.day(written) is None:
        raise InputError(f"{written!r} names no day; give a datetime.date, or a day as YYYY-MM-DD")
    return written


def _text(value: object, what: str) -> str:
    if isinstance(value, bytes | bytearray | memoryview):
        raise InputError(f'the {what} is bytes; decode it first, as in {what}.decode("utf-8")')
    if not isinstance(value, str):
        raise InputError(f"the {what} is {_called(value)}, where a str belongs; leave out articles without one")
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise InputError(
                f"the {what} has half a character (a lone surrogate) at {error.start}, which is no text; "
                f'{what}.encode("utf-16", "surrogatepass").decode("utf-16", "replace") puts a mark in its place'
            ) from None
    return str(value)


def _optional(value: Any, what: str) -> str | None:
    # A value unequal to itself is NaN or NaT, which tables use for missing values.
    return None if value is None or value != value else _text(value, what).strip() or None


def _identifier(value: object) -> str:
    return _text(value if isinstance(value, bytes) else str(value), "id")


def _date(value: Any) -> str | None:
    if value is None or value != value:
        return None
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, Day):
        return value.isoformat()
    if isinstance(value, str):
        return _optional(value, "date")
    raise InputError(f"the date is {_called(value)}; give a datetime.date, or a day as YYYY-MM-DD")


def _called(value: object) -> str:
    return "None" if value is None else f"of type {type(value).__name__}"
