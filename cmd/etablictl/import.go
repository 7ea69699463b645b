package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/service"
	"etabli/app/service/ords"
	"etabli/app/service/table"
	"etabli/cmd/internal/cli"
	"etabli/cmd/internal/device"
	"etabli/storage/journal"
)

type importCmd struct {
	File     string `arg:"" optional:"" help:"The file to import."`
	Format   string `default:"ords" enum:"ords,customers,suppliers,products,parts,prices,stock,counts,loaners,repairs,calls,bonus,rules" help:"ords: Open Repair Data; else a table, CSV, whose first line names its columns in French or English: customers, suppliers, products (devices that customers own, with their purchase), parts, prices, stock, counts, loaners, repairs, calls (that nobody took, as the telephone system lists them), bonus (amounts of QualiRépar), rules (numbers of the law and of the house)."`
	Header   bool   `help:"Only write the first line of such a table."`
	Dry      bool   `help:"Tell what would be refused and in which encoding the file is read, and record nothing."`
	Encoding string `help:"The encoding of the file, where that does not show: utf-8, utf-16le, utf-16be, windows-1252, iso-8859-1, iso-8859-15, macintosh or cp850."`
	Staff    string `help:"Id of who does it."`
	Rejected string `help:"Where rows that could not be taken are listed; FILE.rejected.csv in the current folder when empty."`
}

// importMemoryBytes is what the collector aims to stay below during an import:
// rows are garbage as soon as they are written, and by default it would let as
// much of that pile up as there is live memory. GOMEMLIMIT, when set, decides.
const importMemoryBytes = 180 << 20

// Imported is what import answers.
type Imported struct {
	Rows     int    `json:"rows"`
	Added    int    `json:"added"`
	Known    int    `json:"known"`
	Rejected int    `json:"rejected"`
	Encoding string `json:"encoding"`
	List     string `json:"list,omitempty"`
}

// Run imports a file: good rows are kept, bad ones listed by line and reason.
func (c *importCmd) Run(r *run) error {
	if t, ok := table.Named(c.Format); ok && c.Header {
		header := t.Header(r.Words.Tag())
		return r.Answer(header, func(w io.Writer) { fmt.Fprintln(w, strings.Join(header, ";")) })
	}
	if c.File == "" {
		return fault.New(fault.Missing, "file")
	}
	f, err := cli.OpenFile("file", c.File)
	if err != nil {
		return err
	}
	defer f.Close()
	if c.Format != "ords" {
		return c.table(r, f)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(importMemoryBytes)
	}
	return r.with(func(d *device.Device) error {
		job, err := c.begin(r, d, f)
		if err != nil {
			return err
		}
		err = job.run(r)
		return errors.Join(err, job.end(r, err == nil))
	})
}

// importJob is one import under way.
type importJob struct {
	reader   *ords.Reader
	importer *service.Importer
	list     *rejectList
	progress *cli.Progress
	markPath string
	out      Imported
}

func (c *importCmd) begin(r *run, d *device.Device, f *os.File) (*importJob, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	job := &importJob{
		progress: cli.NewProgress(r.Err, info.Size()),
		markPath: filepath.Join(r.dir, "imports", fileKey(c.File, info)+".json"),
	}
	source, err := ords.Look(f, c.Encoding)
	if err != nil {
		return nil, err
	}
	mark := importMark{}
	if !c.Dry {
		mark = loadMark(job.markPath)
	}
	if job.reader, err = mark.open(source); err != nil {
		return nil, explainHeader(err)
	}
	staff, err := c.staff()
	if err != nil {
		return nil, err
	}
	job.out, job.list = mark.Done, newRejectList(c.Rejected, c.File, mark)
	job.out.Encoding = source.Encoding
	if list, err := os.Stat(job.list.path); err == nil && os.SameFile(info, list) {
		return nil, cli.CannotWrite("rejected", job.list.path, errors.New("it is the file to import"))
	}
	job.importer, err = d.App.NewImporter(c.Format, staff, func(row service.ImportedRow, err error) {
		job.refuse(row.Line, "", fault.Of(err))
	})
	if err == nil {
		job.importer.Dry = c.Dry
	}
	return job, err
}

// staff is who does it, if that was said.
func (c *importCmd) staff() (id journal.EntityID, err error) {
	if c.Staff != "" {
		if err = id.UnmarshalText([]byte(c.Staff)); err != nil {
			return id, fault.New(fault.Malformed, "staff", "expected", "identifier").Because(err)
		}
	}
	return id, nil
}

func (j *importJob) run(r *run) error {
	for {
		row, err := j.reader.Next()
		var bad *ords.RowError
		switch {
		case errors.Is(err, io.EOF):
			return j.importer.Flush(r.ctx)
		case errors.As(err, &bad):
			j.refuse(bad.Line, bad.Column, fault.New(fault.Code("import."+string(bad.Reason)), bad.Column,
				"got", strconv.Itoa(bad.Got), "want", strconv.Itoa(bad.Want)))
			continue
		case err != nil:
			return err
		}
		j.out.Rows++
		before := j.importer.Added + j.importer.Known
		err = j.importer.Add(r.ctx, service.ImportedRow{Line: row.Line, ID: row.Columns[ords.ID], Columns: row.Columns, Meaning: row.Columns.Meaning()})
		if err != nil {
			return err
		}
		if j.importer.Added+j.importer.Known != before && !j.importer.Dry {
			if err := j.saveMark(); err != nil {
				return err
			}
			j.progress.At(j.reader.Mark().Offset)
		}
	}
}

func (j *importJob) refuse(line int, column string, f *fault.Error) {
	j.out.Rejected++
	j.list.add(line, column, f)
}

func (j *importJob) end(r *run, done bool) error {
	j.progress.Done()
	if err := j.list.close(); err != nil || !done {
		return err
	}
	if err := os.Remove(j.markPath); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	out := j.sofar()
	if out.Rejected > 0 {
		out.List = j.list.path
	}
	return r.Answer(out, func(w io.Writer) { r.tellImported(w, out) })
}

// sofar is what this run and those before it that broke off have done.
func (j *importJob) sofar() Imported {
	out := j.out
	out.Added += j.importer.Added
	out.Known += j.importer.Known
	return out
}

func explainHeader(err error) error {
	var column *ords.HeaderError
	switch {
	case errors.Is(err, ords.ErrEmpty):
		return fault.New("import.empty", "file").Because(err)
	case errors.As(err, &column):
		return fault.New("import.header", column.Column).Because(err)
	case errors.Is(err, ords.ErrHeader):
		return fault.New("import.header", "file").Because(err)
	case errors.Is(err, ords.ErrEncoding):
		return fault.New("import.encoding", "file").Because(err)
	}
	return err
}
