package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"etabli/app/service"
	"etabli/app/service/charset"
	"etabli/cmd/internal/device"
)

// table imports a table: good rows are kept, bad ones listed by line and reason.
func (c *importCmd) table(r *run, f *os.File) error {
	im := service.TableImport{Table: c.Format, Dry: c.Dry, Encoding: c.Encoding}
	var err error
	if im.Staff, err = c.staff(); err != nil {
		return err
	}
	return r.with(func(d *device.Device) error {
		list := newRejectList(c.Rejected, c.File, importMark{})
		im.Refused = list.add
		done, err := d.App.ImportTable(r.ctx, im, f)
		if err = errors.Join(err, list.close()); err != nil {
			return err
		}
		out := Imported{Rows: done.Rows, Added: done.Added, Known: done.Known, Rejected: done.Rejected, Encoding: done.Encoding}
		if out.Rejected > 0 {
			out.List = list.path
		}
		return r.Answer(out, func(w io.Writer) { r.tellImported(w, out) })
	})
}

func (r *run) tellImported(w io.Writer, out Imported) {
	fmt.Fprintln(w, r.Words.T("ctl.imported", "rows", strconv.Itoa(out.Rows), "added", strconv.Itoa(out.Added), "known", strconv.Itoa(out.Known)))
	if out.Encoding != "utf-8" {
		fmt.Fprintln(w, r.Words.T("ctl.imported.encoding", "encoding", out.Encoding, "encodings", strings.Join(charset.Names(), ", ")))
	}
	if out.Rejected > 0 {
		fmt.Fprintln(w, r.Words.N("ctl.rejected", out.Rejected, "file", out.List))
	}
}
