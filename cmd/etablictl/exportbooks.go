package main

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"

	"etabli/app/domain/accounting"
	"etabli/app/domain/figure"
	"etabli/app/lang"
	"etabli/app/service"
	"etabli/cmd/internal/device"
)

// writeBooks writes what the till recorded in a period as accounting entries.
func (c *exportCmd) writeBooks(r *run, d *device.Device, w io.Writer) error {
	out := csv.NewWriter(w)
	out.Comma = ';'
	err := out.Write([]string{
		r.Words.T("export.on"), r.Words.T("export.journal"), r.Words.T("export.account"), r.Words.T("export.ref"), r.Words.T("export.label"),
		r.Words.T("export.debit"), r.Words.T("export.credit"),
	})
	if err != nil {
		return err
	}
	err = d.App.EachAccountingEntry(r.ctx, c.From, c.To, func(e accounting.Entry) error {
		return out.Write([]string{e.On, e.Journal, e.Account, e.Ref, r.bookLabel(e), r.euros(e.Debit), r.euros(e.Credit)})
	})
	out.Flush()
	return errors.Join(err, out.Error())
}

// bookLabel says what an accounting entry is about, which no books may leave empty.
func (r *run) bookLabel(e accounting.Entry) string {
	kind := r.Words.T("export.kind." + string(e.Kind))
	switch word := "export.why." + e.Label; {
	case e.Label == "":
		return kind
	case r.Words.Has(word):
		return kind + ", " + r.Words.T(word)
	}
	return kind + ", " + e.Label
}

// euros writes cents as the tables of the language have them, nothing for none: a French
// spreadsheet takes a point for text.
func (r *run) euros(cents int64) string {
	if cents == 0 {
		return ""
	}
	mark := "."
	if r.Words.Tag() == lang.French {
		mark = ","
	}
	return fmt.Sprintf("%d%s%02d", cents/100, mark, cents%100)
}

// writeLog writes every entry of the journal, one a line.
func (c *exportCmd) writeLog(r *run, d *device.Device, w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return d.App.EachLogLine(r.ctx, func(l service.LogLine) error { return enc.Encode(l) })
}

// writeFigures writes the figures of a period, each with its definition beside it.
func (c *exportCmd) writeFigures(r *run, d *device.Device, w io.Writer) error {
	f, err := d.App.Report(r.ctx, &service.ReportAsked{From: c.From, To: c.To, Site: c.Site})
	if err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.Comma = ';'
	if err := out.Write([]string{
		r.Words.T("export.figure"), r.Words.T("export.what"), r.Words.T("export.value"), r.Words.T("export.unit"), r.Words.T("export.cases"), r.Words.T("export.is"),
	}); err != nil {
		return err
	}
	days := []string{"short", strconv.Itoa(f.Short), "long", strconv.Itoa(f.Long)}
	for _, l := range f.Lines {
		name, is := r.Words.T("report."+string(l.ID)), r.Words.T("report."+string(l.ID)+".is", days...)
		values := l.Values
		if len(values) == 0 {
			values = []figure.Value{{}}
		}
		for _, v := range values {
			number := ""
			if v.Name != "" {
				number = strconv.FormatInt(v.N, 10)
			}
			if err := out.Write([]string{name, v.Name, number, string(l.Unit), strconv.Itoa(l.Cases), is}); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}
