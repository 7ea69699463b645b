package main

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"etabli/app/service/ords"
	"etabli/app/views"
	"etabli/app/views/search"
	"etabli/cmd/internal/device"
)

// question is a sort of search: what its texts must find, and the texts.
type question struct {
	name  string
	finds int
	texts []string
}

const (
	anything = iota
	something
	nothing
)

// differentTexts is how many texts a sort of search takes in turn.
const differentTexts = 40

// questions takes the texts from what the shop holds.
func (b *bench) questions(ctx context.Context, d *device.Device) ([]question, error) {
	v, err := b.vocabulary()
	if err != nil {
		return nil, err
	}
	if err := someIntakes(ctx, d); err != nil {
		return nil, err
	}
	numbers, err := someNumbers(ctx, d)
	if err != nil {
		return nil, err
	}
	frequent := func(n int) string { return v.frequent[n] }
	return []question{
		{"one letter", something, texts(func(n int) string { return frequent(n)[:1] })},
		{"two or three letters", something, texts(func(n int) string { return frequent(n)[:2+n%2] })},
		{"a frequent word", something, texts(frequent)},
		{"a rare word", something, v.rare},
		{"two frequent words of one row, the last unfinished", anything, v.pairs},
		{"two frequent makes, seldom on one file", anything, texts(func(n int) string { return v.makes[n%len(v.makes)] + " " + v.makes[(n*7+3)%len(v.makes)] })},
		{"a frequent word and one letter", anything, texts(func(n int) string { return frequent(n) + " " + frequent(n * 13 % differentTexts)[:1] })},
		{"a number", something, numbers},
		{"a serial number", something, texts(serial)},
		{"a telephone number", something, texts(phone)},
		{"a person's name", something, texts(personName)},
		{"a word that is nowhere", nothing, texts(func(n int) string { return fmt.Sprintf("qzx%d", n) })},
		{"a frequent word and one that is nowhere", nothing, texts(func(n int) string { return frequent(n) + " qzx" })},
	}, nil
}

func texts(one func(n int) string) []string {
	out := make([]string, differentTexts)
	for n := range out {
		out[n] = one(n)
	}
	return out
}

// someIntakes makes sure that there are people and serial numbers to look for.
func someIntakes(ctx context.Context, d *device.Device) error {
	for n := range differentTexts {
		hits, err := d.App.Search(ctx, serial(n), 1)
		if err != nil {
			return err
		}
		if len(hits) > 0 {
			continue
		}
		call, err := d.App.NewCall([16]byte{})
		if err != nil {
			return err
		}
		if _, err := d.App.Receive(ctx, call, intake(n)); err != nil {
			return err
		}
	}
	return nil
}

// someNumbers are those of repairs from all over the list.
func someNumbers(ctx context.Context, d *device.Device) ([]string, error) {
	ids, err := d.App.ListIDs(ctx, views.Filter{Scope: views.All})
	if err != nil {
		return nil, err
	}
	dice := rand.New(rand.NewPCG(5, 6))
	var numbers []string
	for range differentTexts {
		at := dice.IntN(len(ids))
		rows, err := d.App.Rows(ctx, ids[at:at+1])
		if err != nil {
			return nil, err
		}
		numbers = append(numbers, rows[0].Number)
	}
	return numbers, nil
}

// vocabulary is what the imported repairs say.
type vocabulary struct {
	frequent, rare, pairs, makes []string
}

// toldWords bounds the words of a repair that are looked for: of a long story
// not all are kept.
const toldWords = 20

func (b *bench) vocabulary() (vocabulary, error) {
	rows, err := b.realRows()
	if err != nil {
		return vocabulary{}, err
	}
	rows = rows[:min(len(rows), b.sizes.Repairs)]
	counts, makes := map[string]int{}, map[string]int{}
	for i := range rows {
		for _, word := range told(&rows[i]) {
			counts[word]++
		}
		for _, word := range search.Words(rows[i][ords.Brand]) {
			if len(word) > 2 {
				makes[word]++
			}
		}
	}
	words := byFrequency(counts)
	v := vocabulary{frequent: words[:differentTexts], makes: byFrequency(makes)[:differentTexts/2]}
	v.rare = words[len(words)-differentTexts:]
	for i := 0; len(v.pairs) < differentTexts && i < len(rows); i++ {
		if pair, ok := pairOf(&rows[i], counts, counts[words[10*differentTexts]]); ok {
			v.pairs = append(v.pairs, pair)
		}
	}
	return v, nil
}

// told are the words by which an imported repair is found first.
func told(row *ords.Columns) []string {
	words := search.Words(row.Meaning().Label, row[ords.Brand], row[ords.ProductCategory], row[ords.Problem])
	words = slices.DeleteFunc(words, func(w string) bool { return len(w) < 4 || strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") != "" })
	return words[:min(len(words), toldWords)]
}

func byFrequency(counts map[string]int) []string {
	return slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(counts[b]-counts[a], strings.Compare(a, b))
	})
}

// pairOf is the first and the last word of a repair, when both are frequent.
func pairOf(row *ords.Columns, counts map[string]int, least int) (string, bool) {
	words := told(row)
	if len(words) < 2 || words[0] == words[len(words)-1] {
		return "", false
	}
	first, last := words[0], words[len(words)-1]
	if counts[first] < least || counts[last] < least {
		return "", false
	}
	return first + " " + last[:len(last)/2+1], true
}
