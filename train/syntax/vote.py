#!/usr/bin/env python3
"""Trees on which several parsers agree, for a student to learn from (voted self-training).

usage: vote.py [--agreement 0.9] A.conllu B.conllu C.conllu … > silver.conllu

The files hold the same sentences in the same order. A token's head, relation and tags are those of most parsers; where
no two agree, or where the heads of a sentence taken so form no tree, those of the parser that agrees most with the
others. Sentences are kept whose tokens the parsers attach alike, on the average, at least --agreement of the time.
Standard error says how many were kept.
"""
import argparse
import collections
import itertools
import sys


def sentences(path):
    rows = []
    with open(path, encoding="utf8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("#"):
                continue
            if line:
                rows.append(line.split("\t"))
            elif rows:
                yield rows
                rows = []
    if rows:
        yield rows


def is_tree(heads):
    """One root, and every token leads to it."""
    if heads.count(0) != 1:
        return False
    for start in range(1, len(heads) + 1):
        seen, token = set(), start
        while token:
            if token in seen:
                return False
            seen.add(token)
            token = heads[token - 1]
    return True


def attachment(row):
    return row[6], row[7]


def agreement(a, b):
    return sum(attachment(x) == attachment(y) for x, y in zip(a, b)) / len(a)


def vote(parses):
    """The voted rows, and the mean agreement of two parsers."""
    pairs = {(i, j): agreement(parses[i], parses[j]) for i, j in itertools.combinations(range(len(parses)), 2)}
    trust = [sum(value for pair, value in pairs.items() if i in pair) for i in range(len(parses))]
    best = parses[trust.index(max(trust))]
    voted = []
    for token, own in enumerate(best):
        row = list(own)
        arcs = collections.Counter(attachment(parse[token]) for parse in parses)
        if arcs.most_common(1)[0][1] > 1:
            row[6], row[7] = arcs.most_common(1)[0][0]
        tags = collections.Counter((parse[token][3], parse[token][4]) for parse in parses)
        if tags.most_common(1)[0][1] > 1:
            row[3], row[4] = tags.most_common(1)[0][0]
        voted.append(row)
    if not is_tree([int(row[6]) for row in voted]):
        voted = best
    return voted, sum(pairs.values()) / len(pairs)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--agreement", type=float, default=0.9)
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    if len(options.files) < 2:
        sys.exit(__doc__)
    read = kept = 0
    for parses in zip(*map(sentences, options.files)):
        read += 1
        if len({tuple(row[1] for row in parse) for parse in parses}) > 1:
            sys.exit(f"vote.py: sentence {read} is not the same in all files")
        rows, agreed = vote(parses)
        if agreed < options.agreement:
            continue
        kept += 1
        print("\n".join("\t".join(row) for row in rows), end="\n\n")
    print(f"{kept} of {read} sentences kept", file=sys.stderr)


main()
