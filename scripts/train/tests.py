"""Tests of what training computes by itself: `python scripts/train/tests.py`."""

import itertools
import random
import unittest

import torch

from compose import Case, Donor, compose, compose_all, frames, past, sentences
from crf import crf_loss, log_partition
from data import Article, Attribution
from windows import BODY, inference_windows, kept_rows


def spans(text, **words):
    """An attribution by its words, each found once in the text."""
    return Attribution(**{role: [(text.index(part), text.index(part) + len(part))] for role, part in words.items()})


def article(text, *attributions):
    return Article("a", text, "attribution", [], list(attributions))


def words(text, attribution):
    return {role: [text[start:end] for start, end in getattr(attribution, role)] for role in ("source", "cue", "content")}


OUTER = "The aide said that the border was closed."
DONOR = "The minister denies that he knew."
QUOTED = '"The border is closed," the aide said on Monday.'


class Chain(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(1)
        self.emissions, self.transitions = 3 * torch.randn(2, 6, 3), torch.randn(3, 3)
        self.transitions[0, 2] = -1e4
        self.mask = torch.tensor([[True] * 6, [True] * 4 + [False] * 2])

    def score(self, row, tags):
        emitted = sum(self.emissions[row, i, tag] for i, tag in enumerate(tags))
        return emitted + sum(self.transitions[a, b] for a, b in itertools.pairwise(tags))

    def test_the_partition_is_the_sum_over_all_sequences(self):
        for length in range(1, 7):
            found = log_partition(self.emissions[:, :length], self.transitions, torch.ones(2, length, dtype=torch.bool))
            for row in range(2):
                scores = torch.stack([self.score(row, tags) for tags in itertools.product(range(3), repeat=length)])
                self.assertAlmostEqual(float(found[row]), float(torch.logsumexp(scores, 0)), places=4)

    def test_padding_does_not_count(self):
        found = log_partition(self.emissions, self.transitions, self.mask)[1:]
        short = log_partition(self.emissions[1:, :4], self.transitions, self.mask[1:, :4])
        torch.testing.assert_close(found, short)

    def test_the_loss_is_the_gold_sequences_share(self):
        tags = torch.tensor([[0, 1, 2, 2, 1, 0], [1, 1, 0, 0, 0, 0]])
        partition = log_partition(self.emissions, self.transitions, self.mask)
        gold = torch.stack([self.score(0, tags[0].tolist()), self.score(1, tags[1, :4].tolist())])
        torch.testing.assert_close(crf_loss(self.emissions, self.transitions, tags, self.mask), (partition - gold).sum() / 10)


class Windows(unittest.TestCase):
    def test_every_piece_is_kept_once(self):
        for length in (1, BODY, BODY + 1, 1000, 5003):
            windows = inference_windows(length)
            kept = [piece for first, last in kept_rows(windows) for piece in range(first, last)]
            self.assertEqual(kept, list(range(length)))
            self.assertTrue(all(start <= first and last <= end for (start, end), (first, last) in zip(windows, kept_rows(windows))))


class Composition(unittest.TestCase):
    def setUp(self):
        self.indirect = article(OUTER, spans(OUTER, source="The aide", cue="said", content="that the border was closed"))
        self.direct = article(QUOTED, spans(QUOTED, source="the aide", cue="said", content='"The border is closed,"'))
        self.donor = Donor(DONOR, spans(DONOR, source="The minister", cue="denies", content="that he knew"))
        self.case = Case([article("so the minister and the aide of the Senate, the Senate")])

    def composed(self, outer, donor=None):
        (frame,) = frames(outer)
        return compose(outer, frame, donor or self.donor, self.case)

    def test_an_indirect_content_takes_case_and_tense(self):
        made = self.composed(self.indirect)
        text = made.article.text
        self.assertEqual(text, "The aide said that the minister denied that he knew.")
        self.assertEqual(words(text, made.inner), {"source": ["the minister"], "cue": ["denied"], "content": ["that he knew"]})
        self.assertEqual(words(text, made.outer)["content"], ["that the minister denied that he knew"])

    def test_a_direct_content_takes_marks(self):
        quoting = 'The minister says it was "a lie."'
        donor = Donor(quoting, spans(quoting, source="The minister", cue="says", content='it was "a lie."'))
        made = self.composed(self.direct)
        self.assertEqual(made.article.text, '"The minister denies that he knew," the aide said on Monday.')
        self.assertEqual(words(made.article.text, made.outer), {
            "source": ["the aide"], "cue": ["said"], "content": ['"The minister denies that he knew,"'],
        })  # fmt: skip
        self.assertEqual(words(made.article.text, made.inner)["content"], ["that he knew"])
        self.assertFalse(list(frames(article(quoting, donor.attribution))))

    def test_a_speakers_own_words_stay_direct(self):
        own = "The minister denies that we knew."
        donor = Donor(own, spans(own, source="The minister", cue="denies", content="that we knew"))
        self.assertIsNone(self.composed(self.indirect, donor))
        self.assertIsNotNone(self.composed(self.direct, donor))

    def test_names_keep_their_capital(self):
        self.assertEqual(self.case.lowered("Senate leaders denied it."), "Senate leaders denied it.")
        self.assertEqual(self.case.lowered("The aide denied it."), "the aide denied it.")

    def test_the_rest_of_the_article_moves_along(self):
        text = f"{OUTER} {DONOR}"
        both = article(text, self.indirect.attributions[0], spans(text, source="The minister", cue="denies", content="that he knew"))
        composed = list(compose_all([both], random.Random(1)))
        self.assertTrue(composed)
        for made in composed:
            for attribution in made.article.attributions:
                self.assertTrue(all(part.strip() for parts in words(made.article.text, attribution).values() for part in parts))
            if made.outer.source == [(0, 8)]:
                other = next(a for a in made.article.attributions if a is not made.outer)
                self.assertEqual(words(made.article.text, other)["source"], ["The minister"])

    def test_cues_in_the_past(self):
        found = {cue: past(cue) for cue in ("says", "denies", "claims", "argues", "stresses", "told", "according to")}
        self.assertEqual(found, {
            "says": "said", "denies": "denied", "claims": "claimed", "argues": "argued", "stresses": "stressed", "told": "told", "according to": "according to",
        })  # fmt: skip

    def test_sentences_end_where_they_do(self):
        text = 'Mr. Low left. "He is gone," Gov. Park said.\nThe end'
        self.assertEqual([text[a:b] for a, b in sentences(text)], ["Mr. Low left.", '"He is gone," Gov. Park said.', "The end"])


if __name__ == "__main__":
    unittest.main()
