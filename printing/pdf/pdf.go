// Package pdf draws laid-out documents as PDF: real text in embedded fonts,
// codes as vectors, the same bytes for the same document on every machine.
package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"time"

	"github.com/go-pdf/fpdf"

	"etabli/printing/document"
	"etabli/printing/layout"
	"etabli/printing/typeface"
)

// ErrRender says that the document could not be written as PDF; nothing of it
// was.
var ErrRender = errors.New("pdf: cannot write document")

// producer is the program named in each file.
const producer = "Établi"

// language is what a language tag may look like; fpdf writes it as it is.
var language = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`)

// Options are what a file holds besides the document.
type Options struct {
	Created      time.Time // printed into the file; zero stands for 2000-01-01
	Monochrome   bool      // black only, for printers that would turn colours to dots
	Uncompressed bool      // readable page streams, for tests
}

// Render lays the document out and writes it as PDF. Errors are those of
// layout.Lay and ErrRender; a document never makes it panic.
func Render(d document.Document, o Options) ([]byte, error) {
	pages, err := layout.Lay(d)
	if err != nil {
		return nil, err
	}
	return Pages(d, pages, o)
}

// Pages writes pages that are laid out already, such as labels. Of the document
// it uses the paper, the language and what describes the file. The error is
// ErrRender; no page makes it panic.
func Pages(d document.Document, pages []layout.Page, o Options) (file []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			file, err = nil, fmt.Errorf("%w: %v", ErrRender, r)
		}
	}()
	return write(d, pages, o)
}

func write(d document.Document, pages []layout.Page, o Options) ([]byte, error) {
	p := &painter{
		file: blank(d, o), monochrome: o.Monochrome || d.Paper.Narrow(),
		pictures: map[string]drawn{}, widths: map[int]bool{}, western: map[typeface.Face]map[rune]byte{},
	}
	if err := p.addFonts(pages); err != nil {
		return nil, err
	}
	for _, page := range pages {
		if err := p.page(page); err != nil {
			return nil, err
		}
	}
	var out bytes.Buffer
	if err := p.file.Output(&out); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRender, err)
	}
	return out.Bytes(), nil
}

// blank is a file without pages. Everything that could differ between two runs
// is fixed here.
func blank(d document.Document, o Options) *fpdf.Fpdf {
	file := fpdf.NewCustom(&fpdf.InitType{UnitStr: "mm"})
	created := o.Created.UTC()
	if created.IsZero() {
		created = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	file.SetCreationDate(created)
	file.SetModificationDate(created)
	file.SetCatalogSort(true)
	file.SetCompression(!o.Uncompressed)
	file.SetProducer(producer, true)
	file.SetTitle(document.CleanText(d.Title), true)
	file.SetAuthor(document.CleanText(d.Author), true)
	if language.MatchString(d.Lang) {
		file.SetLang(d.Lang)
	}
	file.SetAutoPageBreak(false, 0)
	file.SetMargins(0, 0, 0)
	return file
}
