"""CoNLL-U treebanks."""

import dataclasses


@dataclasses.dataclass
class Sentence:
    forms: list
    upos: list
    xpos: list
    heads: list      # 0: root, else the head's number from 1; empty: no tree
    deprels: list


def genre_wanted(line, genres):
    return genres is None or any(part in genres for part in line.split("=", 1)[1].strip().split("_"))


def read(path, genres=None):
    """Sentences of a file; with genres, of the documents whose id names one of them (GUM_news_…)."""
    sentences, rows, wanted = [], [], genres is None
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\r\n")
            if line.startswith("# newdoc id"):
                wanted = genre_wanted(line, genres)
            elif line and line[0] != "#":
                columns = line.split("\t")
                if wanted and columns[0].isdigit():
                    rows.append(columns)
            elif not line and rows:
                columns = list(zip(*rows))
                sentences.append(Sentence(list(columns[1]), list(columns[3]), list(columns[4]),
                                          [int(h) for h in columns[6] if h.isdigit()], list(columns[7])))
                rows = []
    return sentences
