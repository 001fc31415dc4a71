"""Prints how often the command names the right speaker for GUM's sources in news and interviews, compared with "the nearest PER or ORG before".

    python speakers.py FOLDS DATA [--wrong]

FOLDS is the OUT given to `reference.py --folds N`: every document is scored by the model OUT-n that has not seen it. The gold source span is given. A
name is right if it is a proper name of the source's chain and holds at least two words of any fuller name in the chain that begins or ends with the
same words; titles do not count, initials do. If the chain has no proper name, everything but somebody else's name is right.
"""

import argparse
import json
import re
import subprocess
from pathlib import Path

from coreference import gum

GENRES = ("GUM_news", "GUM_interview")
TITLES = set("mr mrs ms miss dr prof professor sen senator rep gov president general gen major sir the a an prime minister".split())
PRONOUNS = set("i me my we us our you your he him his she her they them their it its who this that these those which anyone someone everyone".split())


def words(name):
    return [word for word in re.findall(r"[\w&]+", re.sub(r"['’]s\b", "", name.lower())) if word not in TITLES]


def alike(a, b):
    short, full = sorted((words(a), words(b)), key=len)
    return bool(short) and (short == full[-len(short) :] or short == full[: len(short)] or set(short) <= set(full))


def initials(name):
    return "".join(word[0] for word in re.findall(r"\w+", name) if word.lower() not in ("of", "the", "and", "for")).lower()


def is_name_of(name, names):
    if any(initials(name) == other.lower() for other in names):
        return True
    same = [other for other in names if alike(name, other)]
    titled = lambda other: other.split()[0].lower() in TITLES  # noqa: E731
    return bool(same) and (len(words(name)) >= 2 or all(len(words(other)) <= len(words(name)) or titled(other) for other in same))


def is_right(document, source, speaker):
    start, end, chain = source
    mentions = [mention for mention in document.mentions if mention.chain == chain]
    names = [mention.name for mention in mentions if mention.name]
    if names:
        return speaker is not None and is_name_of(speaker["name"], names)
    if speaker is None or speaker["kind"] not in ("person", "organisation", "country"):
        return True
    first, last = speaker["mention"]
    return (first, last) == (start, end) or any(mention.start == first or mention.end == last for mention in mentions)


def nearest(document, entities, source):
    """Returns the baseline: the last PER or ORG that begins before the source ends."""
    before = [place for place, label in entities if label in ("PER", "ORG") and place[0] < source[1]]
    return {"name": document.text[slice(*before[-1])], "kind": "person", "mention": before[-1]} if before else None


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folds")
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--wrong", action="store_true", help="print the sources that are resolved wrongly")
    arguments = arguments.parse_args()
    documents = {document.id: document for document in gum(arguments.data / "gum")}
    rows = []
    for fold, ids in enumerate(json.loads(Path(f"{arguments.folds}-folds.json").read_text())):
        unseen = [documents[id] for id in ids if id.split("/")[1].startswith(GENRES)]
        sources = [[source for source in document.sources if source[2]] for document in unseen]
        lines = [json.dumps({"id": d.id, "text": d.text, "sources": [s[:2] for s in given]}) for d, given in zip(unseen, sources)]
        command = ["cargo", "run", "--quiet", "--example", "speakers", "--", f"{arguments.folds}-{fold}"]
        out = subprocess.run(command, input="\n".join(lines), stdout=subprocess.PIPE, text=True, check=True).stdout
        for document, given, line in zip(unseen, sources, out.splitlines()):
            found = json.loads(line)
            for source, speaker in zip(given, found["speakers"]):
                said_by = document.text[source[0] : source[1]]
                right = is_right(document, source, speaker)
                rows.append((said_by, right, is_right(document, source, nearest(document, found["entities"], source))))
                if arguments.wrong and not right:
                    print(document.id, repr(said_by), speaker and speaker["name"], sep="\t")
    groups = {"all sources": rows, "pronouns": [row for row in rows if row[0].lower() in PRONOUNS], "others": [row for row in rows if row[0].lower() not in PRONOUNS]}
    for name, group in groups.items():
        if not group:
            continue
        right, baseline = (100 * sum(row[column] for row in group) / len(group) for column in (1, 2))
        print(f"{name:12} {len(group):4}  right {right:5.1f} %  nearest name {baseline:5.1f} %")


if __name__ == "__main__":
    main()
