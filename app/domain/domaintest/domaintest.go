// Package domaintest holds what the tests of several rooms of the domain start
// from: a day, and the rules that go with the programs.
package domaintest

import (
	"testing"

	"etabli/app/domain/civil"
	"etabli/app/domain/rules"
	"etabli/assets"
)

// Day reads a day, such as 2026-11-21; an empty text is no day.
func Day(t testing.TB, text string) civil.Date {
	t.Helper()
	d, err := civil.Parse("day", text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Rules is the table that goes with the programs.
func Rules(t testing.TB) rules.Table {
	t.Helper()
	var files []rules.File
	err := assets.Each(assets.Rules, "rules/*.json", func(name string, data []byte) {
		files = append(files, rules.File{Name: name, Data: data})
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("no rules are shipped: %v", err)
	}
	table, err := rules.Parse(files...)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// France is the rules of France for what is bought, asked for and invoiced on a day.
func France(t testing.TB, on civil.Date) rules.Set {
	t.Helper()
	set, err := Rules(t).For("FR", rules.Dates{Contract: on, Request: on, Invoice: on})
	if err != nil {
		t.Fatal(err)
	}
	return set
}
