package language

import (
	"slices"
	"strings"
	"testing"
)

// examples is a paragraph of news in each language.
var examples = []struct{ code, text string }{
	{"en", "The foreign minister of Norway met her Swedish colleague in Oslo on Monday. They discussed the situation in the Baltic Sea and agreed that their ministries would meet again in June, a spokesman said."},
	{"en", "Zelenskyy, Macron, Scholz, Tusk and Starmer spoke with Trump by phone on Saturday, Kyiv said. Sybiha, Barrot, Wadephul, Sikorski and Lammy were present, as were Yermak, Umerov and Kellogg, and it was agreed to meet in Istanbul."},
	{"en", "PRESS RELEASE / COMUNICADO DE PRENSA: The President of Chile received the Foreign Minister of Peru on Tuesday. El Presidente de Chile recibió al Ministro de Relaciones Exteriores del Perú el martes."},
	{"de", "Die Außenministerin von Norwegen hat sich am Montag in Oslo mit ihrem schwedischen Kollegen getroffen. Sie sprachen über die Lage in der Ostsee und vereinbarten, dass sich die Ministerien im Juni wieder treffen werden."},
	{"fr", "La ministre norvégienne des Affaires étrangères a rencontré lundi à Oslo son homologue suédois. Ils ont évoqué la situation en mer Baltique et sont convenus que leurs ministères se réuniraient de nouveau en juin."},
	{"es", "La ministra de Asuntos Exteriores de Noruega se reunió el lunes en Oslo con su homólogo sueco. Ambos hablaron sobre la situación en el mar Báltico y acordaron que sus ministerios volverán a reunirse en junio."},
	{"it", "La ministra degli Esteri norvegese ha incontrato lunedì a Oslo il suo omologo svedese. I due hanno parlato della situazione nel Mar Baltico e hanno deciso che i ministeri si riuniranno di nuovo a giugno."},
	{"pt", "A ministra dos Negócios Estrangeiros da Noruega reuniu-se na segunda-feira em Oslo com o seu homólogo sueco. Os dois falaram sobre a situação no mar Báltico e decidiram que os ministérios se vão reunir de novo em junho."},
	{"nl", "De Noorse minister van Buitenlandse Zaken heeft maandag in Oslo haar Zweedse collega ontmoet. Zij spraken over de situatie in de Oostzee en kwamen overeen dat hun ministeries in juni weer bijeenkomen."},
	{"sv", "Norges utrikesminister träffade på måndagen sin svenska kollega i Oslo. De talade om läget i Östersjön och kom överens om att departementen ska mötas igen i juni, säger en talesperson för ministern."},
	{"da", "Norges udenrigsminister mødte mandag sin svenske kollega i Oslo. De talte om situationen i Østersøen og blev enige om, at ministerierne skal mødes igen i juni, siger en talsmand efter mødet."},
	{"fi", "Norjan ulkoministeri tapasi maanantaina ruotsalaisen kollegansa Oslossa. He keskustelivat Itämeren tilanteesta ja sopivat, että ministeriöt tapaavat uudelleen kesäkuussa, joka on myös EU:n kokouksen aika, kun johtajat ovat paikalla."},
	{"pl", "Minister spraw zagranicznych Norwegii spotkała się w poniedziałek w Oslo ze swoim szwedzkim odpowiednikiem. Rozmawiali o sytuacji na Morzu Bałtyckim i uzgodnili, że ich ministerstwa spotkają się ponownie w czerwcu, ale nie podali, gdzie to jest."},
	{"cs", "Norská ministryně zahraničí se v pondělí v Oslu setkala se svým švédským protějškem. Hovořili o situaci v Baltském moři a dohodli se, že se ministerstva sejdou znovu v červnu, jak také uvedl mluvčí, který byl na jednání."},
	{"hu", "A norvég külügyminiszter hétfőn Oslóban találkozott svéd kollégájával. Megbeszélték a balti-tengeri helyzetet, és megállapodtak abban, hogy a két minisztérium júniusban is tárgyal, de azt nem mondták meg, hogy hol."},
	{"ro", "Ministrul norvegian de externe s-a întâlnit luni la Oslo cu omologul său suedez. Cei doi au discutat despre situația din Marea Baltică și au convenit că ministerele se vor întâlni din nou în iunie, pentru a continua."},
	{"tr", "Norveç Dışişleri Bakanı pazartesi günü Oslo'da İsveçli mevkidaşı ile bir araya geldi. İki bakan Baltık Denizi'ndeki durumu ele aldı ve bu konuda haziran ayında daha geniş bir toplantı için anlaştı, ancak yer de belli değil."},
	{"id", "Menteri Luar Negeri Norwegia bertemu dengan rekannya dari Swedia di Oslo pada hari Senin. Mereka membahas situasi di Laut Baltik dan sepakat bahwa kedua kementerian akan bertemu lagi pada bulan Juni untuk pembicaraan itu."},
	{"hr", "Norveška ministrica vanjskih poslova sastala se u ponedjeljak u Oslu sa svojim švedskim kolegom. Razgovarali su o stanju na Baltičkom moru i dogovorili da će se ministarstva ponovno sastati u lipnju, ali nije poznato što je na dnevnom redu."},
	{"sq", "Ministrja e Jashtme e Norvegjisë u takua të hënën në Oslo me homologun e saj suedez. Ata biseduan për gjendjen në Detin Baltik dhe u pajtuan që ministritë të takohen përsëri në qershor, por nuk dhanë datë."},
	{"sw", "Waziri wa mambo ya nje wa Norway alikutana na mwenzake wa Sweden mjini Oslo siku ya Jumatatu. Walizungumza kuhusu hali katika Bahari ya Baltiki na kukubaliana kuwa wizara zao zitakutana tena mwezi wa Juni kwa mazungumzo."},
	{"vi", "Bộ trưởng Ngoại giao Na Uy đã gặp người đồng cấp Thụy Điển tại Oslo vào thứ Hai. Hai bên trao đổi về tình hình ở biển Baltic và nhất trí rằng các bộ của hai nước sẽ gặp lại trong tháng Sáu."},
	{"ru", "Министр иностранных дел Норвегии встретилась в понедельник в Осло со своим шведским коллегой. Они обсудили положение в Балтийском море и договорились встретиться снова в июне."},
	{"uk", "Міністр закордонних справ Норвегії зустрілася в понеділок в Осло зі своїм шведським колегою. Вони обговорили становище в Балтійському морі й домовилися, що їхні міністерства зустрінуться знову."},
	{"el", "Η υπουργός Εξωτερικών της Νορβηγίας συναντήθηκε τη Δευτέρα στο Όσλο με τον Σουηδό ομόλογό της και συζήτησαν την κατάσταση στη Βαλτική Θάλασσα."},
	{"ar", "التقت وزيرة الخارجية النرويجية يوم الاثنين في أوسلو نظيرها السويدي وبحثا الوضع في بحر البلطيق واتفقا على اجتماع آخر في شهر يونيو المقبل."},
	{"fa", "وزیر امور خارجه نروژ روز دوشنبه در اسلو با همتای سوئدی خود دیدار کرد و درباره وضعیت دریای بالتیک گفتگو کردند و قرار شد که دیدار دیگری انجام گیرد."},
	{"he", "שרת החוץ של נורווגיה נפגשה ביום שני באוסלו עם עמיתה השוודי. השניים דנו במצב בים הבלטי וסיכמו שהמשרדים ייפגשו שוב בחודש יוני הקרוב."},
	{"zh", "挪威外交大臣星期一在奥斯陆会见瑞典外交大臣，双方就波罗的海局势交换意见，并商定两国外交部六月再次举行会谈，继续就双边关系和国际形势保持密切沟通，双方还就欧洲安全问题深入交换看法，同意加强在多边机构的合作。"},
	{"ja", "ノルウェーの外務大臣は月曜日、オスロでスウェーデンの外務大臣と会談し、バルト海の情勢について意見を交わした。両国の外務省は六月に再び協議を行うことで一致したと、報道官が記者団に明らかにした。両大臣は安全保障についても話し合った。"},
	{"ko", "노르웨이 외교장관은 월요일 오슬로에서 스웨덴 외교장관과 회담을 하고 발트해 정세에 대해 의견을 나누었다. 양국 외교부는 유월에 다시 만나기로 합의했다고 대변인이 밝혔다. 두 장관은 안보 문제도 함께 논의했다."},
	{"", "Trump, Putin, Zelensky, Macron, Merz, Starmer, Tusk, Rubio, Lavrov, Sybiha"}, // a list of names
	{"", "Putin and Trump speak by phone"},                                             // a headline
	{"", "Oslo 12 4 7 Berlin 3 5 8 Paris 44 2 1 Rome 9 9 1 Madrid 2 3 4 Lisbon 6 6 7 Vienna 1 1 3 Prague 4 4 4 Warsaw 5 5 1 Kyiv 7 2 3 Riga 4 Vilnius 5 Tallinn 6 Helsinki 7 Stockholm 8 Copenhagen 9"}, // a table
	{"", "Turkish Foreign Minister Hakan Fidan met Sergei Lavrov in Ankara on Tuesday. The two ministers met again in Moscow on Wednesday."},                                                            // "in" and "met" are Dutch too
	{"", ""},
}

func TestDetect(t *testing.T) {
	d := newDetector(t)
	for _, e := range examples {
		if got := d.Detect(e.text); got.Code != e.code {
			t.Errorf("Detect(%.60q) = %+v, want %q", e.text, got, e.code)
		}
	}
}

// A line in English over a text in another language, and the other way about,
// does not hide what the text is in.
func TestDetectLooksIntoTheMiddle(t *testing.T) {
	d := newDetector(t)
	english, german := examples[0].text+"\n", examples[3].text+"\n"
	if got := d.Detect(english + strings.Repeat(german, 200)); got.Code != "de" {
		t.Errorf("German under a paragraph in English is %+v", got)
	}
	if got := d.Detect(german + strings.Repeat(english, 200)); got.Code != "en" {
		t.Errorf("English under a paragraph in German is %+v", got)
	}
}

// The sample begins and ends in the middle of characters.
func TestDetectCutsCharacters(t *testing.T) {
	d := newDetector(t)
	long := strings.Repeat("Стороны договорились. ", 2000)
	for i := range 5 {
		if got := d.Detect(strings.Repeat(" ", i) + long); got.Code != "ru" {
			t.Errorf("moved by %d: %+v", i, got)
		}
	}
}

// What English words another language shares would make its articles English.
func TestTable(t *testing.T) {
	d := newDetector(t)
	if len(d.codes) < 39 || !slices.IsSorted(d.codes) {
		t.Errorf("%d rows, sorted: %v", len(d.codes), slices.IsSorted(d.codes))
	}
	shared := map[string]int{}
	for w, in := range d.words {
		if w != strings.ToLower(w) || strings.TrimSpace(w) == "" || len(w) > 32 {
			t.Errorf("%q is not a word in lower case", w)
		}
		if in&d.en == 0 {
			continue
		}
		for i, code := range d.codes {
			if in>>i&1 == 1 && code != English {
				shared[code]++
			}
		}
	}
	for code, n := range shared {
		if n > 6 {
			t.Errorf("%s shares %d of the words of English", code, n)
		}
	}
}

func newDetector(t testing.TB) *Detector {
	t.Helper()
	d, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func FuzzDetect(f *testing.F) {
	for _, e := range examples {
		f.Add(e.text)
	}
	d := newDetector(f)
	f.Fuzz(func(t *testing.T, text string) {
		first := d.Detect(text)
		if again := d.Detect(text); again != first {
			t.Errorf("%+v, then %+v", first, again)
		}
		if (first.Code == "") != (first.Name == "") {
			t.Errorf("%+v", first)
		}
	})
}

func BenchmarkDetect(b *testing.B) {
	d := newDetector(b)
	text := strings.Repeat(examples[0].text+"\n", 20)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		d.Detect(text)
	}
}
