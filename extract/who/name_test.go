package who

import "testing"

const day = "2024-05-13"

// People with titles, nationalities and appositions are who their names say, in
// the dictionary or not.
func TestNames(t *testing.T) {
	load(t).mustName(t, day,
		// Offices and nationalities before the name.
		"[Turkish Foreign Minister Hakan Fidan|person:hakan-fidan] met [U.S. Secretary of State Antony Blinken|person:antony-blinken].",
		"[President of Ukraine Volodymyr Zelensky|person:volodymyr-zelensky] called [Dutch Prime Minister Mark Rutte|person:mark-rutte].",
		"[Former president Bill Clinton|person:bill-clinton] met [Xi Jinping|person:xi-jinping].",
		"[EU foreign policy chief Josep Borrell|person:josep-borrell] called [Kremlin spokesman Dmitry Peskov|person:dmitry-peskov].",
		"[Foreign ministry spokeswoman Maria Zakharova|person:maria-zakharova] said so.",
		"[North Korean leader Kim Jong Un|person:kim-jong-un] met [Pope Francis|person:pope-francis].",
		// Ranks, courtesy, particles.
		"[Gen. Abdel Fattah al-Burhan|person:abdel-fattah-al-burhan] met [Mohamed Hamdan Dagalo|person:mohamed-hamdan-dagalo].",
		"[Prince Faisal bin Farhan|person:faisal-bin-farhan] met [Sheikh Tamim bin Hamad Al Thani|person:tamim-bin-hamad].",
		"[Antony J. Blinken|person:antony-blinken] met [Ursula von der Leyen|person:ursula-von-der-leyen].",
		// A genitive before the name, an office behind it.
		"[Vietnam's To Lam|person:to-lam] called [Laos's Thongloun Sisoulith|person:thongloun-sisoulith].",
		"[Joe Biden's national security adviser, Jake Sullivan|person:jake-sullivan], met [Wang Yi|person:wang-yi].",
		"[Jean-Yves Le Drian, the French foreign minister|person:jean-yves-le-drian], met [Ann Linde|person:ann-linde].",
		"[Qatar's emir, Sheikh Tamim bin Hamad Al Thani|person:tamim-bin-hamad], called.",
		// Spellings.
		"[Recep Tayyip Erdoğan|person:recep-tayyip-erdogan] met [Abdel Fattah el-Sisi|person:abdel-fattah-al-sisi] and [Gideon Sa’ar|person:gideon-saar].",
		"[Volodymyr Zelenskyy|person:volodymyr-zelensky] met [Kishida Fumio|person:fumio-kishida].",
		"[Olaf Scholz|person:olaf-scholz] and [his Polish counterpart Donald Tusk|person:donald-tusk] met. // [The two heads of government|person:donald-tusk+person:olaf-scholz] dined.",
		"[The European Commission president, Ursula von der Leyen|person:ursula-von-der-leyen], met [Emperor Naruhito|person:naruhito].",
		"[Ukraine's ambassador to Germany, Oleksii Makeiev|person:oleksii-makeiev], met [Boris Pistorius|person:boris-pistorius].",
		"[Acting foreign minister Ali Bagheri Kani|person:ali-bagheri-kani] met [then-president Barack Obama|person:barack-obama].",
		// In no dictionary.
		"[Ambassador Marta Lindqvist of Sweden|person:marta-lindqvist] met [Foreign Minister Tomas Herrera of Uruguay|person:tomas-herrera].",
		"[Dr. Elena Markovic, head of the Serbian delegation|person:elena-markovic], met [Kosovo's Besnik Krasniqi|person:besnik-krasniqi].",
	)
}

// A surname is the person of the article whose it is, else the one of the
// dictionary whom news calls so.
func TestSurnames(t *testing.T) {
	load(t).mustName(t, day,
		"[Lavrov|person:sergei-lavrov] called [Secretary Blinken|person:antony-blinken].",
		"Turkish Foreign Minister Hakan Fidan met Antony Blinken. // [Fidan|person:hakan-fidan] thanked [Mr. Blinken|person:antony-blinken].",
		"Swedish envoy Marta Lindqvist arrived. // [Lindqvist|person:marta-lindqvist] spoke. // [Ms Lindqvist|person:marta-lindqvist] left.",
		"Gen. Abdel Fattah al-Burhan arrived. // [Burhan|person:abdel-fattah-al-burhan] spoke.",
		"Recep Tayyip Erdogan called. // [Erdoğan|person:recep-tayyip-erdogan] was glad.",
		// Family names first, and of two in one article.
		"North Korean leader Kim Jong Un met Xi Jinping. // [Kim|person:kim-jong-un] thanked [Xi|person:xi-jinping].",
		"South Korean President Lee Jae-myung called Lee Hsien Loong. // [President Lee|person:lee-jae-myung] praised him.",
		"Ethiopia's prime minister, Abiy Ahmed, arrived. // [Abiy|person:abiy-ahmed] spoke.",
		// The one of the article outranks the one of the dictionary.
		"Envoy Petra Lavrov of Bulgaria arrived. // [Lavrov|person:petra-lavrov] spoke.",
	)
}

// States by their names, their people, capitals and the buildings that stand for
// governments; organisations; bodies of states.
func TestStatesAndBodies(t *testing.T) {
	load(t).mustName(t, day,
		"[Russia|country:RUS] said [Ukraine|country:UKR] was ready.",
		"[Moscow|country:RUS] and [Kyiv|country:UKR] agreed. // [Canberra|country:AUS] and [Wellington|country:NZL] did not.",
		"[The Kremlin|country:RUS] and [the White House|country:USA] were silent.",
		"[The Élysée|country:FRA] answered [Number 10|country:GBR]. // [Downing Street|country:GBR] agreed.",
		"He praised [the Egyptians|country:EGY] and [the Dutch|country:NLD].",
		"[North and South Korea|country:PRK+country:KOR] agreed. // [Pyongyang|country:PRK] was content.",
		// Names that resemble each other.
		"[Austria|country:AUT] and [Australia|country:AUS] agreed.",
		"[Niger|country:NER] and [Nigeria|country:NGA] agreed. // [Niamey|country:NER] was content.",
		"[Georgian Prime Minister Irakli Kobakhidze|person:irakli-kobakhidze] met [Georgia's governor Brian Kemp|person:brian-kemp].",
		"[Hamas|org:hamas] and [Israel|country:ISR] agreed. // [The movement|org:hamas] welcomed the deal.",
		"[The Taliban|org:taliban] agreed. // [The group|org:taliban] said so.",
		"[The Turkish foreign ministry|org:tur-foreign-ministry] said [it|org:tur-foreign-ministry] agreed.",
		"[The Xi-Biden|person:joe-biden+person:xi-jinping] summit ended. // [US-Iran|country:IRN+country:USA] talks resumed.",
		"[A senior Iranian official|country:IRN] said so.",
		// Who speaks for a body, or stands for one, without a name.
		"[A spokesperson for the Iranian foreign ministry|org:irn-foreign-ministry] said so.",
		"[Emmanuel Macron's office|org:fra-presidency] confirmed it. // [His spokesman|person:emmanuel-macron] said so.",
		"[The British ambassador to Kenya|country:GBR] met William Ruto.",
		"[A Hamas delegation|org:hamas] left. // [Russian and Ukrainian negotiators|country:RUS+country:UKR] met.",
		"[Foreign ministers of the Arab League|org:arab-league] met. // [G7 leaders|org:g7] did not.",
		"[The governments of Armenia and Azerbaijan|country:ARM+country:AZE] agreed. // [Mr Sunak's government|country:GBR] did not.",
		"[The Houthis|org:houthis] said [they|org:houthis] agreed. // [The rebels|org:houthis] gave no details.",
		"[European leaders|-] met.",
		// What is named is no actor.
		"The [Russian|-] winter was [cold|-].",
	)
}
