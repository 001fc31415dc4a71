"""Windows of the corpus as batches of tensors, with small changes to the input."""

import random
from dataclasses import dataclass

import numpy as np
import torch

from corpus import Text
from data import IGNORED, Encoder
from model import HEADS, PRETRAINED
from windows import training_windows

MASKED_PIECES = 0.03
STRAIGHTENED_WINDOWS = 0.25
LENGTH_STEP = 32  # lengths are rounded up to it, so that few different shapes of matrix product need a kernel


@dataclass
class Window:
    """A part of a text, in pieces of the corpus."""

    start: int
    end: int
    text: Text


@dataclass
class Batch:
    """Tensors [windows, length]; `places` are the pieces' numbers in the corpus, -1 for special tokens and padding."""

    windows: list[Window]
    ids: torch.Tensor
    casing: torch.Tensor
    mask: torch.Tensor
    places: torch.Tensor
    tags: dict[str, torch.Tensor]
    links: torch.Tensor  # rows (window, span start, span end, cue start, cue end, whether linked), counted in the window with its [CLS]


def epoch_batches(texts, size, seed):
    """All windows of the texts once, in batches of like length and one task, in random order."""
    rng = random.Random(seed)
    by_task = {}
    for text in texts:
        for start, end in training_windows(len(text), rng):
            by_task.setdefault(text.task, []).append(Window(text.start + start, text.start + end, text))
    batches = []
    for windows in by_task.values():
        rng.shuffle(windows)
        windows.sort(key=lambda window: (window.end - window.start) // LENGTH_STEP)
        batches += [windows[i : i + size] for i in range(0, len(windows), size)]
    rng.shuffle(batches)
    return batches


class Collator:
    """Makes batches; with a seed their input is changed a little: pieces hidden, and curly quotation marks made straight."""

    def __init__(self, corpus, device):
        self.corpus, self.device = corpus, device
        self.encoder = Encoder(PRETRAINED / "tokenizer.json")
        token = self.encoder.tokenizer.token_to_id
        self.masked = token("[MASK]")
        self.kept = [self.encoder.paragraph, *(token(mark) for mark in '"“”')]
        self.straight = {token("“"): token('"'), token("”"): token('"'), token("‘"): token("'"), token("’"): token("'")}

    def __call__(self, windows, seed=None):
        noise = None if seed is None else np.random.default_rng(seed)
        longest = max(window.end - window.start for window in windows) + 2
        shape = (len(windows), -(-longest // LENGTH_STEP) * LENGTH_STEP)
        ids, casing = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        places = np.full(shape, -1, dtype=np.int64)
        for row, window in enumerate(windows):
            length = window.end - window.start
            pieces = self.corpus.ids[window.start : window.end]
            ids[row, 0], ids[row, length + 1] = self.encoder.cls, self.encoder.sep
            ids[row, 1 : length + 1] = pieces if noise is None else self.changed(pieces, noise)
            casing[row, 1 : length + 1] = self.corpus.casing[window.start : window.end]
            places[row, 1 : length + 1] = np.arange(window.start, window.end)
        inside = places >= 0
        tags = {head: np.where(inside, self.corpus.tags[head][places], IGNORED) for head in HEADS}
        lengths = np.array([window.end - window.start + 2 for window in windows])
        mask = np.arange(shape[1]) < lengths[:, None]
        on_device = lambda array: torch.from_numpy(array).to(self.device)  # noqa: E731
        return Batch(
            windows, on_device(ids), on_device(casing), on_device(mask), on_device(places),
            {head: on_device(rows) for head, rows in tags.items()}, on_device(link_rows(windows)),
        )  # fmt: skip

    def changed(self, pieces, noise):
        pieces = pieces.copy()
        if noise.random() < STRAIGHTENED_WINDOWS:
            for curly, straight in self.straight.items():
                pieces[pieces == curly] = straight
        hidden = (noise.random(len(pieces)) < MASKED_PIECES) & ~np.isin(pieces, self.kept)
        pieces[hidden] = self.masked
        return pieces


def link_rows(windows):
    """The links of every window's text that lie in the window, as in `Batch.links`."""
    rows = [np.empty((0, 6), dtype=np.int64)]
    for number, window in enumerate(windows):
        first = window.start - window.text.start
        last = window.end - window.text.start
        links = window.text.links
        links = links[(links[:, 0] < last) & (links[:, 1] > first) & (links[:, 2] < last) & (links[:, 3] > first)]
        places = np.clip(links[:, :4], first, last) - first + 1  # [CLS] comes first
        rows.append(np.column_stack([np.full(len(links), number), places, links[:, 4]]))
    return np.concatenate(rows)
