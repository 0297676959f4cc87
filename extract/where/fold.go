package where

import "unicode/utf8"

// letters gives the plain letters for Latin letters with marks. The standard
// library cannot decompose, and the few hundred letters that names of places
// are written with need no package for it.
var letters = func() map[rune]string {
	m := make(map[rune]string, 400)
	for _, g := range []struct{ plain, marked string }{
		{"a", "àáâãäåāăąǎǟǡǻȁȃȧạảấầẩẫậắằẳẵặəɑ"}, {"ae", "æǣǽ"}, {"b", "ḃḅḇƀ"}, {"c", "çćĉċčḉ"},
		{"d", "ďđðḋḍḏḑḓ"}, {"e", "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ"}, {"f", "ḟƒ"}, {"g", "ĝğġģǥǧǵḡ"},
		{"h", "ĥħȟḣḥḧḩḫẖ"}, {"i", "ìíîïĩīĭįıǐȉȋḭḯỉị"}, {"ij", "ĳ"}, {"j", "ĵǰ"}, {"k", "ķǩḱḳḵĸ"}, {"l", "ĺļľŀłḷḹḻḽ"},
		{"m", "ḿṁṃ"}, {"n", "ñńņňŋǹṅṇṉṋ"}, {"o", "òóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ"}, {"oe", "œ"}, {"p", "ṕṗ"},
		{"r", "ŕŗřȑȓṙṛṝṟ"}, {"s", "śŝşšșṡṣṥṧṩ"}, {"ss", "ß"}, {"t", "ţťŧțṫṭṯṱẗ"}, {"th", "þ"},
		{"u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"}, {"v", "ṽṿ"}, {"w", "ŵẁẃẅẇẉẘ"}, {"x", "ẋẍ"}, {"y", "ýÿŷȳẏẙỳỵỷỹ"},
		{"z", "źżžƶẑẓẕ"},
	} {
		for _, r := range g.marked {
			m[r] = g.plain
		}
	}
	for _, g := range []struct{ plain, marked string }{
		{"a", "ÀÁÂÃÄÅĀĂĄǍȦẠẢẤẦẨẪẬẮẰẲẴẶƏ"}, {"ae", "ÆǢǼ"}, {"b", "ḂḄḆ"}, {"c", "ÇĆĈĊČḈ"}, {"d", "ĎĐÐḊḌḎḐḒ"},
		{"e", "ÈÉÊËĒĔĖĘĚȨḔḖẸẺẼẾỀỂỄỆ"}, {"f", "Ḟ"}, {"g", "ĜĞĠĢǤǦǴḠ"}, {"h", "ĤĦȞḢḤḦḨḪ"}, {"i", "ÌÍÎÏĨĪĬĮİǏḬḮỈỊ"}, {"j", "Ĵ"},
		{"k", "ĶǨḰḲḴ"}, {"l", "ĹĻĽĿŁḶḸḺḼ"}, {"m", "ḾṀṂ"}, {"n", "ÑŃŅŇŊǸṄṆṈṊ"}, {"o", "ÒÓÔÕÖØŌŎŐƠǑǪǬǾṌṎṐṒỌỎỐỒỔỖỘỚỜỞỠỢ"}, {"oe", "Œ"},
		{"p", "ṔṖ"}, {"r", "ŔŖŘṘṚṜṞ"}, {"s", "ŚŜŞŠȘṠṢṤṦṨ"}, {"ss", "ẞ"}, {"t", "ŢŤŦȚṪṬṮṰ"}, {"th", "Þ"},
		{"u", "ÙÚÛÜŨŪŬŮŰŲƯǓǕǗǙǛṲṴṶṸṺỤỦỨỪỬỮỰ"}, {"v", "ṼṾ"}, {"w", "ŴẀẂẄẆẈ"}, {"x", "ẊẌ"}, {"y", "ÝŶŸȲẎỲỴỶỸ"}, {"z", "ŹŻŽƵẐẒẔ"},
	} {
		for _, r := range g.marked {
			m[r] = g.plain
		}
	}
	return m
}()

// fold appends to dst the key of a name: lower-case ASCII letters and digits,
// without marks, full stops and apostrophes, every other run of signs as one
// space. Names that differ only in what readers don't look at (Brasilia,
// Brasília; Sana'a, Sanaa; Port au Prince, Port-au-Prince) have one key.
// data/build.py does the same.
func fold(dst []byte, name string) []byte {
	begin := len(dst)
	for i := 0; i < len(name); {
		c := name[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '&':
				dst = append(dst, c)
			case 'A' <= c && c <= 'Z':
				dst = append(dst, c+'a'-'A')
			case c == '.' || c == '\'' || c == '`':
			default:
				if n := len(dst); n > begin && dst[n-1] != ' ' {
					dst = append(dst, ' ')
				}
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(name[i:])
		i += size
		if r >= 0x300 && r < 0x370 || isApostrophe(r) { // marks on the letter before
			continue
		}
		if s, ok := letters[r]; ok {
			dst = append(dst, s...)
		} else if n := len(dst); n > begin && dst[n-1] != ' ' {
			dst = append(dst, ' ')
		}
	}
	if n := len(dst); n > begin && dst[n-1] == ' ' {
		dst = dst[:n-1]
	}
	return dst
}

func isApostrophe(r rune) bool {
	switch r {
	case '\'', '’', '‘', 'ʻ', 'ʼ', '`', '´', 'ʹ':
		return true
	}
	return false
}
