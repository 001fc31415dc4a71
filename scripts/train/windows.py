"""Cuts articles into windows: at random places for training, overlapping for inference, where their outputs are stitched together."""

import numpy as np

WINDOW = 320
BODY = WINDOW - 2  # without [CLS] and [SEP]
TRAIN_OVERLAP = 32
OVERLAP = 96


def training_windows(length, rng):
    """Returns half-open ranges over an article's pieces; the first is cut short at random so that the borders differ in every epoch."""
    if length <= BODY:
        return [(0, length)]
    first = rng.randint(BODY // 4, BODY)
    windows = [(0, first)]
    while windows[-1][1] < length:
        start = windows[-1][1] - TRAIN_OVERLAP
        windows.append((start, min(start + BODY, length)))
    return windows


def inference_windows(length):
    """Returns the fewest windows of equal length that cover the article with at least OVERLAP pieces shared between neighbours."""
    if length <= BODY:
        return [(0, length)]
    count = -(-(length - OVERLAP) // (BODY - OVERLAP))
    size = -(-(length + (count - 1) * OVERLAP) // count)
    starts = [i * (length - size) // (count - 1) for i in range(count)]
    return [(start, start + size) for start in starts]


def kept_rows(windows):
    """Returns, for every window, the pieces that take their scores from it: those further from its edges than from another window's, unless the edge
    is the text's own."""
    ranges = []
    for i, (start, end) in enumerate(windows):
        first = start if i == 0 else (start + windows[i - 1][1] + 1) // 2
        last = end if i + 1 == len(windows) else (windows[i + 1][0] + end + 1) // 2
        ranges.append((first, last))
    return ranges


def stitch(length, windows, outputs):
    """Returns one row per piece from the windows' outputs."""
    result = np.zeros((length, outputs[0].shape[1]), dtype=np.float32)
    for (start, _), (first, last), rows in zip(windows, kept_rows(windows), outputs):
        result[first:last] = rows[first - start : last - start]
    return result
