"""A network's predictions for the corpus: logits of whole texts, and how well they match the dev splits."""

import numpy as np
import torch

from batches import Window
from compute import autocast
from crf import decode
from data import Article, Encoder, coin, piece_range, read_conll, read_polnear
from measure import exact_f1, score_entities, spans_of
from model import HEADS, PRETRAINED
from nested import read_nested
from windows import inference_windows, kept_rows

WIDTH = sum(map(len, HEADS.values()))
PIECES_AT_ONCE = {"cuda": 65_536, "cpu": 4_096}


@torch.no_grad()
def read_texts(model, corpus, texts, collate):
    """Returns the logits of all heads side by side, in half precision [pieces of the corpus, WIDTH]; zero outside the texts."""
    model.eval()
    device = collate.device
    result = np.zeros((len(corpus), WIDTH), dtype=np.float16)
    windows = []
    for text in texts:
        ranges = inference_windows(len(text))
        for (start, end), (first, last) in zip(ranges, kept_rows(ranges)):
            windows.append((Window(text.start + start, text.start + end, text), text.start + first, text.start + last))
    windows.sort(key=lambda window: window[0].end - window[0].start)
    while windows:
        longest = windows[-1][0].end - windows[-1][0].start
        count = max(1, PIECES_AT_ONCE[device.type] // longest)
        windows, taken = windows[:-count], windows[-count:]
        batch = collate([window for window, _, _ in taken])
        with autocast(device):
            hidden = model(batch.ids, batch.casing, batch.mask)
            rows = torch.cat([model.logits(head, hidden).float() for head in HEADS], -1)[:, 1:].half().cpu().numpy()
        for number, (window, first, last) in enumerate(taken):
            result[first:last] = rows[number, first - window.start : last - window.start]
    return result


def columns_of(head):
    """Returns the head's columns in the output of `read_texts`."""
    before = list(HEADS)[: list(HEADS).index(head)]
    start = sum(len(HEADS[name]) for name in before)
    return slice(start, start + len(HEADS[head]))


def dev_figures(model, corpus, data, collate):
    """Returns exact F1 of spans on the dev splits; nested ones within the gold contents of the articles that were read for them."""
    encoder = Encoder(PRETRAINED / "tokenizer.json")
    gold = {
        "attribution": ("polnear dev", read_polnear(data / "polnear/dev", first_annotator_only=True)),
        "entities": ("conll dev", read_conll(data / "conll2003/dev.txt", coin(0, 0.0))),
    }
    predicted = {}
    logits = read_texts(model, corpus, corpus.of("polnear dev", "conll dev"), collate)
    for head, (kind, articles) in gold.items():
        moves = model.moves(head).detach().float().cpu().numpy()
        predicted[head] = []
        for article, text in zip(articles, corpus.of(kind), strict=True):
            rows = logits[text.start : text.end, columns_of(head)].astype(np.float32)
            spans = decode(HEADS[head], rows, moves, encoder.encode(article.text), article.text)
            predicted[head].append(Article(article.id, article.text, head, spans))
    articles = gold["attribution"][1]
    nested = list(nested_spans(articles, logits, corpus.of("polnear dev"), model.moves("nested").detach().float().cpu().numpy(), encoder))
    return {
        label.lower(): exact_f1([spans_of(label, a.spans) for a in articles], [spans_of(label, a.spans) for a in predicted["attribution"]])
        for label in ("Source", "Cue", "Content")
    } | {"names": score_entities(gold["entities"][1], predicted["entities"])} | {
        f"nested {label.lower()}": exact_f1([spans_of(label, gold) for gold, _ in nested], [spans_of(label, found) for _, found in nested])
        for label in ("Source", "Cue", "Content")
    }  # fmt: skip


def nested_spans(articles, logits, texts, moves, encoder):
    """Yields, for every dev article that was read for nested attributions, their gold spans and those found within its gold contents."""
    known = read_nested("polnear-dev")
    for article, text in zip(articles, texts, strict=True):
        nested = known.get(article.id.rsplit("_", 1)[0])
        if nested is None:
            continue
        gold = [(*span, role.capitalize()) for a in nested for role in ("source", "cue", "content") for span in getattr(a, role)]
        pieces, rows = encoder.encode(article.text), logits[text.start : text.end, columns_of("nested")].astype(np.float32)
        found = []
        for start, end in sorted({span for a in article.attributions for span in a.content}):
            first, last = piece_range(pieces, start, end)
            found += decode(HEADS["nested"], rows[first:last], moves, pieces.part(first, last), article.text) if first < last else []
        yield gold, found
