"""The position of a source or content relative to a cue, as features. `src/attribute/geometry.rs` computes the same."""

import numpy as np

ROLES = ("Source", "Cue", "Content")
FEATURES = 25
# A cue further away than the length of a window was never seen together with the span.
REACH = 320
MARKS = {"!": 1, "?": 1, ".": 1, '"': 2, "“": 2, "”": 2, ":": 3, ";": 3, ",": 4}


def gap(a, b):
    """Returns the pieces between two ranges; empty if they touch or overlap."""
    return (a[1], b[0]) if a[1] <= b[0] else (b[1], max(a[0], b[1]))


class Layout:
    """Looks up what stands between spans, given as (first piece, end piece, role) in the order of the text."""

    def __init__(self, text, pieces, paragraph_id, spans):
        self.spans = spans
        kinds = np.zeros((len(pieces) + 1, 8), dtype=np.int64)
        for i, (piece, start, end) in enumerate(zip(pieces.ids, pieces.start, pieces.end)):
            kind = 0 if piece == paragraph_id else MARKS.get(text[start:end])
            if kind is not None:
                kinds[i + 1, kind] = 1
        for first, _, role in spans:
            kinds[first + 1, 5 + ROLES.index(role)] = 1
        self.before = kinds.cumsum(0)
        self.nearest = [[self._nearest(span, role) for role in ROLES] for span in spans]

    def _nearest(self, span, role):
        """Returns the number of pieces between a span and the nearest other span of a role."""
        distances = [end - start for other in self.spans if other[2] == role and other is not span for start, end in [gap(span, other)]]
        return min(distances, default=1 << 30)

    def features(self, span, cue):
        """Returns the features of span number `span` and cue number `cue`."""
        a, c = self.spans[span], self.spans[cue]
        start, end = gap(a, c)
        count = self.before[end] - self.before[start]
        row = np.zeros(FEATURES, dtype=np.float32)
        row[min(7, int(end - start + 1).bit_length() - 1)] = 1
        row[8] = a[0] < c[0]
        row[9 + min(3, count[0])] = 1
        row[13] = a[2] == "Content"
        row[14:17] = np.minimum(count[5:8], 4) / 4
        row[17:21] = count[1:5] > 0
        row[21] = start == end
        row[22] = end - start <= self.nearest[cue][ROLES.index(a[2])]
        row[23] = end - start <= self.nearest[span][ROLES.index("Cue")]
        row[24] = min(8, int(a[1] - a[0]).bit_length() - 1) / 8
        return row

    def candidates(self, span):
        """Returns the numbers of the cues within reach of span number `span`."""
        a = self.spans[span]
        return [i for i, c in enumerate(self.spans) if c[2] == "Cue" and (lambda g: g[1] - g[0])(gap(a, c)) <= REACH]
