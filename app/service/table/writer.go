package table

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"etabli/app/domain/text"
)

// byteOrderMark tells spreadsheets that a file is UTF-8.
const byteOrderMark = "\ufeff"

// Writer writes rows as a table that can be read again.
type Writer struct {
	table Table
	csv   *csv.Writer
}

// NewWriter begins a table with its first line, in a language: fr or en.
func NewWriter(t Table, to io.Writer, language string) (*Writer, error) {
	if _, err := io.WriteString(to, byteOrderMark); err != nil {
		return nil, err
	}
	w := &Writer{t, csv.NewWriter(to)}
	w.csv.Comma = ';'
	return w, w.csv.Write(t.Header(language))
}

// Write writes a row: whatever has, as JSON, the fields of the table's command. Columns of
// other kinds than text, cents, whole numbers and lists are left empty.
func (w *Writer) Write(row any) error {
	raw, err := json.Marshal(row)
	if err != nil {
		return fmt.Errorf("table: write a row: %w", err)
	}
	var fields any
	if err := json.Unmarshal(raw, &fields); err != nil {
		return fmt.Errorf("table: write a row: %w", err)
	}
	cells := make([]string, len(w.table.Columns))
	for i := range w.table.Columns {
		c := &w.table.Columns[i]
		cells[i] = c.cell(at(fields, strings.Split(c.To, ".")))
	}
	return w.csv.Write(cells)
}

// Flush writes what is kept back.
func (w *Writer) Flush() error {
	w.csv.Flush()
	return w.csv.Error()
}

// at is what stands where a path leads; nil when nothing does.
func at(value any, path []string) any {
	for _, name := range path {
		switch in := value.(type) {
		case map[string]any:
			value = in[name]
		case []any:
			n, err := strconv.Atoi(name)
			if err != nil || n >= len(in) {
				return nil
			}
			value = in[n]
		default:
			return nil
		}
	}
	return value
}

// cell writes a value as people write its kind, so that Column.value reads it again.
func (c *Column) cell(value any) string {
	switch v := value.(type) {
	case string:
		if c.As == "" {
			return text.Harmless(v)
		}
	case float64:
		switch c.As {
		case "cents":
			return strings.Replace(strconv.FormatFloat(v/100, 'f', 2, 64), ".", ",", 1)
		case "whole":
			return strconv.FormatInt(int64(v), 10)
		}
	case []any:
		if c.As == "list" {
			var parts []string
			for _, part := range v {
				parts = append(parts, fmt.Sprint(part))
			}
			return text.Harmless(strings.Join(parts, ", "))
		}
	}
	return ""
}
