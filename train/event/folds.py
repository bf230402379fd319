#!/usr/bin/env python3
"""Codes each report with confidence weights learnt from the other reports, so that a score does not flatter them.

usage: python3 train/event/folds.py reports.jsonl gold.jsonl wikinews.jsonl > records.jsonl

Run from the top folder after `make all train`. Four folds over the reports in their order. Standard error says how many
records the reports of unpolitical.txt give when they, too, are held out, and how many with the weights as shipped.
"""
import json
import os
import subprocess
import sys
import tempfile

FOLDS = 4


def lines(path):
    with open(path, encoding="utf8") as f:
        return [line for line in f if line.strip()]


def code(path, *options):
    command = ["build/bede", "code", *options, "--from", "jsonl", "--format", "jsonl", path]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    reports, gold, wikinews = map(lines, sys.argv[1:])
    ids = {line.strip() for line in lines("train/event/unpolitical.txt") if not line.startswith("#")}
    quiet = [line for line in wikinews if json.loads(line)["id"] in ids]
    held_out = 0
    with tempfile.TemporaryDirectory() as folder:
        def write(name, content):
            path = os.path.join(folder, name)
            with open(path, "w", encoding="utf8") as f:
                f.writelines(content)
            return path

        os.makedirs(f"{folder}/model/en")
        os.symlink(os.path.abspath("lexicon"), f"{folder}/lexicon")
        for name in os.listdir("model/en"):
            if name != "event.tsv":
                os.symlink(os.path.abspath(f"model/en/{name}"), f"{folder}/model/en/{name}")
        for fold in range(FOLDS):
            train = [line for i, line in enumerate(reports) if i % FOLDS != fold]
            known = {json.loads(line)["id"] for line in train}
            out = quiet[fold::FOLDS]
            with open(f"{folder}/model/en/event.tsv", "w", encoding="utf8") as weights:
                subprocess.run(["build/train/event", "--docs", write("docs", train),
                                "--gold", write("gold", [g for g in gold if json.loads(g)["doc"] in known]),
                                "--quiet", write("quiet", [line for line in wikinews if line not in out])],
                               stdout=weights, stderr=subprocess.DEVNULL, check=True)
            sys.stdout.write(code(write("test", reports[fold::FOLDS]), "--data", folder))
            held_out += code(write("out", out), "--data", folder).count("\n")
        shipped = code(write("all", quiet)).count("\n")
    print(f"{len(quiet)} unpolitical reports: {held_out} records held out, {shipped} as shipped", file=sys.stderr)


if __name__ == "__main__":
    main()
