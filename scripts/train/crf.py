"""Linear-chain scores over label sequences: the training loss and the Viterbi decoder (Lafferty et al. 2001; no start or end scores,
because a window may begin inside a span)."""

import numpy as np
import torch


@torch.jit.script
def log_partition(emissions: torch.Tensor, transitions: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """log sum over all label sequences, [batch]; emissions [batch, length, labels], mask true where there is a piece."""
    rows = emissions.unbind(1)
    present = mask.unsqueeze(2).unbind(1)
    alpha = rows[0]
    for t in range(1, len(rows)):
        step = torch.logsumexp(alpha.unsqueeze(2) + transitions, 1) + rows[t]
        alpha = torch.where(present[t], step, alpha)
    return torch.logsumexp(alpha, 1)


def crf_loss(emissions, transitions, tags, mask):
    """Mean negative log likelihood per piece of the gold tags."""
    picked = emissions.gather(2, tags.unsqueeze(2)).squeeze(2) * mask
    moves = transitions[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]
    gold = picked.sum(1) + moves.sum(1)
    return (log_partition(emissions, transitions, mask) - gold).sum() / mask.sum()


def viterbi(emissions, transitions):
    """The best label sequence of one article: emissions [length, labels] and transitions [from, to] as numpy arrays."""
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
