package table

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// Input is a row as the input of its command.
type Input struct {
	JSON []byte
	// Key tells the row from every other of its table: one key is one command.
	Key string
}

// Input makes the input of a row's command. The fault names the column as the
// file writes it.
func (r *Reader) Input(row Row, zone *time.Location) (Input, error) {
	fields, things := map[string]any{}, map[string]cell{}
	var key string
	at := 0
	for i, c := range r.columns {
		if c == nil || i >= len(row.cells) {
			continue
		}
		said := strings.TrimSpace(row.cells[i])
		if said == "" && c.Needed {
			return Input{}, fault.New(fault.Missing, r.header[i])
		}
		if c.To == r.table.Once {
			key, at = plain(said), i
		}
		if said == "" || c.To == "key" { // a key of ours is no field
			continue
		}
		value, ok := c.value(said, zone)
		if !ok {
			return Input{}, fault.New(BadCell, r.header[i], "value", said)
		}
		things[c.To] = cell{i, value}
		put(fields, strings.Split(c.To, "."), value)
	}
	raw, err := json.Marshal(nested(fields))
	if err != nil {
		return Input{}, err
	}
	if key == "" {
		sum := sha256.Sum256(raw)
		key = hex.EncodeToString(sum[:])
	} else if err := r.once(row, at, key, raw); err != nil {
		return Input{}, err
	}
	if thing, at := r.table.thing(things); thing != "" {
		return Input{raw, key}, r.once(row, at, thing, raw)
	}
	return Input{raw, key}, nil
}

// cell is what stands in a column.
type cell struct {
	at    int
	value any
}

// thing is what a row is about, and the column that says it first; empty where rows add up.
// Case and spaces make no other thing.
func (t Table) thing(cells map[string]cell) (thing string, at int) {
	for i, field := range t.Thing {
		c, said := cells[field]
		if i == 0 {
			at = c.at
		}
		if said {
			thing += strings.ToUpper(strings.Join(strings.Fields(fmt.Sprint(c.value)), ""))
		}
		thing += "\x00"
	}
	return thing, at
}

// Column is the name in the file of the column that a field of the command came
// from; where the file has none, the one that it would have; else the field itself.
func (r *Reader) Column(field string) string {
	for i, c := range r.columns {
		if c != nil && c.fills(field) {
			return r.header[i]
		}
	}
	for i := range r.table.Columns {
		if c := &r.table.Columns[i]; c.fills(field) {
			return c.Names[0]
		}
	}
	return field
}

// fills tells whether a column says something of a field of the command.
func (c *Column) fills(field string) bool {
	return c.To == field || strings.HasPrefix(field, c.To+".") || strings.HasSuffix(c.To, "."+field)
}

// value reads a cell; it is false when the cell is nothing of its kind.
func (c *Column) value(cell string, zone *time.Location) (any, bool) {
	for word, code := range c.Words {
		if plain(word) == plain(cell) {
			return code, true
		}
	}
	switch c.As {
	case "cents":
		return ok(text.TypedCents(cell))
	case "whole":
		return ok(text.TypedCount(cell))
	case "permille":
		return ok(permille(cell))
	case "amount":
		return ok(amount(cell))
	case "list":
		return split(cell), true
	case "date":
		return ok(text.TypedDate(cell, 0))
	case "day":
		day, read := text.TypedDate(cell, 0)
		at, err := time.ParseInLocation(time.DateTime, day+" 12:00:00", zone)
		return at.UnixMilli(), read && err == nil
	case "moment":
		return ok(moment(cell, zone))
	case "seconds":
		return ok(seconds(cell))
	}
	return text.AsTyped(cell), true
}

func ok[T any](value T, ok bool) (any, bool) { return value, ok }

// split cuts a list at what people put between its parts.
func split(cell string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(",;/|\n", r) }) {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// put puts a value where a path leads.
func put(into map[string]any, path []string, value any) {
	for _, name := range path[:len(path)-1] {
		below, ok := into[name].(map[string]any)
		if !ok {
			below = map[string]any{}
			into[name] = below
		}
		into = below
	}
	into[path[len(path)-1]] = value
}

// nested makes lists of what a path counted: "lines.0" is the first of the lines.
func nested(fields map[string]any) any {
	for name, value := range fields {
		if below, ok := value.(map[string]any); ok {
			fields[name] = nested(below)
		}
	}
	if only, ok := fields["0"]; ok {
		return []any{only}
	}
	return fields
}

// amount reads a number as tables of rules write it: a share in thousandths or with
// its sign, a sum in cents or with its own, or a number.
func amount(cell string) (int64, bool) {
	if share, is := strings.CutSuffix(strings.TrimSpace(cell), "%"); is {
		n, ok := text.TypedCents(share)
		return n / 10, ok && n%10 == 0
	}
	if strings.ContainsAny(cell, "€,.") {
		return text.TypedCents(cell)
	}
	return text.TypedCount(cell)
}

// permille reads a share: thousandths, or with its sign per cent, such as 20 % or 5,5%.
func permille(cell string) (int64, bool) {
	share, isPercent := strings.CutSuffix(cell, "%")
	if !isPercent {
		return text.TypedCount(cell)
	}
	hundredths, read := text.TypedCents(share)
	return hundredths / 10, read && !text.Blank(share) && hundredths%10 == 0
}
