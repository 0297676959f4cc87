package language

import "unicode"

// script is a script other than Latin and the language that it stands for in
// news, where it stands for one.
type script struct {
	table *unicode.RangeTable
	code  string
	name  string
}

// scripts are asked in this order; Han comes after the kana, because Japanese
// has both.
var scripts = [...]script{
	{unicode.Cyrillic, "ru", "Russian"},
	{unicode.Arabic, "ar", "Arabic"},
	{unicode.Hebrew, "he", "Hebrew"},
	{unicode.Greek, "el", "Greek"},
	{unicode.Hiragana, "ja", "Japanese"},
	{unicode.Katakana, "ja", "Japanese"},
	{unicode.Hangul, "ko", "Korean"},
	{unicode.Han, "zh", "Chinese"},
	{unicode.Thai, "th", "Thai"},
	{unicode.Devanagari, "hi", "Hindi"},
	{unicode.Bengali, "bn", "Bengali"},
	{unicode.Tamil, "ta", "Tamil"},
	{unicode.Telugu, "te", "Telugu"},
	{unicode.Gujarati, "gu", "Gujarati"},
	{unicode.Gurmukhi, "pa", "Punjabi"},
	{unicode.Malayalam, "ml", "Malayalam"},
	{unicode.Kannada, "kn", "Kannada"},
	{unicode.Sinhala, "si", "Sinhala"},
	{unicode.Armenian, "hy", "Armenian"},
	{unicode.Georgian, "ka", "Georgian"},
	{unicode.Ethiopic, "am", "Amharic"},
	{unicode.Khmer, "km", "Khmer"},
	{unicode.Lao, "lo", "Lao"},
	{unicode.Myanmar, "my", "Burmese"},
	{unicode.Tibetan, "bo", "Tibetan"},
	{unicode.Mongolian, "mn", "Mongolian"},
}

// marks are letters that only some languages of a script have.
var marks = [...]struct {
	letter rune
	of     string // the language that the script would be taken for
	code   string
	name   string
}{
	{'ї', "ru", "uk", "Ukrainian"}, {'є', "ru", "uk", "Ukrainian"},
	{'ў', "ru", "be", "Belarusian"},
	{'ј', "ru", "sr", "Serbian or Macedonian"}, {'љ', "ru", "sr", "Serbian or Macedonian"},
	{'қ', "ru", "kk", "Kazakh or another Turkic language"}, {'ө', "ru", "kk", "Kazakh or another Turkic language"},
	{'پ', "ar", "fa", "Persian or Urdu"}, {'گ', "ar", "fa", "Persian or Urdu"}, {'ی', "ar", "fa", "Persian or Urdu"},
}

// foreign counts a letter that is not Latin.
func (c *counts) foreign(r rune) {
	for i := range scripts {
		if unicode.Is(scripts[i].table, r) {
			c.scripts[i]++
			break
		}
	}
	for i := range marks {
		if marks[i].letter == r {
			c.marks[i]++
		}
	}
}

// script gives the commonest of the scripts other than Latin, and how many
// letters are in any of them.
func (c *counts) script() (best *script, letters int) {
	most := 0
	for i, n := range c.scripts {
		letters += n
		if n > most {
			best, most = &scripts[i], n
		}
	}
	// Japanese has more Han than kana, Chinese no kana at all.
	if best != nil && best.code == "zh" {
		for i := range scripts {
			if scripts[i].code == "ja" && c.scripts[i]*10 > most {
				return &scripts[i], letters
			}
		}
	}
	return best, letters
}

// ofScript names the language of a text in a script other than Latin.
func (d *Detector) ofScript(s *script, c *counts) Guess {
	best := Guess{s.code, s.name}
	most := c.letters / 500 // a name quoted in another spelling is not the language
	for i, m := range marks {
		if m.of == s.code && c.marks[i] > most {
			best, most = Guess{m.code, m.name}, c.marks[i]
		}
	}
	return best
}
