"""Linear-chain scores over label sequences: the training loss and the decoder (Lafferty et al. 2001; no start or end scores, because a window
may begin inside a span)."""

import numpy as np
import torch

# Stands for the logarithm of zero: negligible beside any score, but finite, so that it has a gradient.
IMPOSSIBLE = -1e4
LEAST = 1e-38


def log_product(left, right):
    """Returns the product of matrices given by their logarithms, [..., n, n]: a plain product once the largest of every row and column is factored
    out."""
    rows = left.amax(-1, keepdim=True).clamp(min=IMPOSSIBLE)
    columns = right.amax(-2, keepdim=True).clamp(min=IMPOSSIBLE)
    return ((left - rows).exp() @ (right - columns).exp()).clamp(min=LEAST).log() + rows + columns


def log_partition(emissions, transitions, mask):
    """Returns the log sum over all label sequences, [batch]; emissions [batch, length, labels], mask true where there is a piece.

    The steps' matrices are multiplied in pairs, then their products in pairs, and so on: 9 products for all windows at once instead of 318 steps in
    sequence.
    """
    steps = transitions + emissions[:, 1:].unsqueeze(2)
    idle = torch.full_like(transitions.detach(), IMPOSSIBLE).fill_diagonal_(0.0)
    steps = torch.where(mask[:, 1:, None, None], steps, idle)
    while steps.shape[1] > 1:
        if steps.shape[1] % 2:
            steps = torch.cat([steps, idle.expand(len(steps), 1, *idle.shape)], 1)
        steps = log_product(steps[:, 0::2], steps[:, 1::2])
    first = emissions[:, 0].unsqueeze(2)
    return torch.logsumexp((first + steps[:, 0] if steps.shape[1] else first).flatten(1), 1)


def crf_loss(emissions, transitions, tags, mask):
    """Returns the mean negative log likelihood per piece of the gold tags."""
    picked = emissions.gather(2, tags.unsqueeze(2)).squeeze(2) * mask
    moves = transitions[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]
    gold = picked.sum(1) + moves.sum(1)
    return (log_partition(emissions, transitions, mask) - gold).sum() / mask.sum()


def viterbi(emissions, transitions):
    """Returns the best label sequence of one article: emissions [length, labels] and transitions [from, to] as numpy arrays."""
    length, labels = emissions.shape
    best = emissions[0]
    back = np.zeros((length, labels), dtype=np.int64)
    for t in range(1, length):
        scores = best[:, None] + transitions
        back[t] = scores.argmax(0)
        best = scores.max(0) + emissions[t]
    path = [int(best.argmax())]
    for t in range(length - 1, 0, -1):
        path.append(int(back[t][path[-1]]))
    return path[::-1]


def decode(labels, logits, transitions, pieces, text):
    """Returns the character spans (start, end, label) of the best label sequence, without blanks at the edges."""
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
