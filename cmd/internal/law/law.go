// Package law reads the rule tables that go with the programs.
package law

import (
	"sync"

	"etabli/app/domain/rules"
	"etabli/assets"
)

// Table is the shipped table; it is read once.
var Table = sync.OnceValues(read)

func read() (rules.Table, error) {
	var files []rules.File
	err := assets.Each(assets.Rules, "rules/*.json", func(name string, data []byte) {
		files = append(files, rules.File{Name: name, Data: data})
	})
	if err != nil {
		return rules.Table{}, err
	}
	return rules.Parse(files...)
}
