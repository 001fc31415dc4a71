"""Batches of windows of the corpus as tensors, with small random changes to the input."""

import random
from dataclasses import dataclass

import numpy as np
import torch

from corpus import Text
from data import CASING, IGNORED, Encoder
from model import HEADS, PRETRAINED
from windows import training_windows

MASKED_PIECES = 0.03
STRAIGHTENED_WINDOWS = 0.25
# The share of windows in which all words get one casing, as in headlines in capitals and comments without any.
RECASED_WINDOWS = {"lower": 0.03, "upper": 0.03}
LENGTH_STEP = 32  # lengths are rounded up to multiples of it, so that few shapes of matrix product need a kernel


@dataclass
class Window:
    """A part of a text, in pieces of the corpus."""

    start: int
    end: int
    text: Text

    def __len__(self):
        return self.end - self.start


@dataclass
class Batch:
    """Tensors [windows, length]; `places` are the pieces' indices in the corpus, -1 for special tokens and padding."""

    windows: list[Window]
    ids: torch.Tensor
    casing: torch.Tensor
    mask: torch.Tensor
    places: torch.Tensor
    tags: dict[str, torch.Tensor]  # by head, for those that the batch's texts have gold labels for
    links: torch.Tensor  # rows (window, span start, span end, cue start, cue end, whether linked), counted in the window with its [CLS]


def epoch_batches(texts, size, seed):
    """Returns all windows of the texts once, in random order, in batches of similar length whose windows have gold labels for the same heads."""
    rng = random.Random(seed)
    by_labels = {}
    for text in texts:
        for start, end in training_windows(len(text), rng):
            by_labels.setdefault((text.kind, text.heads), []).append(Window(text.start + start, text.start + end, text))
    batches = []
    for windows in by_labels.values():
        rng.shuffle(windows)
        windows.sort(key=lambda window: len(window) // LENGTH_STEP)
        batches += [windows[i : i + size] for i in range(0, len(windows), size)]
    rng.shuffle(batches)
    return batches


class Collator:
    """Makes batches on a device that holds the whole corpus; with a seed, their input is changed slightly."""

    def __init__(self, corpus, device):
        self.device = device
        on_device = lambda array: torch.from_numpy(array).to(device)  # noqa: E731
        self.ids, self.casing = on_device(corpus.ids), on_device(corpus.casing)
        self.tags = {head: on_device(tags) for head, tags in corpus.tags.items()}
        self.encoder = Encoder(PRETRAINED / "tokenizer.json")
        token = self.encoder.tokenizer.token_to_id
        self.masked = token("[MASK]")
        vocabulary = self.encoder.tokenizer.get_vocab_size()
        self.straight = torch.arange(vocabulary, device=device)
        for curly, straight in (("“", '"'), ("”", '"'), ("‘", "'"), ("’", "'")):
            self.straight[token(curly)] = token(straight)
        self.kept = torch.zeros(vocabulary, dtype=torch.bool, device=device)
        self.kept[[self.encoder.paragraph, *(token(mark) for mark in '"“”')]] = True

    def __call__(self, windows, seed=None):
        starts = torch.tensor([window.start for window in windows], device=self.device)[:, None]
        lengths = torch.tensor([len(window) for window in windows], device=self.device)[:, None]
        width = -(-(max(map(len, windows)) + 2) // LENGTH_STEP) * LENGTH_STEP
        at = torch.arange(width, device=self.device)[None]
        inside = (at >= 1) & (at <= lengths)
        places = torch.where(inside, starts + at - 1, -1)
        known = places.clamp(min=0)
        ids, casing = self.ids[known], self.casing[known]
        if seed is not None:
            ids, casing = self.changed(ids, casing, seed)
        ids = torch.where(inside, ids, torch.where(at == 0, self.encoder.cls, torch.where(at == lengths + 1, self.encoder.sep, 0)))
        tags = {head: torch.where(inside, self.tags[head][known].long(), IGNORED) for head in windows[0].text.heads}
        links = torch.from_numpy(link_rows(windows)).to(self.device)
        return Batch(windows, ids, torch.where(inside, casing, 0), at < lengths + 2, places, tags, links)

    def changed(self, ids, casing, seed):
        """Masks some pieces, straightens curly quotation marks in some windows, and puts all words of some windows into one casing."""
        noise = torch.Generator(self.device).manual_seed(seed)
        chance = lambda *shape: torch.rand(shape, generator=noise, device=self.device)  # noqa: E731
        ids = torch.where(chance(len(ids), 1) < STRAIGHTENED_WINDOWS, self.straight[ids], ids)
        ids = torch.where((chance(*ids.shape) < MASKED_PIECES) & ~self.kept[ids], self.masked, ids)
        drawn = chance(len(ids), 1)
        for name, share in RECASED_WINDOWS.items():
            casing = torch.where((drawn >= 0) & (drawn < share), CASING[name], casing)
            drawn = drawn - share
        return ids, casing


def link_rows(windows):
    """Returns the links of every window's text that lie in the window, as in `Batch.links`."""
    rows = [np.empty((0, 6), dtype=np.int64)]
    for number, window in enumerate(windows):
        links = window.text.links
        if not len(links):
            continue
        first = window.start - window.text.start
        last = window.end - window.text.start
        links = links[(links[:, 0] < last) & (links[:, 1] > first) & (links[:, 2] < last) & (links[:, 3] > first)]
        places = np.clip(links[:, :4], first, last) - first + 1  # [CLS] comes first
        rows.append(np.column_stack([np.full(len(links), number), places, links[:, 4]]))
    return np.concatenate(rows)
