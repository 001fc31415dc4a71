"""Tests of the training code: `python scripts/train/tests.py`."""

import itertools
import json
import tempfile
import unittest
from pathlib import Path

import numpy as np
import part
import torch

from crf import crf_loss, log_partition
from data import ENTITY_LABELS, IGNORED, O_OR_MISC
from losses import SOFT_WEIGHT, partial_loss, soft_loss
from model import HEADS
from reading import WIDTH, columns_of
from soft import mean, surer
from tune import FEWEST_NESTED, Labelled, folds_of, read_gold, surest
from windows import BODY, inference_windows, kept_rows


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


class PartialLabels(unittest.TestCase):
    def test_nothing_and_a_misc_name_are_both_right_where_neither_is_labelled(self):
        logits = torch.randn(1, 3, len(ENTITY_LABELS))
        chances = logits.softmax(-1)[0]
        tags = torch.tensor([[O_OR_MISC, ENTITY_LABELS.index("B-PER"), IGNORED]])
        either = sum(chances[0, ENTITY_LABELS.index(label)] for label in ("O", "B-MISC", "I-MISC"))
        expected = -(either.log() + chances[1, ENTITY_LABELS.index("B-PER")].log()) / 2
        torch.testing.assert_close(partial_loss(logits, tags), expected)


class SoftLabels(unittest.TestCase):
    SURE, UNSURE = np.array([[9.0, 0.0, 0.0], [0.0, 9.0, 0.0]]), np.array([[1.0, 0.0, 0.9], [0.0, 1.0, 0.9]])

    def test_the_surer_reading_is_taken_whole(self):
        self.assertIs(surer(self.SURE, self.UNSURE), self.SURE)
        self.assertIs(surer(self.UNSURE, self.SURE), self.SURE)

    def test_the_mean_is_one_of_probabilities(self):
        both = np.exp(mean(self.SURE, self.UNSURE))
        np.testing.assert_allclose(both.sum(-1), 1.0, rtol=1e-5)
        self.assertAlmostEqual(both[0, 0], (np.exp(9) / (np.exp(9) + 2) + np.exp(1) / (np.exp(1) + 1 + np.exp(0.9))) / 2, places=5)

    def test_heads_and_pieces_without_soft_labels_do_not_count(self):
        logits = {head: torch.randn(1, 4, len(labels)) for head, labels in HEADS.items()}
        soft = torch.zeros(1, 4, WIDTH)
        inside = torch.tensor([[True, True, True, False]])
        self.assertEqual(float(soft_loss(logits, soft, inside)), 0.0)
        soft[0, 1, columns_of("entities")] = wanted = torch.randn(len(ENTITY_LABELS))
        wanted, found = wanted.log_softmax(-1), logits["entities"][0, 1].log_softmax(-1)
        self.assertAlmostEqual(float(soft_loss(logits, soft, inside)), float(SOFT_WEIGHT * (wanted.exp() * (wanted - found)).sum()), places=5)


class Gold(unittest.TestCase):
    TEXT = "Lee said Ortiz denied it."

    def read(self, *attributions, entities=()):
        part = lambda words: words and {"start": self.TEXT.index(words), "end": self.TEXT.index(words) + len(words)}  # noqa: E731
        labels = [
            {"source": part(source), "cue": part(cue), "content": {"spans": [part(content)]}, "nested_in": nested_in}
            for source, cue, content, nested_in in attributions
        ]
        with tempfile.TemporaryDirectory() as folder:
            gold = {"id": "a", "text": self.TEXT, "attributions": labels, "entities": [part(name) | {"type": "PER"} for name in entities]}
            Path(folder, "a.json").write_text(json.dumps(gold))
            return read_gold(folder)

    def test_only_what_is_labelled_is_learned(self):
        outer, inner = ("Lee", "said", "Ortiz denied it", None), ("Ortiz", "denied", "it", 0)
        [(article, _, spans)] = self.read(outer)
        self.assertEqual(spans, {"attribution": [(0, 3, "Source"), (4, 8, "Cue"), (9, 24, "Content")]})
        self.assertEqual(article.attributions[0].cue, [(4, 8)])
        [(_, nested, spans)] = self.read(outer, inner, entities=["Lee"])
        self.assertEqual([one.cue for one in nested.attributions], [[(15, 21)]])
        self.assertEqual(spans["nested"], [(9, 14, "Source"), (15, 21, "Cue"), (22, 24, "Content")])
        self.assertEqual(spans["entities"], [(0, 3, "PER")])

    def test_gold_without_attributions_is_refused(self):
        with self.assertRaisesRegex(SystemExit, "none of the 1 articles"):
            self.read(entities=["Lee"])

    def test_every_article_is_held_out_once(self):
        folds = folds_of(list(range(10)), 4)
        self.assertEqual(sorted(itertools.chain(*folds)), list(range(10)))
        self.assertEqual({len(fold) for fold in folds}, {2, 3})

    def test_how_sure_nested_attributions_have_to_be_is_chosen_by_f1(self):
        outer, inner = ("Lee", "said", "Ortiz denied it", None), ("Ortiz", "denied", "it", 0)
        [(article, nested, _)] = self.read(outer, inner)
        place = lambda words: {"start": self.TEXT.index(words), "end": self.TEXT.index(words) + len(words)}  # noqa: E731
        one = lambda source, score: {"source": place(source), "content": {"spans": [place("it")]}, "nested_in": 0, "score": score}  # noqa: E731
        articles = FEWEST_NESTED * [Labelled(article, nested, [])]
        chosen = surest(articles, {"a": [one("Ortiz", 0.4), one("said", 0.3)]}, {"score": 0.5})
        self.assertEqual(chosen, {"score": 0.4})
        self.assertEqual(surest(articles[:1], {"a": [one("Ortiz", 0.4)]}, {"score": 0.5}), {"score": 0.5})


class Part(unittest.TestCase):
    def test_a_part_is_laid_out_as_the_whole(self):
        with tempfile.TemporaryDirectory() as folder:
            data, out = Path(folder, "data"), Path(folder, "out")
            files = [data / "polnear/dev" / kind for kind in ("text", "attributions")]
            for kind, names in zip(files, (["{}.txt"], ["{}_a.ann", "{}_b.ann"])):
                kind.mkdir(parents=True)
                for name, number in itertools.product(names, range(20)):
                    (kind / name.format(number)).write_text("")
            (data / "conll.txt").write_text("".join(f"-DOCSTART- X\n\n{number} O\n\n" for number in range(20)))
            taken = part.Part(data, out, 0.5)
            taken.files("polnear/dev/text/*.txt", "polnear/dev/attributions/{}_*.ann")
            taken.blocks("conll.txt", "-DOCSTART-")
            texts = sorted(file.stem for file in (out / "polnear/dev/text").iterdir())
            self.assertEqual(len(texts), 10)
            annotated = sorted(file.name for file in (out / "polnear/dev/attributions").iterdir())
            self.assertEqual(annotated, sorted(f"{text}_{who}.ann" for text in texts for who in "ab"))
            self.assertEqual((out / "conll.txt").read_text().count("-DOCSTART-"), 10)


if __name__ == "__main__":
    unittest.main()
