"""Prints how many of some people's mentions are found as persons, in texts without labels for names.

    whosaid extract DATA/polnear/dev/text -o claims.jsonl --annotations annotations.jsonl
    python mentions.py annotations.jsonl Trump Clinton Obama Pence Kaine Sanders Romney Putin
"""

import argparse
import json
import re
from pathlib import Path


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("annotations", type=Path)
    arguments.add_argument("names", nargs="+")
    arguments = arguments.parse_args()
    mention = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, arguments.names))})(?![\w-])")
    count = found = 0
    for line in arguments.annotations.read_text().splitlines():
        article = json.loads(line)
        persons = [(name["start"], name["end"]) for name in article["entities"] if name["type"] == "PER"]
        for match in mention.finditer(article["text"]):
            count += 1
            found += any(start <= match.start() and match.end() <= end for start, end in persons)
    print(f"{found} of {count} mentions, {100 * found / max(count, 1):.1f} %")


if __name__ == "__main__":
    main()
