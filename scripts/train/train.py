"""Fine-tunes the encoder jointly for entities, attribution and links.

    python train.py DATA_FOLDER OUT_FOLDER

Writes OUT_FOLDER/epoch-N.pt (averaged weights) and prints the span figures on the dev splits after every epoch.
"""

import argparse
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from crf import crf_loss, viterbi
from data import IGNORED, Article, Encoder, coin, label_pieces, piece_range, read_conll, read_polnear
from measure import exact_f1, score_entities, show, spans_of
from model import HEADS, LINK_WIDTH, PRETRAINED, load_pretrained, transition_penalty
from windows import inference_windows, pad, stitch, training_windows

EPOCHS = 6
BATCH = 8
ENCODER_RATE = 2e-4
HEAD_RATE = 1e-3
TRANSITION_RATE = 5e-3
WARM_UP_STEPS = 150
WEIGHT_DECAY = 0.01
AVERAGE_DECAY = 0.998
LINK_WEIGHT = 0.3
MASKED_PIECES = 0.03
STRAIGHTENED_WINDOWS = 0.25
NEWLINE_BETWEEN_SENTENCES = 0.5


class Example:
    """One training window: piece ids, casing, tags, and for attribution the links between its spans."""

    def __init__(self, task, pieces, tags, links, start, end):
        self.task = task
        self.ids = pieces.ids[start:end]
        self.casing = pieces.casing[start:end]
        self.tags = tags[start:end]
        self.links = [
            (max(span[0] - start, 0), min(span[1], end) - start, max(cue[0] - start, 0), min(cue[1], end) - start, linked)
            for span, cue, linked in links
            if span[0] < end and span[1] > start and cue[0] < end and cue[1] > start
        ]


def link_pairs(pieces, article):
    """Every source and content span against every cue of the article: (piece range, piece range, whether they are linked)."""
    cues, others, linked = {}, {}, set()
    for attribution in article.attributions:
        for span in attribution.cue:
            cues[span] = piece_range(pieces, *span)
        for span in attribution.source + attribution.content:
            others[span] = piece_range(pieces, *span)
            linked |= {(span, cue) for cue in attribution.cue}
    near = 2 * 320
    return [
        (a, c, (span, cue) in linked)
        for span, a in others.items()
        for cue, c in cues.items()
        if a[0] < a[1] and c[0] < c[1] and abs(a[0] - c[0]) < near
    ]


def prepare(articles, encoder):
    """(pieces, tags, link pairs) of every article."""
    prepared = []
    for article in articles:
        pieces = encoder.encode(article.text)
        tags = label_pieces(pieces, article.spans, HEADS[article.task])
        prepared.append((article.task, pieces, tags, link_pairs(pieces, article)))
    return prepared


def epoch_batches(prepared, rng):
    """Batches of one task with windows of like length, in random order."""
    batches = []
    for task in HEADS:
        examples = [
            Example(task, pieces, tags, links, start, end)
            for kind, pieces, tags, links in prepared
            if kind == task
            for start, end in training_windows(len(pieces), rng)
        ]
        rng.shuffle(examples)
        examples.sort(key=lambda e: len(e.ids) // 16)
        batches += [examples[i : i + BATCH] for i in range(0, len(examples), BATCH)]
    rng.shuffle(batches)
    return batches


class Noise:
    """Small changes to the input: hidden pieces, and curly quotation marks made straight."""

    def __init__(self, encoder, rng):
        token = encoder.tokenizer.token_to_id
        self.rng = rng
        self.mask = token("[MASK]")
        self.keep = {encoder.paragraph, *(token(mark) for mark in '"“”')}
        self.straight = {token("“"): token('"'), token("”"): token('"'), token("‘"): token("'"), token("’"): token("'")}

    def __call__(self, ids):
        if self.rng.random() < STRAIGHTENED_WINDOWS:
            ids = [self.straight.get(int(i), int(i)) for i in ids]
        return [self.mask if int(i) not in self.keep and self.rng.random() < MASKED_PIECES else int(i) for i in ids]


def tensors(batch, encoder, noise):
    ids = pad([[encoder.cls, *noise(e.ids), encoder.sep] for e in batch], 0)
    casing = pad([[0, *e.casing, 0] for e in batch], 0)
    tags = pad([[IGNORED, *e.tags, IGNORED] for e in batch], IGNORED)
    mask = pad([[1] * (len(e.ids) + 2) for e in batch], 0).bool()
    return ids, casing, tags, mask


def span_loss(model, task, hidden, tags, penalty):
    """Cross-entropy keeps each piece's scores calibrated; the CRF loss teaches whole spans."""
    logits = model.logits(task, hidden).float()
    flat = F.cross_entropy(logits.flatten(0, 1), tags.flatten(), ignore_index=IGNORED)
    body, body_tags = logits[:, 1:], tags[:, 1:]
    present = body_tags != IGNORED
    chain = crf_loss(body, model.transitions[task] + penalty, body_tags.clamp(min=0), present)
    return flat + chain


def link_loss(model, hidden, batch):
    """Binary cross-entropy of every source and content against every cue of its window, on span means."""
    rows = [(i, *link) for i, e in enumerate(batch) for link in e.links]
    if not rows:
        return hidden.new_zeros(())
    q, k = model.link(hidden).float().split(LINK_WIDTH, -1)
    totals = [F.pad(part.cumsum(1), (0, 0, 1, 0)) for part in (q, k)]
    rows = torch.tensor(rows)
    window, a, b, c, d, linked = rows.unbind(1)
    one = 1  # [CLS]
    span = (totals[0][window, b + one] - totals[0][window, a + one]) / (b - a).unsqueeze(1)
    cue = (totals[1][window, d + one] - totals[1][window, c + one]) / (d - c).unsqueeze(1)
    scores = (span * cue).sum(1) / LINK_WIDTH**0.5
    return F.binary_cross_entropy_with_logits(scores, linked.float())


@torch.no_grad()
def run_article(model, encoder, pieces, heads):
    """Stitched float logits of an article by head (and the vectors of `link`, as if it were one)."""
    outputs = {head: [] for head in heads}
    windows = inference_windows(len(pieces))
    for start, end in windows:
        ids = torch.tensor([[encoder.cls, *pieces.ids[start:end], encoder.sep]])
        casing = torch.tensor([[0, *pieces.casing[start:end], 0]])
        hidden = model(ids, casing)[:, 1:-1]
        for head in heads:
            outputs[head].append(model.logits(head, hidden)[0].float().numpy())
    return {head: stitch(len(pieces), windows, rows) for head, rows in outputs.items()}


def decode(labels, logits, transitions, pieces, text):
    """Character spans (start, end, label) of the best label sequence, without blanks at the edges."""
    spans = []
    for i, tag in enumerate(viterbi(logits, transitions)):
        edge, _, label = labels[tag].partition("-")
        if edge == "B" or (edge == "I" and (not spans or spans[-1][2] != label or spans[-1][3] != i)):
            spans.append([int(pieces.start[i]), int(pieces.end[i]), label, i + 1])
        elif edge == "I":
            spans[-1][1], spans[-1][3] = int(pieces.end[i]), i + 1
    trimmed = []
    for start, end, label, _ in spans:
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        if start < end:
            trimmed.append((start, end, label))
    return trimmed


def evaluate(model, encoder, articles, task):
    """Articles with predicted spans."""
    model.eval()
    transitions = (model.transitions[task].detach() + transition_penalty(HEADS[task])).numpy()
    predicted = []
    for article in articles:
        pieces = encoder.encode(article.text)
        logits = run_article(model, encoder, pieces, (task,))[task]
        predicted.append(Article(article.id, article.text, task, decode(HEADS[task], logits, transitions, pieces, article.text)))
    return predicted


def dev_figures(model, encoder, polnear, conll):
    with torch.autocast("cpu", torch.bfloat16):
        predicted = evaluate(model, encoder, polnear, "attribution")
        entities = score_entities(conll, evaluate(model, encoder, conll, "entities"))
    figures = {
        label.lower(): exact_f1([spans_of(label, a.spans) for a in polnear], [spans_of(label, a.spans) for a in predicted])
        for label in ("Source", "Cue", "Content")
    }
    return figures | {"entities": entities}


def parameter_groups(model):
    encoder, heads = [], []
    for name, parameter in model.named_parameters():
        if not name.startswith("transitions"):
            (heads if name.startswith(("heads", "link")) else encoder).append(parameter)
    return [
        {"params": encoder, "lr": ENCODER_RATE},
        {"params": heads, "lr": HEAD_RATE},
        {"params": list(model.transitions.values()), "lr": TRANSITION_RATE, "weight_decay": 0.0},
    ]


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--seed", type=int, default=1)
    arguments = arguments.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    rng = random.Random(arguments.seed)

    encoder = Encoder(PRETRAINED / "tokenizer.json")
    model = load_pretrained()
    averaged = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(AVERAGE_DECAY))
    noise = Noise(encoder, rng)
    penalties = {task: transition_penalty(labels) for task, labels in HEADS.items()}

    polnear = prepare(read_polnear(arguments.data / "polnear/train", first_annotator_only=False), encoder)
    polnear_dev = read_polnear(arguments.data / "polnear/dev", first_annotator_only=True)
    conll_dev = read_conll(arguments.data / "conll2003/dev.txt", coin(0, 0.0))

    def batches_of(epoch):
        conll = read_conll(arguments.data / "conll2003/train.txt", coin(epoch, NEWLINE_BETWEEN_SENTENCES))
        return epoch_batches(polnear + prepare(conll, encoder), rng)

    epochs = [batches_of(epoch) for epoch in range(EPOCHS)]
    steps = sum(map(len, epochs))
    optimizer = torch.optim.AdamW(parameter_groups(model), weight_decay=WEIGHT_DECAY, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / WARM_UP_STEPS) * max(0.01, 1.0 - step / steps)
    )
    print(f"{steps} steps, {sum(len(e.ids) for batch in epochs[0] for e in batch)} pieces an epoch", flush=True)

    began = time.time()
    for epoch, batches in enumerate(epochs, 1):
        model.train()
        totals = np.zeros(2)
        for number, batch in enumerate(batches, 1):
            ids, casing, tags, mask = tensors(batch, encoder, noise)
            task = batch[0].task
            with torch.autocast("cpu", torch.bfloat16):
                hidden = model(ids, casing, None if mask.all() else mask)
                spans = span_loss(model, task, hidden, tags, penalties[task])
                links = link_loss(model, hidden, batch) if task == "attribution" else torch.zeros(())
            (spans + LINK_WEIGHT * links).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            averaged.update_parameters(model)
            totals += (float(spans.detach()), float(links.detach()))
            if number % 100 == 0:
                print(f"epoch {epoch} step {number}/{len(batches)} loss {totals / 100} {time.time() - began:.0f} s", flush=True)
                totals[:] = 0
        torch.save(averaged.module.state_dict(), arguments.out / f"epoch-{epoch}.pt")
        print(f"epoch {epoch}: {show(dev_figures(averaged.module, encoder, polnear_dev, conll_dev))} {time.time() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
