"""Claims in Python are the record."""

from __future__ import annotations

import dataclasses
import json
import pickle
from typing import Any, get_args

import pytest

import whosaid
from whosaid import _record

EMOJI = "“We are 🚒👩‍🚒 ready,” said Zoë O'Neill, chief of the Łódź fire brigade. 🎉 Her deputy, Ana Lee, said on Monday that 1,200 people had left."


@pytest.fixture(scope="module")
def claims() -> whosaid.Claims:
    return whosaid.Extractor(threads=1).extract(EMOJI, id="a-1", date="2024-10-24")


def test_offsets_count_characters(claims: whosaid.Claims) -> None:
    assert len(claims) >= 2
    for claim in claims:
        places = [claim.cue, claim.source, claim.said, *claim.dates, *claim.quantities, *claim.entities]
        for place in places:
            assert place is None or EMOJI[place.start : place.end] == place.text
        assert " … ".join(EMOJI[span.start : span.end] for span in claim.content.spans) == claim.content.text
        assert claim.speaker is not None
        assert EMOJI[claim.speaker.mention.start : claim.speaker.mention.end] in EMOJI


def test_claims_are_frozen_and_equal_by_value(claims: whosaid.Claims) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        claims[0].score = 1.0  # type: ignore[misc]
    assert whosaid.Claim.from_dict(json.loads(json.dumps(claims[0].to_dict()))) == claims[0]
    assert len({*claims, *claims}) == len(claims)
    copy = pickle.loads(pickle.dumps(claims))
    assert (copy, copy.id, copy.error) == (claims, "a-1", None)


def test_a_claim_reads_well(claims: whosaid.Claims) -> None:
    assert repr(claims[0]) == "<Claim Zoë O'Neill said: “We are 🚒👩‍🚒 ready,”>"
    page = claims._repr_html_()
    assert "<b>Zoë O&#x27;Neill</b>" in page and page.count("<tr>") == len(claims) + 1
    assert "<b>Zoë O&#x27;Neill</b>" in claims[0]._repr_html_()


# The fields that only grouped claims have; the command groups claims of many articles.
_GROUPING = {"copy_of", "person", "claim_group", "group_stance"}


def test_every_field_of_the_schema_is_an_attribute_and_no_other() -> None:
    schema = whosaid.schema()
    definitions = {"Claim": schema, **schema["$defs"]}
    for name in ("Claim", "ArticleRef", "Content", "Entity", "Place", "Quantity", "Quoted", "Speaker", "When"):
        fields = [field.name.rstrip("_") for field in dataclasses.fields(getattr(whosaid, name))]
        properties = definitions[name]["properties"].keys() - (_GROUPING if name == "Claim" else set())
        assert sorted(fields) == sorted(properties), name
    for name in ("SpeakerKind", "Stance", "Certainty", "ContentKind", "Bound"):
        assert sorted(get_args(getattr(_record, name))) == sorted(_values(definitions[name])), name


def _values(definition: dict[str, Any]) -> list[str]:
    return definition.get("enum") or [one["const"] for one in definition["oneOf"]]
