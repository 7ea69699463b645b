package main

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/service"
	"etabli/app/service/ords"
	"etabli/cmd/internal/cli"
	"etabli/cmd/internal/device"
	"etabli/storage/journal"
)

type importCmd struct {
	File     string `arg:"" help:"The file to import."`
	Format   string `default:"ords" enum:"ords" help:"ords: Open Repair Data."`
	Rejected string `help:"Where rows that could not be taken are listed; FILE.rejected.csv in the current folder when empty."`
}

// Imported is what import answers.
type Imported struct {
	Rows     int    `json:"rows"`
	Added    int    `json:"added"`
	Known    int    `json:"known"`
	Rejected int    `json:"rejected"`
	List     string `json:"list,omitempty"`
}

// Run imports a file: good rows are kept, bad ones listed by line and reason.
func (c *importCmd) Run(r *run) error {
	f, err := cli.OpenFile("file", c.File)
	if err != nil {
		return err
	}
	defer f.Close()
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
	list     rejectList
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
		list:     rejectList{path: c.Rejected},
		progress: cli.NewProgress(r.Err, info.Size()),
		markPath: filepath.Join(r.dir, "imports", fileKey(c.File, info)+".json"),
	}
	if job.list.path == "" {
		job.list.path = filepath.Base(c.File) + ".rejected.csv"
	}
	job.reader, err = openAtMark(f, job.markPath)
	if err != nil {
		return nil, explainHeader(err)
	}
	job.importer, err = d.App.NewImporter(c.Format, journal.EntityID{}, func(row service.ImportedRow, err error) {
		job.refuse(row.Line, "", fault.Of(err))
	})
	return job, err
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
		written := j.importer.Added + j.importer.Known
		err = j.importer.Add(r.ctx, service.ImportedRow{Line: row.Line, ID: row.Columns[ords.ID], Columns: row.Columns, Meaning: row.Columns.Meaning()})
		if err != nil {
			return err
		}
		if j.importer.Added+j.importer.Known != written {
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
	j.out.Added, j.out.Known = j.importer.Added, j.importer.Known
	if done {
		if err := os.Remove(j.markPath); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	if err := j.list.close(); err != nil {
		return err
	}
	if j.out.Rejected > 0 {
		j.out.List = j.list.path
	}
	if !done {
		return nil
	}
	return r.Answer(j.out, func(w io.Writer) {
		fmt.Fprintln(w, r.Words.T("ctl.imported", "rows", strconv.Itoa(j.out.Rows), "added", strconv.Itoa(j.out.Added), "known", strconv.Itoa(j.out.Known)))
		if j.out.Rejected > 0 {
			fmt.Fprintln(w, r.Words.N("ctl.rejected", j.out.Rejected, "file", j.out.List))
		}
	})
}

// openAtMark takes a broken-off import of the same file up again.
func openAtMark(f *os.File, markPath string) (*ords.Reader, error) {
	raw, err := os.ReadFile(markPath)
	if err == nil {
		var m ords.Mark
		if json.Unmarshal(raw, &m) == nil {
			if reader, err := ords.Resume(f, m); err == nil {
				return reader, nil
			}
		}
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	return ords.NewReader(f)
}

func (j *importJob) saveMark() error {
	raw, err := json.Marshal(j.reader.Mark())
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(j.markPath), 0o700); err != nil {
		return err
	}
	return os.WriteFile(j.markPath, raw, 0o600)
}

// fileKey tells files apart well enough for a mark; what a wrong mark would
// skip is found again by the row ids of a later run.
func fileKey(path string, info os.FileInfo) string {
	full, _ := filepath.Abs(path)
	sum := sha256.Sum256(fmt.Appendf(nil, "%s|%d|%d", full, info.Size(), info.ModTime().UnixNano()))
	return hex.EncodeToString(sum[:8])
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

// rejectList writes rows that could not be taken, made only when there is one.
type rejectList struct {
	path string
	file *os.File
	csv  *csv.Writer
	err  error
}

func (l *rejectList) add(line int, column string, f *fault.Error) {
	if l.file == nil && l.err == nil {
		l.file, l.err = os.Create(l.path)
		if l.err == nil {
			l.csv = csv.NewWriter(l.file)
			l.err = l.csv.Write([]string{"line", "reason", "column", "fr", "en"})
		}
	}
	if l.err != nil {
		return
	}
	said := cli.Spell(f)
	l.err = l.csv.Write([]string{strconv.Itoa(line), strings.TrimPrefix(string(f.Code), "import."), column, said.Message["fr"], said.Message["en"]})
}

func (l *rejectList) close() error {
	if l.file == nil {
		return l.err
	}
	l.csv.Flush()
	return errors.Join(l.err, l.csv.Error(), l.file.Close())
}
