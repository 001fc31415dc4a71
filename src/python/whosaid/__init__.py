"""Reads news articles and writes down who said what.

>>> import whosaid
>>> ex = whosaid.Extractor()
>>> for claim in ex.extract("Ana Lee told reporters on Monday that the bridge would stay closed until May."):
...     print(claim.speaker.name, claim.stance, claim.content.text)
Ana Lee asserts that the bridge would stay closed until May

:class:`Extractor` reads one text (``extract``), any number of them (``pipe``), or columns of a table (``table``). :func:`arrow_batches` takes and
yields Arrow record batches; ``whosaid.spark``, ``whosaid.ray`` and ``whosaid.spacy`` are for those libraries. :func:`evaluate` scores claims
against hand labels, and ``python -m whosaid`` is the command.
"""

from whosaid._arrow import arrow_batches as arrow_batches
from whosaid._errors import ArticleError as ArticleError
from whosaid._errors import InputError as InputError
from whosaid._errors import ModelError as ModelError
from whosaid._errors import ScoreError as ScoreError
from whosaid._extractor import Claims as Claims
from whosaid._extractor import Extractor as Extractor
from whosaid._extractor import Table as Table
from whosaid._given import Article as Article
from whosaid._record import ArticleRef as ArticleRef
from whosaid._record import Claim as Claim
from whosaid._record import Content as Content
from whosaid._record import Entity as Entity
from whosaid._record import Place as Place
from whosaid._record import Quantity as Quantity
from whosaid._record import Quoted as Quoted
from whosaid._record import Speaker as Speaker
from whosaid._record import When as When
from whosaid._scores import evaluate as evaluate
from whosaid._scores import schema as schema

__all__ = [
    "Article",
    "ArticleError",
    "ArticleRef",
    "Claim",
    "Claims",
    "Content",
    "Entity",
    "Extractor",
    "InputError",
    "ModelError",
    "Place",
    "Quantity",
    "Quoted",
    "ScoreError",
    "Speaker",
    "Table",
    "When",
    "arrow_batches",
    "evaluate",
    "schema",
]
