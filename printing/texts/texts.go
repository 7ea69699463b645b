// Package texts reads the dated wordings of law that go with the program.
package texts

import (
	"fmt"
	"io/fs"
	"path"
	"sync"

	"etabli/app/domain/mention"
	"etabli/app/domain/rules"
	"etabli/assets"
)

// Shipped is the table that is built in, read once. A failure is a fault of the
// build and the same each time.
var Shipped = sync.OnceValues(func() (mention.Table, error) {
	names, err := fs.Glob(assets.Texts, "texts/*.json")
	if err != nil {
		return mention.Table{}, fmt.Errorf("texts: listing: %w", err)
	}
	var files []rules.File
	for _, name := range names {
		data, err := fs.ReadFile(assets.Texts, name)
		if err != nil {
			return mention.Table{}, fmt.Errorf("texts: reading %s: %w", name, err)
		}
		files = append(files, rules.File{Name: path.Base(name), Data: data})
	}
	return mention.Parse(files...)
})
