// Package law reads the rule tables that go with the programs.
package law

import (
	"io/fs"
	"path"
	"sync"

	"etabli/app/domain/rules"
	"etabli/assets"
)

// Table is the shipped table; it is read once.
var Table = sync.OnceValues(read)

func read() (rules.Table, error) {
	names, err := fs.Glob(assets.Rules, "rules/*.json")
	if err != nil {
		return rules.Table{}, err
	}
	var files []rules.File
	for _, name := range names {
		data, err := fs.ReadFile(assets.Rules, name)
		if err != nil {
			return rules.Table{}, err
		}
		files = append(files, rules.File{Name: path.Base(name), Data: data})
	}
	return rules.Parse(files...)
}
