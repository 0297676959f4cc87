package syntax

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/abbreviations.txt
var abbreviationText string

// abbreviation says where a word keeps its stop.
type abbreviation uint8

const (
	keepsInside      abbreviation = iota + 1 // wherever the sentence goes on: Mr., Gen.
	keepsBeforeDigit                         // No. 5
	keepsAnywhere                            // Inc., Sept.
)

// abbreviations is the embedded list by word, without the stop.
var abbreviations = sync.OnceValue(func() map[string]abbreviation {
	class := map[string]abbreviation{"title": keepsInside, "number": keepsBeforeDigit, "any": keepsAnywhere}
	list := make(map[string]abbreviation)
	for line := range strings.Lines(abbreviationText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		words := strings.Fields(line)
		for _, w := range words[1:] {
			list[w] = class[words[0]]
			list[strings.ToUpper(w)] = class[words[0]]
		}
	}
	return list
})
