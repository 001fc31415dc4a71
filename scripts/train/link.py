"""Trains the link scorer of a model folder, which links predicted spans into attributions.

    python link.py MODEL DATA [--articles N]

MODEL is a folder that export.py wrote; it gets link.safetensors, and the thresholds in model.json. The scorer is a network with one hidden layer over
the elementwise product of a span's and a cue's mean vectors and over their geometry. It learns from the int8 file's own outputs: on the gold spans of
PolNeAR train, and on the spans that the model predicts there, with some left out at random, as happens on unseen texts. It learns the same way from
nested attributions (corpus/nested), one content at a time.
"""

import argparse
import itertools
import random
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from torch import nn

from crf import decode
from data import Article, Attribution, piece_range, read_polnear
from folder import Runner, read_spec, write_spec
from geometry import FEATURES, Layout
from measure import score_attribution, show
from model import LINK_WIDTH
from nested import read_nested

SCORER = "link.safetensors"
HIDDEN = 32
MEMBERS = 4
EPOCHS = 4
BATCH = 1024
RATE = 3e-3
WEIGHT_DECAY = 0.01
DROPOUT = 0.2
LEFT_OUT = 0.08
# A cue takes its best source above `source`, its best content from `first` on, and more contents from `further` on.
THRESHOLDS = {"source": 0.1, "first": 0.0, "further": 0.05}


class Scorer(nn.Module):
    """The logit of the probability that a source or content belongs to a cue; input [pairs, LINK_WIDTH + FEATURES]."""

    def __init__(self, units=HIDDEN):
        super().__init__()
        self.hidden = nn.Linear(LINK_WIDTH + FEATURES, units)
        self.output = nn.Linear(units, 1)

    def forward(self, pairs):
        return self.output(F.relu(self.hidden(pairs))).squeeze(-1)


@torch.no_grad()
def side_by_side(scorers):
    """Returns one scorer whose output is the mean of some others': it has the hidden units of all."""
    together = Scorer(sum(scorer.hidden.out_features for scorer in scorers))
    together.hidden.weight.copy_(torch.cat([scorer.hidden.weight for scorer in scorers]))
    together.hidden.bias.copy_(torch.cat([scorer.hidden.bias for scorer in scorers]))
    together.output.weight.copy_(torch.cat([scorer.output.weight for scorer in scorers], 1) / len(scorers))
    together.output.bias.copy_(sum(scorer.output.bias for scorer in scorers) / len(scorers))
    return together


class Labelled:
    """An article with its pieces, link vectors, and spans in pieces: (first, end, role)."""

    def __init__(self, article, pieces, vectors, spans):
        self.article, self.pieces = article, pieces
        ranges = [(*piece_range(pieces, start, end), role) for start, end, role in spans]
        self.spans = sorted({r for r in ranges if r[0] < r[1]})
        self.characters = {r: (start, end) for r, (start, end, _) in zip(ranges, spans)}
        self.vectors = {r: vectors[r[0] : r[1]].mean(0) for r in self.spans}

    def pairs(self, paragraph_id, spans):
        """Yields (span number, cue number, input row) for every source and content and every cue within reach."""
        layout = Layout(self.article.text, self.pieces, paragraph_id, spans)
        for number, span in enumerate(spans):
            if span[2] == "Cue":
                continue
            for cue in layout.candidates(number):
                product = self.vectors[span][:LINK_WIDTH] * self.vectors[spans[cue]][LINK_WIDTH:]
                yield number, cue, np.concatenate([product, layout.features(number, cue)]).astype(np.float32)


def label_articles(runner, head, articles):
    """Yields every article with its gold and with its predicted spans, on the same vectors; `head` is the attribution head of model.json."""
    transitions = np.array(head["transitions"], dtype=np.float32)
    for article, (pieces, rows) in zip(articles, runner.read_all(article.text for article in articles)):
        predicted = decode(head["labels"], rows["attribution"], transitions, pieces, article.text)
        yield Labelled(article, pieces, rows["link"], article.spans), Labelled(article, pieces, rows["link"], predicted)


def label_nested(runner, head, articles):
    """Yields the gold and the predicted spans within every gold content of the articles that were read for nested attributions."""
    transitions = np.array(head["transitions"], dtype=np.float32)
    for article, (pieces, rows) in zip(articles, runner.read_all(article.text for article, _ in articles)):
        article, nested = article
        gold = [(*span, role.capitalize()) for a in nested for role in ("source", "cue", "content") for span in getattr(a, role)]
        inner = Article(article.id, article.text, "attribution", gold, nested)
        for attribution in article.attributions:
            known, found = [], []
            for start, end in attribution.content:
                known += [span for span in gold if start <= span[0] and span[1] <= end]
                first, last = piece_range(pieces, start, end)
                if first < last:
                    found += decode(head["labels"], rows["nested"][first:last], transitions, pieces.part(first, last), article.text)
            yield Labelled(inner, pieces, rows["link"], known), Labelled(inner, pieces, rows["link"], found)


def is_linked(article, pieces_to_characters, span, cue):
    """Whether some gold attribution has a cue that touches this cue, and a span of the same role that touches this span."""
    touches = lambda a, b: a[0] < b[1] and b[0] < a[1]
    a, c, role = pieces_to_characters[span], pieces_to_characters[cue], span[2].lower()
    return any(
        any(touches(c, gold) for gold in attribution.cue) and any(touches(a, gold) for gold in getattr(attribution, role))
        for attribution in article.attributions
    )


def training_rows(labelled, paragraph_id, rng):
    spans = [span for span in labelled.spans if rng.random() >= LEFT_OUT]
    rows, targets = [], []
    for span, cue, row in labelled.pairs(paragraph_id, spans):
        rows.append(row)
        targets.append(is_linked(labelled.article, labelled.characters, spans[span], spans[cue]))
    return rows, targets


def with_nested(articles):
    """Returns the articles that were read for nested attributions, with those."""
    known = read_nested("polnear-train")
    found = ((article, known.get(article.id.rsplit("_", 1)[0])) for article in articles)
    return [(article, nested) for article, nested in found if nested is not None]


def train_scorer(rows, targets):
    """Returns a scorer trained on input rows and whether each is linked: several that begin with other weights, put side by side."""
    rows, targets = torch.tensor(np.array(rows)), torch.tensor(targets, dtype=torch.float32)
    return side_by_side([train_member(rows, targets) for _ in range(MEMBERS)])


def train_member(rows, targets):
    scorer = Scorer()
    optimizer = torch.optim.AdamW(scorer.parameters(), RATE, weight_decay=WEIGHT_DECAY)
    steps = EPOCHS * -(-len(rows) // BATCH)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    for _ in range(EPOCHS):
        order = torch.randperm(len(rows))
        for start in range(0, len(rows), BATCH):
            picked = order[start : start + BATCH]
            loss = F.binary_cross_entropy_with_logits(scorer(F.dropout(rows[picked], DROPOUT)), targets[picked])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return scorer


@torch.no_grad()
def tie(labelled, scorer, paragraph_id, thresholds=THRESHOLDS):
    """Returns predicted attributions: every content with its best cue, every cue with its best source. `src/attribute/linker.rs` does the same, and
    also drops spans that stand alone without quotation marks."""
    spans = labelled.spans
    pairs = list(labelled.pairs(paragraph_id, spans))
    scores = torch.sigmoid(scorer(torch.tensor(np.array([row for *_, row in pairs])))).tolist() if pairs else []
    source_of, cue_of = {}, {}
    for (span, cue, _), score in zip(pairs, scores):
        if spans[span][2] == "Content" and score > cue_of.get(span, (0, 0))[0]:
            cue_of[span] = (score, cue)
        if spans[span][2] == "Source" and score > max(thresholds["source"], source_of.get(cue, (0, 0))[0]):
            source_of[cue] = (score, span)
    first = {}
    for span, (score, cue) in cue_of.items():
        first[cue] = max(first.get(cue, (0, 0)), (score, -span))
    attributions = {}
    for number, span in enumerate(spans):
        if span[2] != "Content":
            continue
        score, cue = cue_of.get(number, (0, None))
        needed = thresholds["first" if cue is not None and first[cue][1] == -number else "further"]
        key = cue if cue is not None and score >= needed else ("alone", number)
        attribution = attributions.setdefault(key, Attribution())
        attribution.content.append(labelled.characters[span])
        if key == cue and not attribution.cue:
            attribution.cue.append(labelled.characters[spans[cue]])
            attribution.source += [labelled.characters[spans[source]] for _, source in [source_of[cue]]] if cue in source_of else []
    tied = list(attributions.values())
    used = {(*span, role.capitalize()) for a in tied for role in ("source", "cue", "content") for span in getattr(a, role)}
    return Article(labelled.article.id, labelled.article.text, "attribution", sorted(used), tied)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("model", type=Path)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--articles", type=int, help="train on the first N articles only")
    arguments = arguments.parse_args()
    torch.manual_seed(1)
    rng = random.Random(1)
    spec = read_spec(arguments.model)
    runner = Runner(arguments.model, ["attribution", "nested", "link"])
    paragraph = runner.encoder.paragraph

    rows, targets = [], []
    articles = read_polnear(arguments.data / "polnear/train", first_annotator_only=False)[: arguments.articles]
    nested = with_nested(read_polnear(arguments.data / "polnear/train", first_annotator_only=True)[: arguments.articles])
    both = label_articles(runner, spec["heads"]["attribution"], articles), label_nested(runner, spec["heads"]["nested"], nested)
    for pair in itertools.chain(*both):
        for labelled in pair:
            new_rows, new_targets = training_rows(labelled, paragraph, rng)
            rows += new_rows
            targets += new_targets
    print(f"{len(rows)} pairs, {np.mean(targets):.3f} linked", flush=True)
    scorer = train_scorer(rows, targets)
    save_file(scorer.state_dict(), arguments.model / SCORER)
    spec["heads"]["link"] = {"width": LINK_WIDTH, "scorer": SCORER, "thresholds": THRESHOLDS}
    write_spec(arguments.model, spec)
    show_dev(runner, spec["heads"]["attribution"], scorer, read_polnear(arguments.data / "polnear/dev", first_annotator_only=True))


def show_dev(runner, head, scorer, articles):
    """Prints the figures on gold spans, and on predicted ones for some thresholds."""
    paragraph = runner.encoder.paragraph
    dev = list(label_articles(runner, head, articles))
    print("gold spans:", show(score_attribution(articles, [tie(gold, scorer, paragraph) for gold, _ in dev])))
    for source, first, further in itertools.product((0.1, 0.3), (0.0, 0.1), (0.0, 0.05, 0.3)):
        thresholds = {"source": source, "first": first, "further": further}
        print(thresholds, show(score_attribution(articles, [tie(p, scorer, paragraph, thresholds) for _, p in dev])), flush=True)


if __name__ == "__main__":
    main()
