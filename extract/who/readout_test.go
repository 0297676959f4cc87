package who

import "testing"

// Readouts call people by honorifics and by an office with a capital, and mean
// those whose own text it is.
func TestReadouts(t *testing.T) {
	load(t).mustName(t, day,
		"President Joseph R. Biden, Jr. spoke today with President William Ruto of Kenya. // [The President|person:joe-biden] thanked President Ruto. // He also called Prime Minister Fumio Kishida. // [The President|person:joe-biden] was pleased.",
		"Secretary of State Antony Blinken met Prime Minister Nikol Pashinyan. // Press Secretary Karine Jean-Pierre spoke later. // [The Secretary|person:antony-blinken] left for Riyadh.",
		"His Highness Prince Faisal bin Farhan met Hakan Fidan. // Later [His Highness|person:faisal-bin-farhan] received Ayman Safadi.",
		"HH Sheikh Tamim bin Hamad Al Thani called King Abdullah II. // [HH the Amir|person:tamim-bin-hamad] thanked him.",
		"[HE President Emmanuel Macron|person:emmanuel-macron] met [H.E. Mr. Ishaq Dar|person:ishaq-dar].",
		"[External Affairs Minister Dr. S. Jaishankar|person:subrahmanyam-jaishankar] met [Mr. Bjarni Helgason|person:bjarni-helgason].",
		// Two people, of whom one has no name.
		"Rishi Sunak met Ursula von der Leyen. // The Prime Minister and [President von der Leyen|person:ursula-von-der-leyen] spoke to the press.",
		// Offices bound to one state, and nicknames of several.
		"Simon Harris met Rishi Sunak. // [The Taoiseach|person:simon-harris] left for Dublin.",
		"Prince Faisal bin Farhan met Ayman Safadi in Riyadh. // [The Kingdom|country:SAU] welcomed the Saudi proposal.",
		// An agency's president is not the state's.
		"[The Russian President|person:vladimir-putin] called Xi Jinping.",
	)
}

// Words that look like names and are none, and names that look like other words.
func TestNamesOfWords(t *testing.T) {
	st := load(t)
	st.mustName(t, "2018-03-08",
		"Australian Foreign Minister Julie Bishop arrived. // [Ms Bishop|person:julie-bishop] met the press.",
		"Chinese Vice Premier He Lifeng arrived. // He said that the list which [He|person:he-lifeng] and Liu He wrote was long.")
	st.mustName(t, day,
		"The visit lasts from 31 [May|-] to 3 June.",
		"Moon Jae-in was absent. // [In|-] Tokyo, Fumio Kishida spoke.",
		"John F. Kerry landed. // His car left [Kerry|-] airport late.",
		"[Crown Prince Meshaal Al-Rashed Al-Fahim|person:meshaal-al-rashed-al-fahim] arrived.",
		"[The Kremlin spokesman, Mr. Peskov|person:dmitry-peskov], agreed.",
		"[The South African government|country:ZAF] met [the ANC|org:anc].",
		"[Nato|org:nato] welcomed it.",
	)
}

// Delegations stand for those who sent them, not for the place where they are.
func TestDelegations(t *testing.T) {
	load(t).mustName(t, day,
		"[A Hamas delegation|org:hamas] left Qatar.",
		"[The delegation of ECOWAS|org:ecowas] flew to Bamako.",
		"[An Egyptian security delegation|country:EGY] arrived. // [The delegation|country:EGY] crossed into Israel.",
		"[A delegation|-] was in Caracas.",
		"[Turkish, Georgian military delegations|country:TUR+country:GEO] met.",
		"[The Malian and Nigerien presidents|country:MLI+country:NER] met [the political parties|-].",
	)
}

// Offices, colleagues and lists that stand beside the names of those who hold them.
func TestBeside(t *testing.T) {
	load(t).mustName(t, day,
		"[The chair of the boundary panel|person:ingrid-solheim], Norway's Ingrid Solheim, spoke.",
		"[The heads of the committees of the two countries|person:anna-kowalska+person:petr-novotny], Anna Kowalska and Petr Novotny, met.",
		"Sergei Lavrov called [his Turkish colleague|person:hakan-fidan].",
		"Sergei Lavrov called [his colleague from Ankara|person:hakan-fidan].",
		"Hakan Fidan received [his Omani counterpart, Salim Al Harthi|person:salim-al-harthi].",
		"Emmanuel Macron met Keir Starmer. // [The leaders of France, Fiji and Chad|country:FRA+country:FJI+country:TCD] will meet.",
		"[The West African bloc ECOWAS|org:ecowas] agreed.",
		// Ministers whom the article names, not their prime minister.
		"Prime Minister Nikol Pashinyan met Antony Blinken. // Foreign Ministers Ararat Mirzoyan and Jeyhun Bayramov met Blinken. // [The two ministers|person:ararat-mirzoyan+person:jeyhun-bayramov] left.",
	)
}

// A pronoun goes on with the subject of the clause above it or of the sentence
// before.
func TestSubjects(t *testing.T) {
	load(t).mustName(t, day,
		"The Turkish foreign minister, Hakan Fidan, met Sergei Lavrov. // [He|person:hakan-fidan] left at noon.",
		"Olaf Scholz called Emmanuel Macron. // Macron and Xi Jinping agreed. // Naftali Bennett told Macron of the talk that [he|person:naftali-bennett] had had.",
		"Emmanuel Macron telephoned Ilham Aliyev, [his office|org:fra-presidency] said.",
		"Hakan Fidan called Sergei Lavrov before [the latter's|person:sergei-lavrov] visit to Baku.",
	)
}
