// Package texts reads the dated wordings of law that go with the program.
package texts

import (
	"fmt"
	"sync"

	"etabli/app/domain/mention"
	"etabli/app/domain/rules"
	"etabli/assets"
)

// Shipped is the table that is built in, read once. A failure is a fault of the
// build and the same each time.
var Shipped = sync.OnceValues(func() (mention.Table, error) {
	var files []rules.File
	err := assets.Each(assets.Texts, "texts/*.json", func(name string, data []byte) {
		files = append(files, rules.File{Name: name, Data: data})
	})
	if err != nil {
		return mention.Table{}, fmt.Errorf("texts: %w", err)
	}
	return mention.Parse(files...)
})
