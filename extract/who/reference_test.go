package who

import "testing"

// An office without a name is whoever held it on the article's day, unless the
// article says who holds it.
func TestOffices(t *testing.T) {
	st := load(t)
	for _, c := range []struct{ day, article string }{
		{"2003-05-13", "[The British prime minister|person:tony-blair] called [the US president|person:george-w-bush]."},
		{day, "[The British prime minister|person:rishi-sunak] called [the US president|person:joe-biden]."},
		{day, "[The NATO chief|person:jens-stoltenberg] called [the UN secretary-general|person:antonio-guterres] and [the Norwegian premier|person:jonas-gahr-store]."},
		{"2025-05-13", "[The NATO chief|person:mark-rutte] called [the Saudi crown prince|person:mohammed-bin-salman]."},
		// The article's own holder comes first, and one whom no dictionary knows too.
		{day, "Hakan Fidan met Antony Blinken. // [The Turkish minister|person:hakan-fidan] left."},
		{day, "Bulgarian Prime Minister Boyko Dimov met Rumen Radev. // [The prime minister|person:boyko-dimov] left."},
		{day, "Swedish envoy Marta Lindqvist arrived. // [The envoy|person:marta-lindqvist] left."},
		{day, "Volodymyr Zelensky called Emmanuel Macron. // [The French president|person:emmanuel-macron] agreed."},
		{day, "Claudia Sheinbaum phoned Gabriel Boric. // [The Chilean leader|person:gabriel-boric] agreed."},
		{day, "King Abdullah II met Abdel Fattah el-Sisi. // [The king|person:abdullah-ii-of-jordan] thanked Sisi."},
		{day, "Gen. Abdel Fattah al-Burhan met Antony Blinken. // [The general|person:abdel-fattah-al-burhan] was angry."},
		{day, "[The Israeli defence minister|person:yoav-gallant] called [his American counterpart|person:lloyd-austin]."},
		{day, "King Charles III received Emperor Naruhito. // [The emperor|person:naruhito] thanked the king."},
		{day, "William Ruto met Yoweri Museveni and Samia Suluhu Hassan. // [The three presidents|person:samia-suluhu-hassan+person:william-ruto+person:yoweri-museveni] dined."},
		// Who has left office is not meant by it.
		{day, "Former British prime minister Tony Blair met Rishi Sunak. // [The prime minister|person:rishi-sunak] thanked Blair."},
		// Nobody in the article holds it.
		{day, "Emmanuel Macron met Olaf Scholz. // [The archbishop|-] left."},
		{day, "Hakan Fidan arrived. // [The president|-] did not."},
	} {
		st.mustName(t, c.day, c.article)
	}
}

func TestCounterparts(t *testing.T) {
	load(t).mustName(t, day,
		"Sergei Lavrov spoke by phone with [his Turkish counterpart|person:hakan-fidan].",
		"Sergei Lavrov met [his Turkish counterpart, Hakan Fidan|person:hakan-fidan].",
		"Vladimir Putin and [his Belarusian counterpart Alexander Lukashenko|person:alexander-lukashenko] met.",
		"Spanish Prime Minister Pedro Sánchez called [Sanchez's Portuguese counterpart Luís Montenegro|person:luis-montenegro].",
		"David Cameron met Antony Blinken. // The foreign secretary thanked [his American counterpart|person:antony-blinken].",
		"Recep Tayyip Erdogan phoned Vladimir Putin. // Erdogan told [his Russian counterpart|person:vladimir-putin] that he agreed.",
		"Anna Kowalska, Poland's deputy foreign minister, met [her Czech counterpart, Petr Novotny|person:petr-novotny].",
	)
}

func TestPronouns(t *testing.T) {
	load(t).mustName(t, day,
		"Volodymyr Zelensky called Emmanuel Macron. // [He|person:volodymyr-zelensky] thanked [him|person:emmanuel-macron].",
		"Giorgia Meloni received Kyriakos Mitsotakis. // [She|person:giorgia-meloni] thanked [him|person:kyriakos-mitsotakis].",
		"Kyriakos Mitsotakis received Giorgia Meloni. // [She|person:giorgia-meloni] thanked [him|person:kyriakos-mitsotakis].",
		"Sergei Lavrov met Hakan Fidan. // Fidan said [he|person:hakan-fidan] agreed.",
		"Vladimir Putin called Xi Jinping. // Xi said that [he|person:xi-jinping] would come.",
		"The White House said that Biden would call. // [It|country:USA] gave no date.",
		"Emmanuel Macron and Olaf Scholz met. // [They|person:emmanuel-macron+person:olaf-scholz] agreed.",
		"[I|-] saw nobody.",
	)
}

// "The two leaders", "the pair" and "both sides" are those who were named side by
// side, as many of them as the words say, and of the kind that they say.
func TestGroups(t *testing.T) {
	load(t).mustName(t, day,
		"Emmanuel Macron and Olaf Scholz met. // [The two leaders|person:emmanuel-macron+person:olaf-scholz] dined.",
		"Giorgia Meloni received Kyriakos Mitsotakis. // [The pair|person:giorgia-meloni+person:kyriakos-mitsotakis] dined.",
		"Joko Widodo, Anthony Albanese and James Marape met. // [The trio|person:anthony-albanese+person:james-marape+person:joko-widodo] dined. // [The three leaders|person:anthony-albanese+person:james-marape+person:joko-widodo] left.",
		"Sergei Lavrov and Hakan Fidan met. // [The ministers|person:hakan-fidan+person:sergei-lavrov] dined.",
		"Narendra Modi met Sheikh Hasina. // [The two prime ministers|person:narendra-modi+person:sheikh-hasina] dined.",
		"Nigerian president Bola Tinubu hosted Ghanaian president Nana Akufo-Addo. // [Both presidents|person:bola-tinubu+person:nana-akufo-addo] spoke. // [The two men|person:bola-tinubu+person:nana-akufo-addo] dined.",
		"Russia and Ukraine resumed talks. // [Both sides|country:RUS+country:UKR] were cautious. // [The two countries|country:RUS+country:UKR] traded blame.",
		"Elena Markovic, head of the Serbian delegation, met Kosovo's Besnik Krasniqi. // [Both sides|person:besnik-krasniqi+person:elena-markovic] were content.",
		"[The presidents of Kenya and Uganda|country:KEN+country:UGA] met.",
		"[The Chinese and Japanese foreign ministers|country:CHN+country:JPN] met.",
		"[Peru's and Chile's foreign ministers|person:elmer-salas+person:rosa-ibarra], Elmer Salas and Rosa Ibarra, met.",
		// Two were named, three are meant: somebody is missing.
		"Emmanuel Macron and Olaf Scholz met. // [The three leaders|-] dined.",
		// Nobody was named.
		"[Both sides|-] were cautious.",
	)
}

// The caller tells who met; "they" are then those, whoever else was named.
func TestTogether(t *testing.T) {
	st := load(t)
	r := st.read(day, "Recep Tayyip Erdogan hosted Volodymyr Zelensky and Klaus Iohannis.", "The three leaders dined.", "They left.")
	// Resolve once more, as the caller does: one sentence, then what it tells of.
	r = Read(st.lex, tokensOf(r), day, "", nil)
	r.Resolve(0)
	var all []*Actor
	for _, p := range r.Sentences[0].Phrases {
		for _, a := range p.Actors {
			all = appendActor(all, a)
		}
	}
	if len(all) != 3 {
		t.Fatalf("%d actors, want 3", len(all))
	}
	r.Together(all)
	r.Resolve(1)
	r.Resolve(2)
	for i := 1; i <= 2; i++ {
		s := r.Sentences[i]
		if have, want := named(s, 0, s.Tokens[len(s.Tokens)-1].End), "person:klaus-iohannis+person:recep-tayyip-erdogan+person:volodymyr-zelensky"; have != want {
			t.Errorf("sentence %d names %s, want %s", i, have, want)
		}
	}
}
