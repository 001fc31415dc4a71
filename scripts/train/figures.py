"""Puts the dev figures written by `scripts/score --json` into a folder's model.json.

    python figures.py MODEL FIGURES.json
"""

import argparse
import json
from pathlib import Path

from folder import read_spec, write_spec


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("model", type=Path)
    arguments.add_argument("figures", type=Path)
    arguments = arguments.parse_args()
    write_spec(arguments.model, read_spec(arguments.model) | {"dev_figures": json.loads(arguments.figures.read_text())})


if __name__ == "__main__":
    main()
