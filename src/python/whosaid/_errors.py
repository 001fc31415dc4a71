"""The exceptions; their messages say what to do."""

from __future__ import annotations

from whosaid._native import ModelError as ModelError
from whosaid._native import ScoreError as ScoreError


class InputError(ValueError):
    """An argument cannot be used: a text that is not a string, a date that is not a date, a column that does not exist.

    >>> import whosaid
    >>> whosaid.Extractor().extract(b"Ana Lee said no.")
    Traceback (most recent call last):
        ...
    whosaid.InputError: the text is bytes; decode it first, as in text.decode("utf-8")
    """

    __module__ = "whosaid"


class ArticleError(Exception):
    """An article yielded nothing; ``kind`` says why in a word that never changes, ``id`` says which article it is.

    >>> import whosaid
    >>> [claims] = whosaid.Extractor().pipe([""])
    >>> claims.error.kind, str(claims.error)
    ('empty', 'no text in it')
    """

    __module__ = "whosaid"

    #: The reason in one word: ``empty``, ``language``, ``too_large``, ``input``, ``model``, ``encoding`` or ``internal``.
    kind: str
    #: The id of the article.
    id: str

    def __init__(self, message: str, kind: str, id: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.id = id

    def __reduce__(self) -> tuple[type[ArticleError], tuple[str, str, str]]:
        return ArticleError, (str(self), self.kind, self.id)

    @property
    def is_failure(self) -> bool:
        """Whether something went wrong; an article in another language, or without words, is left out on purpose.

        >>> import whosaid
        >>> [claims] = whosaid.Extractor().pipe([""])
        >>> claims.error.is_failure
        False
        """
        return self.kind not in ("empty", "language")
