package table

import (
	_ "embed"
	"encoding/json"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"etabli/app/domain/fault"
)

//go:embed tables.json
var shipped []byte

// The faults of a table's first line.
const (
	NoRows    fault.Code = "table_empty"
	NoColumn  fault.Code = "table_column_missing" // args: names
	TwoMatch  fault.Code = "table_column_twice"   // args: name, other
	BadCell   fault.Code = "table_cell"           // args: value
	Twice     fault.Code = "table_twice"          // args: value, line; of the same thing another line says otherwise
	WrongSize fault.Code = "table_row_width"      // args: got, want
)

// Table says what the rows of one kind of table become.
type Table struct {
	Name    string `json:"name"`
	Command string `json:"command"`
	Once    string `json:"once"` // the field that tells a row from every other; the whole row when empty
	// Thing are the fields that together say what a row is about, where it is not Once: two
	// rows about one thing that say otherwise contradict each other. Empty where they add up.
	Thing   []string `json:"thing"`
	Columns []Column `json:"columns"`
}

// Column is where a column goes.
type Column struct {
	Names  []string `json:"names"` // in French, then in English where it is another, then what others write; each is understood, whatever its case and accents
	To     string   `json:"to"`    // field of the command, with dots
	As     string   `json:"as"`    // text when empty; cents, whole, amount (20 %, 40,00 € or a number), list, date, day for the milliseconds of its noon, moment for those of day and hour, seconds for a number of them or 0:12:30
	Needed bool     `json:"needed"`
	// Words are what people write for the codes of the field, in either language.
	Words map[string]string `json:"words"`
}

// All lists the tables that can be read.
func All() []Table {
	var out []Table
	if err := json.Unmarshal(shipped, &out); err != nil {
		panic(err) // what ships is read by a test
	}
	return out
}

// Named is a table by its name.
func Named(name string) (Table, bool) {
	all := All()
	i := slices.IndexFunc(all, func(t Table) bool { return t.Name == name })
	if i < 0 {
		return Table{}, false
	}
	return all[i], true
}

// Header is the first line of a table, in a language: fr or en.
func (t Table) Header(language string) []string {
	var out []string
	for _, c := range t.Columns {
		name := c.Names[0]
		if language == "en" && len(c.Names) > 1 {
			name = c.Names[1]
		}
		out = append(out, name)
	}
	return out
}

// match finds for each column of the file the one of the table. A column of the
// file that means nothing here is passed over, and one that is needed and not
// there is a fault.
func (t Table) match(header []string) ([]*Column, error) {
	out := make([]*Column, len(header))
	for i := range t.Columns {
		c := &t.Columns[i]
		for at, name := range header {
			if !c.is(name) {
				continue
			}
			if other := slices.Index(out, c); other >= 0 {
				return nil, fault.New(TwoMatch, "file", "name", name, "other", header[other])
			}
			out[at] = c
		}
		if c.Needed && !slices.Contains(out, c) {
			return nil, fault.New(NoColumn, "file", "names", strings.Join(c.Names, ", "))
		}
	}
	return out, nil
}

func (c *Column) is(name string) bool {
	return slices.ContainsFunc(c.Names, func(n string) bool { return plain(n) == plain(name) })
}

// plain is a name without case, accents, spaces and marks.
func plain(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFD.String(name))
}
