"""The component of a spaCy pipeline."""

from __future__ import annotations

import spacy
from spacy import displacy
from spacy.tokens import Doc

import whosaid

TEXT = "“We are 🚒 ready,” Zoë O'Neill told reporters on Monday, “and nobody is hurt.” Ana Lee denied it."


def test_spans_and_claims() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("whosaid")
    doc = nlp(TEXT)
    claims = doc._.claims
    assert claims == whosaid.Extractor().extract(TEXT) and len(claims) == 2
    spans = [(span.label_, span.text) for span in doc.spans["whosaid"]]
    assert ("source", "Zoë O'Neill") in spans and ("cue", "told") in spans
    assert sum(label == "content" for label, _ in spans) == 3
    page = displacy.render(doc, style="span", options={"spans_key": "whosaid"}, jupyter=False)
    assert "content" in page and "O'Neill" in page.replace("&#x27;", "'").replace("&#39;", "'")


def test_documents_go_through_a_pipe_in_order_and_can_be_sent() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("whosaid", config={"threads": 1})
    texts = [f"Lot {number} is sold, Ana Lee said." for number in range(10)]
    docs = list(nlp.pipe(texts, batch_size=4))
    assert [doc._.claims[0].content.text for doc in docs] == [f"Lot {number} is sold" for number in range(10)]
    sent = Doc(nlp.vocab).from_bytes(docs[3].to_bytes())
    assert sent._.claims == docs[3]._.claims
    assert [span.text for span in sent.spans["whosaid"]] == [span.text for span in docs[3].spans["whosaid"]]
    assert [doc._.claims for doc in nlp.pipe(texts[:4], n_process=2, batch_size=2)] == [doc._.claims for doc in docs[:4]]


def test_texts_without_claims() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("whosaid")
    for text in ("", " ", "Nothing here."):
        assert nlp(text)._.claims == []
    assert spacy.blank("en")("Ana Lee said no.")._.claims == []
