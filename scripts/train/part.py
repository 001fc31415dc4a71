"""Copies a small part of the data folder, laid out like the whole, for trying out the whole pipeline.

    python part.py DATA OUT SHARE

Draws SHARE of the articles of every data set, the same ones each time, and at least as many as there are folds (reference.py).
"""

import argparse
import csv
import gzip
import random
import re
import shutil
from pathlib import Path

from files import written_whole

FEWEST = 5
SEED = 1


class Part:
    """Draws items from DATA and writes them to OUT under the same names."""

    def __init__(self, data, out, share):
        self.data, self.out, self.share = data, out, share

    def drawn(self, items):
        """Returns some of the items, in order."""
        items = list(items)
        count = min(len(items), max(FEWEST, round(self.share * len(items))))
        return [items[at] for at in sorted(random.Random(SEED).sample(range(len(items)), count))]

    def files(self, pattern, *beside):
        """Copies some of the files, each with the files that match the patterns in `beside`, in which {} is its stem."""
        for file in self.drawn(sorted(self.data.glob(pattern))):
            for one in (file, *(other for pattern in beside for other in self.data.glob(pattern.format(file.stem)))):
                shutil.copy(one, self.target(one))

    def blocks(self, name, opening):
        """Copies some of the blocks of a file, which begin with lines that start with `opening`."""
        found = re.split(rf"^(?={re.escape(opening)})", (self.data / name).read_text(encoding="utf-8"), flags=re.M)
        self.target(self.data / name).write_text("".join(self.drawn(block for block in found if block.startswith(opening))), encoding="utf-8")

    def lines(self, pattern):
        """Copies some of the lines of gzipped files."""
        for file in self.data.glob(pattern):
            with gzip.open(file, "rt", encoding="utf-8") as lines, gzip.open(self.target(file), "wt", encoding="utf-8") as out:
                out.writelines(self.drawn(lines))

    def rows(self, pattern, **dialect):
        """Copies some of the rows of tables with a header line."""
        for file in self.data.glob(pattern):
            with open(file, newline="", encoding="utf-8") as lines, open(self.target(file), "w", newline="", encoding="utf-8") as out:
                names, *rows = csv.reader(lines, **dialect)
                csv.writer(out, **dialect).writerows([names, *self.drawn(rows)])

    def target(self, file):
        target = self.out / file.relative_to(self.data)
        target.parent.mkdir(parents=True, exist_ok=True)
        return target


def write(data, out, share):
    part = Part(data, out, share)
    for split in ("train", "dev"):
        part.files(f"polnear/{split}/text/*.txt", f"polnear/{split}/attributions/{{}}_*.ann")
        part.blocks(f"conll2003/{split}.txt", "-DOCSTART-")
    part.blocks("uner_ewt/train.iob2", "# sent_id")
    part.lines("news/*.jsonl.gz")
    part.files("gum/dep/*.conllu", "gum/rst/rstweb/{}.rs4")
    part.files("litbank/coref/conll/*.conll")
    part.rows("gap/gap-*.tsv", delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None)
    part.files("timebank/*.tml")
    part.rows("factappeal/train.csv")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("share", type=float)
    arguments = arguments.parse_args()
    shutil.rmtree(arguments.out, ignore_errors=True)
    with written_whole(arguments.out) as unfinished:
        shutil.rmtree(unfinished, ignore_errors=True)
        write(arguments.data, unfinished, arguments.share)


if __name__ == "__main__":
    main()
