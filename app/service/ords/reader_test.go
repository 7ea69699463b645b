package ords_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"etabli/app/service/ords"
)

// outcome is what a reading came to: the ids and problems of the good rows and
// the reasons and lines of the bad ones, in order.
type outcome struct {
	Good []string
	Bad  []string
}

func readAll(t testing.TB, r *ords.Reader) outcome {
	t.Helper()
	var o outcome
	for {
		row, err := r.Next()
		var bad *ords.RowError
		switch {
		case errors.Is(err, io.EOF):
			return o
		case errors.As(err, &bad):
			text := bad.Error()
			if bad.Lines > 1 {
				text += ", " + strings.Repeat("+", bad.Lines-1)
			}
			o.Bad = append(o.Bad, text)
		case err != nil:
			t.Fatal(err)
		default:
			o.Good = append(o.Good, row.Columns[ords.ID]+"="+row.Columns[ords.Problem])
		}
	}
}

func open(t testing.TB, text string) *ords.Reader {
	t.Helper()
	// Handing out one byte at a time finds what leans on the size of a read.
	r, err := ords.NewReader(iotest.OneByteReader(strings.NewReader(text)))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestARowIsReadHoweverItIsWritten(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want outcome
	}{
		"as the standard has it":  {"id,problem\r\na,broken\r\nb,\r\n", outcome{Good: []string{"a=broken", "b="}}},
		"with a byte order mark":  {"\ufeffid,problem\na,x\n", outcome{Good: []string{"a=x"}}},
		"with semicolons":         {"id;problem\na;x, y\n", outcome{Good: []string{"a=x, y"}}},
		"with tabs":               {"id\tproblem\na\tx;y\n", outcome{Good: []string{"a=x;y"}}},
		"with old line endings":   {"id,problem\ra,x\rb,y\r", outcome{Good: []string{"a=x", "b=y"}}},
		"in another order":        {"problem,brand,id\nx,Acme,a\n", outcome{Good: []string{"a=x"}}},
		"with foreign columns":    {"id,weight,problem\na,3 kg,x\n", outcome{Good: []string{"a=x"}}},
		"with columns missing":    {"id\na\nb\n", outcome{Good: []string{"a=", "b="}}},
		"with names in capitals":  {" ID ,\"Problem\"\na,x\n", outcome{Good: []string{"a=x"}}},
		"without a last line end": {"id,problem\na,x", outcome{Good: []string{"a=x"}}},
		"with empty lines":        {"\n\nid,problem\n\n\na,x\n\n", outcome{Good: []string{"a=x"}}},
		"with a quote inside":     {"id,problem\na,5\" screen\n", outcome{Good: []string{`a=5" screen`}}},
		"with doubled quotes":     {"id,problem\na,\"a \"\"b\"\", c\"\n", outcome{Good: []string{`a=a "b", c`}}},
		"with lines in a field":   {"id,problem\na,\"x\r\ny\nz\"\nb,w\n", outcome{Good: []string{"a=x\r\ny\nz", "b=w"}}},
		"with empty fields added": {"id,problem\na,x,,\nb,y,\"\"\n", outcome{Good: []string{"a=x", "b=y"}}},
		"in Windows-1252":         {"id,problem\na,caf\xe9 \x80 \x93x\x94\n", outcome{Good: []string{"a=café € “x”"}}},
		"in both encodings":       {"id,problem\na,café\nb,caf\xe9\n", outcome{Good: []string{"a=café", "b=café"}}},
		"with the header alone":   {"id,problem\n", outcome{}},
		"with a row inside text":  {"id,problem\na,\"x\nb,y\nz\"\n", outcome{Good: []string{"a=x\nb,y\nz"}}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, readAll(t, open(t, c.text))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestABadRowCostsItselfOnly(t *testing.T) {
	long := strings.Repeat("x", ords.MaxFieldBytes+1)
	for name, c := range map[string]struct {
		text string
		want outcome
	}{
		"a field too few": {
			"id,brand,problem\na,x\nb,B,y\n",
			outcome{[]string{"b=y"}, []string{"ords: line 2: columns: 2 fields, want 3"}}},
		"a field too many": {
			"id,problem\na,x,y\nb,y\n",
			outcome{[]string{"b=y"}, []string{"ords: line 2: columns: 3 fields, want 2"}}},
		"no id": {
			"id,problem\n,x\nb,y\n",
			outcome{[]string{"b=y"}, []string{"ords: line 2: no_id in id"}}},
		"a byte that is no text": {
			"id,problem\na,x\x00y\nb,\x81\nc,z\n",
			outcome{[]string{"c=z"}, []string{"ords: line 2: bad_text in problem", "ords: line 3: bad_text in problem"}}},
		"a quote never closed, no other quote": {
			"id,problem\na,\"x\nb,y\nc,z\n",
			outcome{[]string{"b=y", "c=z"}, []string{"ords: line 2: quote in problem"}}},
		"a quote never closed, then quoted rows": {
			"id,problem\na,\"x\nb,\"y, y\"\nc,z\n",
			outcome{[]string{"b=y, y", "c=z"}, []string{"ords: line 2: quote in problem"}}},
		"a quote never closed in the middle": {
			"id,brand,problem\na,\"x,y\nb,B,y\nc,C,\"z\"\n",
			outcome{[]string{"b=y", "c=z"}, []string{"ords: line 2: quote in brand"}}},
		"a quote never closed in text of many lines": {
			"id,brand,problem\na,A,\"one\ntwo\nthree\nb,B,y\n",
			outcome{[]string{"b=y"}, []string{"ords: line 2: quote in problem, ++"}}},
		"a quote never closed in the last row": {
			"id,problem\na,x\nb,\"y\n",
			outcome{[]string{"a=x"}, []string{"ords: line 3: quote in problem"}}},
		"a quote closed too early": {
			"id,problem\na,\"5\" screen\"\nb,y\n",
			outcome{[]string{"b=y"}, []string{"ords: line 2: quote in problem"}}},
		"a quote that swallowed a row": {
			"id,problem,brand\na,\"x,A\nb,y,\"\nc,z,C\n",
			outcome{[]string{"c=z"}, []string{"ords: line 2: columns: 2 fields, want 3, +"}}},
		"a field too long": {
			"id,problem\na," + long + "\nb,y\n",
			outcome{[]string{"b=y"}, []string{"ords: line 2: too_long in problem"}}},
		"a quoted field too long": {
			"id,problem\na,\"" + long + "\"\nb,y\n",
			outcome{[]string{"b=y"}, []string{"ords: line 2: too_long in problem"}}},
		"a quote never closed before a long file": {
			"id,problem\na,\"x\nb,y\n" + strings.Repeat("\n", ords.MaxFieldBytes) + "c,z\n",
			outcome{[]string{"b=y", "c=z"}, []string{"ords: line 2: quote in problem"}}},
		"more fields than anybody has": {
			"id,problem\na" + strings.Repeat(",x", 5000) + "\nb,y\n",
			outcome{[]string{"b=y"}, []string{"ords: line 2: too_long"}}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, readAll(t, open(t, c.text))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestATenMegabyteFieldIsPassedOverInABoundedBuffer(t *testing.T) {
	for name, quote := range map[string]string{"bare": "", "quoted": `"`} {
		t.Run(name, func(t *testing.T) {
			field := io.MultiReader(
				strings.NewReader("id,problem\na,"+quote),
				io.LimitReader(endless{}, 10<<20),
				strings.NewReader(quote+"\nb,y\n"))
			r, err := ords.NewReader(field)
			if err != nil {
				t.Fatal(err)
			}
			want := outcome{[]string{"b=y"}, []string{"ords: line 2: too_long in problem"}}
			if diff := cmp.Diff(want, readAll(t, r)); diff != "" {
				t.Error(diff)
			}
			if held := r.Held(); held > 2*ords.MaxRecordBytes {
				t.Errorf("the reader grew to %d bytes", held)
			}
		})
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

func TestAFileWithoutAUsableHeaderIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want error
	}{
		"nothing at all":         {"", ords.ErrEmpty},
		"a byte order mark only": {"\ufeff", ords.ErrEmpty},
		"empty lines only":       {"\r\n\n", ords.ErrEmpty},
		"no known column":        {"a,b\n1,2\n", ords.ErrHeader},
		"no id":                  {"brand,problem\nx,y\n", ords.ErrHeader},
		"a column twice":         {"id,brand,brand\n", ords.ErrHeader},
		"a quote left open":      {"id,\"problem\n", ords.ErrHeader},
		"a picture":              {"\x89PNG\r\n\x1a\n\x00\x00", ords.ErrHeader},
		"UTF-16":                 {"\xff\xfei\x00d\x00", ords.ErrEncoding},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := ords.NewReader(strings.NewReader(c.text)); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

func TestTheHeaderTellsWhatIsMissingAndWhatIsForeign(t *testing.T) {
	h := open(t, "id;problem;colour\n").Header()
	if h.Delimiter != ';' || h.Fields != 3 || len(h.Missing) != ords.Count-2 {
		t.Errorf("got %+v", h)
	}
	if diff := cmp.Diff([]string{"colour"}, h.Unknown); diff != "" {
		t.Error(diff)
	}
}

func TestAFailingSourceIsToldApartFromTheEnd(t *testing.T) {
	broken := errors.New("the stick was pulled out")
	r, err := ords.NewReader(io.MultiReader(strings.NewReader("id,problem\na,x\n"), iotest.ErrReader(broken)))
	for err == nil {
		_, err = r.Next()
	}
	if !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if _, err := ords.NewReader(iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Errorf("opening: got %v", err)
	}
}
