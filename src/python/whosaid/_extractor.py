"""The main entry point: texts in, claims out."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Iterable, Iterator
from datetime import date as Day
from typing import Any, Literal, TypeVar, overload

from whosaid import _html
from whosaid._errors import ArticleError, InputError, ModelError
from whosaid._given import Article, Given, day, given
from whosaid._native import Engine, Rows
from whosaid._record import Claim

_Context = TypeVar("_Context")

#: The most characters that are run together, unless a single text has more: the model holds some hundred times as much in memory.
_LARGEST_GROUP = 1 << 16
#: Engines of the process that this one was forked from. They are never destroyed, which would wait for threads that this process does not have.
_abandoned: list[Engine] = []


class Claims(list[Claim]):
    """The claims of one article, and the reason why there are none if it could not be used.

    >>> import whosaid
    >>> claims = whosaid.Extractor().extract("Ana Lee said no.", id="a-1")
    >>> len(claims), claims.id, claims.error
    (1, 'a-1', None)
    """

    #: The id of the article.
    id: str
    #: Why the article could not be used; None for an article that was read, whether it has any claims or not.
    error: ArticleError | None

    def __init__(self, claims: Iterable[Claim] = (), id: str = "", error: ArticleError | None = None) -> None:
        super().__init__(claims)
        self.id = id
        self.error = error

    def _repr_html_(self) -> str:
        return _html.table(self)


class Table:
    """Claims as rows, for any library that supports Arrow: ``pl.DataFrame(table)``, ``pyarrow.table(table)``, DuckDB, pandas.

    >>> import pyarrow, whosaid
    >>> table = whosaid.Extractor().table(["Ana Lee said no.", "Bo Dahl said yes."], ids=["a", "b"])
    >>> table
    <Table of 2 claims>
    >>> pyarrow.table(table)["id"].to_pylist() == [row["id"] for row in pyarrow.table(table).to_pylist()]
    True
    """

    #: One error for every article that could not be used.
    errors: list[ArticleError]

    def __init__(self, rows: Rows, errors: list[ArticleError]) -> None:
        self._rows = rows
        self.errors = errors

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        errors = f", {len(self.errors)} articles without" if self.errors else ""
        return f"<Table of {len(self)} claims{errors}>"

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The rows, by Arrow's PyCapsule interface."""
        return self._rows.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        """The columns, by Arrow's PyCapsule interface."""
        return self._rows.__arrow_c_schema__()


class Extractor:
    """Finds who said what in texts.

    ``model`` is a model's folder, to be used instead of the model in the package; ``threads`` defaults to one for every core. Texts that are not in
    English yield no claims unless ``any_language`` is true, and texts of more than ``max_article_size`` bytes are refused.

    The model is loaded at the first call, which takes 0.1 seconds. An extractor can therefore be pickled, and used after a fork.

    >>> import whosaid
    >>> ex = whosaid.Extractor(threads=1)
    >>> for claim in ex.extract("Ana Lee told reporters that the bridge would stay closed until May."):
    ...     print(claim.speaker.name, "/", claim.content.text)
    Ana Lee / that the bridge would stay closed until May
    """

    def __init__(
        self,
        model: str | os.PathLike[str] | None = None,
        threads: int | None = None,
        any_language: bool = False,
        *,
        max_article_size: int = 2 << 20,
    ) -> None:
        if model is not None and not os.path.isdir(model):
            raise ModelError(f"{os.fspath(model)}: no such folder; a model is a folder with model.json in it")
        if threads is not None and not 1 <= threads <= 1024:
            raise InputError(f"threads={threads}: give a number from 1 to 1024, or None for one for every core")
        if max_article_size < 1:
            raise InputError(f"max_article_size={max_article_size}: give a number of bytes")
        self._arguments = (model, threads, any_language, max_article_size)
        self._loaded: tuple[int, Engine] | None = None

    def __repr__(self) -> str:
        model, threads, any_language, _ = self._arguments
        return f"Extractor(model={model!r}, threads={threads}, any_language={any_language})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _extractor, self._arguments

    def extract(self, text: str, id: str | None = None, title: str | None = None, date: str | Day | None = None) -> Claims:
        """Returns the claims of one text. "Last week" counts from ``date``.

        A text without words, or in another language, has no claims, and ``claims.error`` says why; a text that is too large raises
        :class:`ArticleError`.

        >>> import whosaid
        >>> text = "“We are 🚒 ready,” said Zoë O'Neill."
        >>> [claim] = whosaid.Extractor().extract(text, id="a-1", date="2024-10-24")
        >>> [text[span.start : span.end] for span in claim.content.spans]
        ['“We are 🚒 ready,”']
        """
        article = given(text, "" if id is None else id, title, day(date))
        [claims] = self._run([article])
        if claims.error is not None and claims.error.is_failure:
            raise claims.error
        return claims

    @overload
    def pipe(self, texts: Iterable[str | Article], batch_size: int = 64, as_tuples: Literal[False] = False) -> Iterator[Claims]: ...
    @overload
    def pipe(
        self, texts: Iterable[tuple[str | Article, _Context]], batch_size: int = 64, *, as_tuples: Literal[True]
    ) -> Iterator[tuple[Claims, _Context]]: ...
    def pipe(self, texts: Iterable[Any], batch_size: int = 64, as_tuples: bool = False) -> Iterator[Any]:
        """Yields the claims of every text, in order and for any number of texts; holds at most ``batch_size`` texts at once.

        A text that cannot be used yields no claims, and ``claims.error`` says why. With ``as_tuples``, takes pairs (text, context) and yields
        pairs (claims, context). Texts without an id are numbered from 0.

        >>> import whosaid
        >>> ex = whosaid.Extractor()
        >>> for claims in ex.pipe(["Ana Lee said no.", None, "Bo Dahl said yes."]):
        ...     print(claims.id, claims, claims.error)
        0 [<Claim Ana Lee said: no>] None
        1 [] the text is None, where a str belongs; leave out articles without one
        2 [<Claim Bo Dahl said: yes>] None
        """
        if isinstance(texts, str | bytes):
            raise InputError("pipe takes texts, and this is one; extract(text) takes one, pipe([text]) too")
        if batch_size < 1:
            raise InputError(f"batch_size={batch_size}: give a number of texts, 1 or more")
        pairs = texts if as_tuples else ((text, None) for text in texts)
        return self._pipe(pairs, batch_size, as_tuples)

    def _pipe(self, pairs: Iterable[tuple[Any, Any]], batch_size: int, as_tuples: bool) -> Iterator[Any]:
        numbered = ((_article(number, text), context) for number, (text, context) in enumerate(pairs))
        for group in _groups(numbered, batch_size):
            for claims, (_, context) in zip(self._run([article for article, _ in group]), group, strict=True):
                yield (claims, context) if as_tuples else claims

    def table(
        self,
        texts: Iterable[str | None],
        ids: Iterable[object] | None = None,
        dates: Iterable[object] | None = None,
        titles: Iterable[str | None] | None = None,
    ) -> Table:
        """Returns the claims of all texts as rows, with the columns that the command writes to Parquet.

        ``table.errors`` lists the texts that could not be used. Without ids, texts are numbered from 0.

        >>> import whosaid
        >>> table = whosaid.Extractor().table(["Ana Lee said no.", None])
        >>> table, table.errors
        (<Table of 1 claims, 1 articles without>, [ArticleError('the text is None, where a str belongs; leave out articles without one')])
        """
        if isinstance(texts, str | bytes):
            raise InputError("table takes texts, and this is one; give it as [text]")
        columns = [("ids", ids), ("dates", dates), ("titles", titles)]
        rows = _rows(texts, columns)
        numbered = ((_article(number, *row), None) for number, row in enumerate(rows))
        parts, errors = [], []
        for group in _groups(numbered, 1024):
            part, failed = self._rows([article for article, _ in group])
            parts.append(part)
            errors += failed
        return Table(Rows(parts), errors)

    def _run(self, articles: list[Given | ArticleError]) -> list[Claims]:
        """The claims of a few articles, some of which may be errors already."""
        outcomes = iter(self._engine().run([article for article in articles if isinstance(article, tuple)]))
        found = []
        for article in articles:
            if isinstance(article, ArticleError):
                found.append(Claims(id=article.id, error=article))
                continue
            claims, failure = next(outcomes)
            error = failure and _error(failure, article[0])
            found.append(Claims(map(Claim.from_dict, json.loads(claims or "[]")), article[0], error))
        return found

    def _rows(self, articles: list[Given | ArticleError]) -> tuple[Rows, list[ArticleError]]:
        """The claims of a few articles as rows, and the errors."""
        usable = [article for article in articles if isinstance(article, tuple)]
        rows, failures = self._engine().rows(usable)
        errors = [article for article in articles if isinstance(article, ArticleError)]
        return rows, errors + [_error(failure, usable[place][0]) for place, failure in failures]

    def _engine(self) -> Engine:
        """The model, loaded in this process."""
        process = os.getpid()
        if self._loaded is not None and self._loaded[0] != process:
            _abandoned.append(self._loaded[1])
            self._loaded = None
        if self._loaded is None:
            self._loaded = process, Engine(*self._arguments)
        return self._loaded[1]


def _extractor(model: str | None, threads: int | None, any_language: bool, max_article_size: int) -> Extractor:
    return Extractor(model, threads, any_language, max_article_size=max_article_size)


def _article(number: int, text: object, id: object = None, date: object = None, title: object = None) -> Given | ArticleError:
    """One of many articles, or an error that says what is wrong with it."""
    if isinstance(text, Article):
        id, date, title, text = text.id, text.date, text.title, text.text
    id = number if id is None else id
    try:
        return given(text, id, title, date)
    except InputError as error:
        return ArticleError(str(error), "input", str(id))


def _error(failure: tuple[str, str], id: str) -> ArticleError:
    kind, message = failure
    return ArticleError(message.removesuffix("; skipped"), kind, id)


def _groups(
    articles: Iterable[tuple[Given | ArticleError, _Context]], most: int
) -> Iterator[list[tuple[Given | ArticleError, _Context]]]:
    """Splits articles into groups of bounded size; an article over the limit is a group of its own."""
    group: list[tuple[Given | ArticleError, _Context]] = []
    characters = 0
    for article, context in articles:
        more = 0 if isinstance(article, ArticleError) else len(article[1])
        if group and (len(group) == most or characters + more > _LARGEST_GROUP):
            yield group
            group, characters = [], 0
        group.append((article, context))
        characters += more
    if group:
        yield group


def _rows(texts: Iterable[object], columns: list[tuple[str, Iterable[object] | None]]) -> Iterator[tuple[object, ...]]:
    """Yields each text with its values in the other columns; a column that is not given has None for every text."""
    end = object()
    given = [itertools.repeat(None) if column is None else itertools.chain(column, itertools.repeat(end)) for _, column in columns]
    count = 0
    for count, row in enumerate(zip(texts, *given), 1):
        for (name, _), value in zip(columns, row[1:], strict=True):
            if value is end:
                raise InputError(f"{name} has {count - 1} values, and there are more texts")
        yield row
    for (name, column), values in zip(columns, given, strict=True):
        if column is not None and next(values) is not end:
            raise InputError(f"{name} has more than the {count} values that there are texts")
