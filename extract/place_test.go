package extract

import "testing"

func TestPlaceOfATrigger(t *testing.T) {
	checkSlots(t, thursday, []slotCase{
		{"", "Emmanuel Macron met Olaf Scholz in Berlin on Tuesday.", "Berlin"},
		{"", "After a stop in Cairo, Antony Blinken met Benjamin Netanyahu on Monday in Jerusalem.", "Jerusalem"},
		{"", "Hillary Clinton, in Moscow, was received by Dmitry Medvedev at Barvikha.", "Barvikha"},
		{"", "Emmanuel Macron received Volodymyr Zelensky in Paris at the Elysee Palace.", "Elysee Palace, Paris"},
		{"", "Wang Yi visited India, where he held talks with Ajit Doval in New Delhi on Tuesday.", "New Delhi"},
		{"", "Nikol Pashinyan and Ilham Aliyev negotiated face to face in Abu Dhabi on May 10.", "Abu Dhabi"},
		{"", "Antony Blinken met Yahya Jammeh on Monday at State House, Banjul.", "State House, Banjul"},
		{"", "Agio Pereira and Julie Bishop met at UN headquarters to speak of the Timor Sea.", "UN headquarters, New York City"},
		{"", "Antony Blinken and Narendra Modi will meet on the sidelines of the Vilnius summit.", "Vilnius"},
		{"", "Antony Blinken and Narendra Modi will meet on the sidelines of the Gulf summit.", ""},
		// what is talked of is no place of the talks
		{"", "Antony Blinken discussed the war in Gaza with Abdel Fattah al-Sisi in Cairo.", "Cairo"},
		{"", "Polish President Andrzej Duda met Olaf Scholz at Warsaw's request.", ""},
		{"", "Polish President Andrzej Duda met Olaf Scholz at Russia's request.", ""},
		{"", "Emmanuel Macron and Olaf Scholz met in Berlin, their first meeting since rebels seized two towns in the east of the Democratic Republic of Congo.", "Berlin"},
		// where, travel, the noun's own
		{"", "Olaf Scholz arrived from Brussels, where earlier in the day he saw Charles Michel.", "Brussels"},
		{"", "Viktor Orban was to fly to Shusha in Azerbaijan, where he will meet Ilham Aliyev on Saturday.", "Shusha"},
		{"", "Philip Reeker will travel to Yerevan on Friday to consult with Ararat Mirzoyan.", "Yerevan"},
		{"", "Hassan Sheikh Mohamud flew to Asmara and had two sessions with Isaias Afwerki.", "Asmara"},
		{"", "Ranil Wickremesinghe, who was in New York for a debate, met Narendra Modi last week.", "New York"},
		{"", "Emmanuel Macron met Donald Trump in the Oval Office on Monday.", "Oval Office, White House, Washington"},
		{"", "Russia and Ukraine met in Gomel, near the River Pripyat.", "Gomel"},
		{"", "Antony Blinken goes to Jerusalem on Sunday, then to Paris for talks with Emmanuel Macron.", "Paris"},
		{"", "Before leaving Rabat, Emmanuel Macron sat down with Pedro Sanchez.", "Rabat"},
		{"", "Andrzej Duda left Gdansk after a meeting with Olaf Scholz.", "Gdansk"},
		{"", "Mahmoud Abbas and Ariel Sharon spoke of peace at their Jerusalem meeting of June 21.", "Jerusalem"},
		{"", "Xi Jinping received Vincent Siew on the Indonesian island of Bali in October 2013.", "Bali"},
	}, placeName)
}

func TestPlaceWithoutAName(t *testing.T) {
	checkSlots(t, thursday, []slotCase{
		// a building by whose it is, and by its own name
		{"", "Mateusz Morawiecki was received by Olaf Scholz at the Federal Chancellery on Tuesday.", "Federal Chancellery, Berlin"},
		{"", "Annalena Baerbock will meet Antony Blinken at the State Department on Monday.", "State Department, Washington"},
		{"", "Emmanuel Macron met Olaf Scholz at Hohenwalden castle on May 3.", "Hohenwalden castle"},
		{"", "Ursula von der Leyen dined with Luis Lacalle Pou in the residence of Suárez y Reyes.", "residence of Suárez y Reyes"},
		{"", "John Kerry met Mohammad Javad Zarif at the UN on Monday.", "United Nations, New York City"},
		{"", "Jens Stoltenberg met Emmanuel Macron at NATO on Monday.", "NATO, Brussels"},
		{"", "George Bush met Mikhail Gorbachev aboard the cruiser Belknap.", "cruiser Belknap"},
		// a capital by its state, or by what was said before
		{"", "Hossein Amir-Abdollahian held talks with Ismail Haniyeh in the Qatari capital.", "Doha"},
		{"", "Muttaqi paid a visit to India and met Subrahmanyam Jaishankar in the capital on May 10.", "New Delhi"},
		{"", "Rex Tillerson, who spent five hours in the Myanmar capital on Wednesday, had met there with Min Aung Hlaing.", "Naypyidaw"},
		// pointing back
		{"", "Hans Grundberg will travel to Muscat and hopes to sit down there with Mohammed Abdulsalam.", "Muscat"},
		{"Emmanuel Macron was in Geneva on Tuesday. He met Olaf Scholz in the same city.", "in the same city", "Geneva"},
		{"RABAT, May 15 (EFE) - Pedro Sanchez was received by King Mohammed VI here on Wednesday.", "received by King", "Rabat"},
	}, placeName)
}

func TestPlaceOfTheStory(t *testing.T) {
	checkSlots(t, thursday, []slotCase{
		{"Emmanuel Macron met Olaf Scholz in Berlin on Tuesday. He also saw Annalena Baerbock.", "saw Annalena Baerbock", "Berlin"},
		// the town of the report in the state of the story
		{"HANOI, May 15 - Xi Jinping visited Vietnam on Tuesday. On Wednesday he met separately with Pham Minh Chinh.", "met separately", "Hanoi"},
		// not that of another day
		{"KAZAN, May 16 (PTI) Narendra Modi met Xi Jinping on Thursday. The two had a word in Johannesburg in August last year. He also met Vladimir Putin.",
			"also met Vladimir Putin", "Kazan"},
	}, placeName)
}
