package article

import (
	"context"
	"iter"
)

// Draft is an article that somebody else has found, such as an entry of a feed,
// and that is yet to be made and judged.
type Draft struct {
	// Path and File are those of its Item.
	Path, File string
	// Size is how many bytes are held for it.
	Size int
	// Make makes the article. It may be called on another goroutine.
	Make func() (*Article, error)
}

// ReadDrafts judges articles as Read does, and gives their items in order.
func ReadDrafts(ctx context.Context, drafts iter.Seq[Draft], opts Options) iter.Seq[Item] {
	return sequence(ctx, opts, func(in *intake) {
		for d := range drafts {
			if !in.send(printable(d.Path), d.File, d.Size, d.Make) {
				return
			}
		}
	})
}
