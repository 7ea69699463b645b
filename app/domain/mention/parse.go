package mention

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/rules"
	"etabli/app/domain/text"
)

// The limits of a table.
const (
	MaxFileBytes = 1 << 20
	MaxRows      = 2000
	MaxText      = 1200 // a wording, in characters
	MaxSource    = 400
	MaxCode      = 40
)

// form is the number of the form of the files.
const form = 1

type fileForm struct {
	Form int       `json:"form"`
	Rows []rowForm `json:"rows"`
}

// rowForm is a row as it is written: dates are read apart, so that a wrong one
// is reported by the name of its field.
type rowForm struct {
	Row
	ValidFrom  string `json:"valid_from"`
	ValidTo    string `json:"valid_to"`
	VerifiedOn string `json:"verified_on"`
}

// Parse reads a table from its files. Every fault that is found is reported,
// with the file, the row and the field in its field: "fr.json:rows.3.source".
func Parse(files ...rules.File) (Table, error) {
	var (
		t      Table
		faults []error
	)
	for _, f := range files {
		rows, err := readFile(f)
		faults = append(faults, err)
		t.rows = append(t.rows, rows...)
	}
	if len(t.rows) > MaxRows {
		return Table{}, fault.New(fault.TooLong, "rows", "limit", strconv.Itoa(MaxRows))
	}
	slices.SortFunc(t.rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(a.Country, b.Country), cmp.Compare(a.ID, b.ID), cmp.Compare(a.ValidFrom, b.ValidFrom))
	})
	faults = append(faults, t.overlaps())
	if err := errors.Join(faults...); err != nil {
		return Table{}, err
	}
	t.version = t.hash()
	return t, nil
}

func readFile(f rules.File) ([]Row, error) {
	if len(f.Data) > MaxFileBytes {
		return nil, fault.New(fault.TooLong, f.Name, "limit", strconv.Itoa(MaxFileBytes))
	}
	var read fileForm
	dec := json.NewDecoder(bytes.NewReader(f.Data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&read); err != nil {
		return nil, fault.New(fault.Malformed, f.Name, "expected", "form, rows").Because(err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, fault.New(fault.Malformed, f.Name, "expected", "form, rows").Because(err)
	}
	if read.Form != form {
		return nil, fault.New(fault.Malformed, f.Name+":form", "expected", strconv.Itoa(form))
	}
	var faults []error
	out := make([]Row, len(read.Rows))
	for i, r := range read.Rows {
		var err error
		out[i], err = r.read(f.Name + ":rows." + strconv.Itoa(i) + ".")
		faults = append(faults, err)
	}
	return out, errors.Join(faults...)
}

func (f rowForm) read(at string) (Row, error) {
	r := f.Row
	var wrong [3]error
	r.ValidFrom, wrong[0] = civil.Parse(at+"valid_from", f.ValidFrom)
	r.ValidTo, wrong[1] = civil.Parse(at+"valid_to", f.ValidTo)
	r.VerifiedOn, wrong[2] = civil.Parse(at+"verified_on", f.VerifiedOn)
	return r, errors.Join(errors.Join(wrong[:]...), r.check(at))
}

func (r Row) check(at string) error {
	faults := []error{
		text.Needed(at+"mention_id", r.ID, MaxCode), text.Code(at+"mention_id", r.ID, MaxCode),
		text.Needed(at+"source", r.Source, MaxSource), text.Line(at+"note", r.Note, MaxSource),
		text.OneOf(at+"status", r.Status, rules.InForce, rules.Announced, rules.NotTransposed, rules.Repealed),
		text.OneOf(at+"certainty", r.Certainty, rules.ReadInText, rules.ReadOfText, rules.GeneralKnown, rules.Unsettled),
	}
	if len(r.Country) != 2 {
		faults = append(faults, fault.New(fault.Malformed, at+"country", "expected", "two_letters"))
	}
	if !r.ValidFrom.Known() {
		faults = append(faults, fault.New(fault.Missing, at+"valid_from"))
	}
	if r.ValidTo.Known() && r.ValidTo < r.ValidFrom {
		faults = append(faults, fault.New(fault.OutOfRange, at+"valid_to", "min", r.ValidFrom.String(), "max", "2199-12-31"))
	}
	if r.Status == rules.Repealed && !r.ValidTo.Known() {
		faults = append(faults, fault.New(fault.Missing, at+"valid_to"))
	}
	if r.Status == rules.InForce && !r.VerifiedOn.Known() {
		faults = append(faults, fault.New(fault.Missing, at+"verified_on"))
	}
	for _, tag := range Languages() {
		faults = append(faults, text.NeededBlock(at+"text."+tag, r.Text[tag], MaxText))
	}
	return errors.Join(faults...)
}

// overlaps refuses two wordings of one mention for one day.
func (t Table) overlaps() error {
	var (
		faults []error
		a      Row // the usable one before
	)
	for _, b := range t.rows {
		if !b.usable() {
			continue
		}
		if a.ID == b.ID && a.Country == b.Country && (!a.ValidTo.Known() || a.ValidTo >= b.ValidFrom) {
			faults = append(faults, fault.New(rules.Overlap, b.ID, "other", a.ValidFrom.String()))
		}
		a = b
	}
	return errors.Join(faults...)
}

func (t Table) hash() string {
	h := sha256.New()
	for _, r := range t.rows {
		for _, part := range []string{r.Country, r.ID, r.ValidFrom.String(), r.ValidTo.String(), string(r.Status), r.Text["fr"], r.Text["en"]} {
			h.Write([]byte(part + "\x1f"))
		}
		h.Write([]byte("\x1e"))
	}
	return hex.EncodeToString(h.Sum(nil))
}
