"""Claims as a table in a notebook."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whosaid._record import Claim

_COLUMNS = ("speaker", "cue", "content", "stance", "said", "score")


def table(claims: Iterable[Claim]) -> str:
    head = "".join(f"<th style='text-align:left'>{column}</th>" for column in _COLUMNS)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(map(_row, claims))}</tbody></table>"


def _row(claim: Claim) -> str:
    source = claim.source.text if claim.source else ""
    speaker = claim.speaker.name if claim.speaker else source
    role = claim.speaker.role if claim.speaker and claim.speaker.role else ""
    said = claim.said.text if claim.said else ""
    cue = claim.cue.text if claim.cue else ""
    who = f"<b>{escape(speaker)}</b>" + (f"<br><small>{escape(role)}</small>" if role else "")
    cells = [who, escape(cue), escape(claim.content.text), claim.stance, escape(said), f"{claim.score:.2f}"]
    return f"<tr>{''.join(f'<td style=text-align:left>{cell}</td>' for cell in cells)}</tr>"
