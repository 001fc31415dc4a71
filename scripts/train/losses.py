"""The losses of teachers and students: gold labels, links, and the teachers' labels."""

import torch
import torch.nn.functional as F

from crf import crf_loss
from data import ENTITY_LABELS, IGNORED, O_OR_MISC
from model import LINK_WIDTH
from reading import columns_of

LINK_WEIGHT = 0.3
SOFT_WEIGHT = 2.0


def chain_loss(model, head, logits, tags):
    """Returns the CRF loss of whole label sequences."""
    tags = tags[:, 1:]  # without [CLS]
    return crf_loss(logits[:, 1:], model.moves(head), tags.clamp(min=0), tags != IGNORED)


def gold_loss(model, head, logits, tags):
    """Returns cross-entropy, which keeps each piece's scores calibrated, plus the CRF loss, which teaches whole spans."""
    return F.cross_entropy(logits.flatten(0, 1), tags.flatten(), ignore_index=IGNORED) + chain_loss(model, head, logits, tags)


def partial_loss(logits, tags):
    """Returns the cross-entropy on entities where O_OR_MISC stands for nothing or part of a MISC name: the negative log of the total probability of
    the labels that may be right."""
    scores = logits.log_softmax(-1)
    hidden = torch.tensor([label != "O" and not label.endswith("MISC") for label in ENTITY_LABELS], device=logits.device)
    unknown = scores.masked_fill(hidden, -torch.inf).logsumexp(-1)
    known = scores.gather(-1, tags.clamp(min=0).unsqueeze(-1)).squeeze(-1)
    return -torch.where(tags == O_OR_MISC, unknown, known)[tags != IGNORED].mean()


def link_loss(model, hidden, links):
    """Returns the binary cross-entropy of every source and content with every cue of its window, on their mean vectors."""
    if not len(links):
        return hidden.new_zeros(())
    span_vectors, cue_vectors = model.link(hidden).float().split(LINK_WIDTH, -1)
    window, start, end, cue_start, cue_end, linked = links.unbind(1)
    span = span_means(span_vectors, window, start, end)
    cue = span_means(cue_vectors, window, cue_start, cue_end)
    return F.binary_cross_entropy_with_logits((span * cue).sum(1) / LINK_WIDTH**0.5, linked.float())


def span_means(vectors, window, start, end):
    totals = F.pad(vectors.cumsum(1), (0, 0, 1, 0))
    return (totals[window, end] - totals[window, start]) / (end - start).unsqueeze(1)


def divergence(logits, soft, inside):
    """Returns the Kullback-Leibler divergence of the labels' probabilities from the soft labels', averaged over the pieces that `inside` marks; both are
    logits, [windows, length, labels]."""
    wanted = soft.log_softmax(-1)
    differences = (wanted.exp() * (wanted - logits.log_softmax(-1))).sum(-1)
    return (differences * inside).sum() / inside.sum()


def soft_loss(logits, soft, inside):
    """Returns the weighted sum of the divergences of all heads; `logits` are by head, and the columns of `soft` those of `read_texts`. Where a head's
    columns are all zero it has no soft labels."""
    total = inside.new_zeros((), dtype=torch.float32)
    for head, rows in logits.items():
        wanted = soft[..., columns_of(head)]
        known = inside & wanted.any(-1)
        if known.any():
            total = total + divergence(rows, wanted, known)
    return SOFT_WEIGHT * total
