package present

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"

	"etabli/app/domain/figure"
)

// byteOrderMark tells spreadsheets that a file is UTF-8.
const byteOrderMark = "\ufeff"

// tableName names the file of a table: what, where, and of which day.
func (f *Figures) tableName() string {
	site := f.site
	if site == "" {
		site = f.Words.T("figures.file.all")
	}
	return strings.Join([]string{f.Words.T("figures.file"), site, f.today(), strconv.Itoa(f.weeks)}, "-") + ".csv"
}

// csv is the figures as the spreadsheets of the language read them: a line for
// each week, a column for each curve, and a last line over all weeks.
func (f *Figures) csv() []byte {
	var out bytes.Buffer
	out.WriteString(byteOrderMark)
	w := csv.NewWriter(&out)
	if f.french() {
		w.Comma = ';'
	}
	head := []string{f.Words.T("figures.week")}
	for _, s := range f.table.Series {
		for _, c := range s.Curves {
			head = append(head, f.figureName(s.ID)+", "+f.curveName(c.Name)+" ("+f.Words.T("figure."+string(s.ID)+".unit")+")")
		}
	}
	lines := [][]string{head}
	for i, from := range f.table.From {
		lines = append(lines, append([]string{from.String()}, f.cells(func(c figure.Curve) int64 { return c.Weeks[i] })...))
	}
	lines = append(lines, append([]string{f.Words.T("figures.whole")}, f.cells(func(c figure.Curve) int64 { return c.Whole })...))
	_ = w.WriteAll(lines) // a buffer takes all
	return out.Bytes()
}

func (f *Figures) french() bool { return f.Words.Tag() == "fr" }

func (f *Figures) cells(of func(figure.Curve) int64) (out []string) {
	for _, s := range f.table.Series {
		for _, c := range s.Curves {
			text := ""
			if v := of(c); v != figure.NoCase {
				text = strings.TrimSuffix(strconv.FormatFloat(scaled(s, v), 'f', 2, 64), ".00")
			}
			if f.french() {
				text = strings.Replace(text, ".", ",", 1)
			}
			out = append(out, text)
		}
	}
	return out
}
