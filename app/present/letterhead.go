package present

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"slices"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/service"
)

// headEdit is the act that says what papers carry.
const headEdit = "head.edit"

// headID names the letterhead among what a shop goes by.
var headID = normID("letterhead")

// Letterheads is what a shop's papers carry, and how that looks.
type Letterheads interface {
	Letterhead(ctx context.Context, site string) (service.Letterhead, error)
	SaveLetterhead(ctx context.Context, call service.Call, in *service.Letterhead) (service.Result, error)
	// LetterheadLook is a picture of a paper with it, a PNG.
	LetterheadLook(ctx context.Context) ([]byte, error)
}

// letterhead is what the papers carry with a picture of one.
type letterhead struct {
	now  service.Letterhead
	page []byte
}

func (n *Norms) readHead(ctx context.Context) (out *letterhead, err error) {
	out = &letterhead{}
	if out.now, err = n.port.Letterhead(ctx, ""); err != nil {
		return nil, err
	}
	out.page, err = n.port.LetterheadLook(ctx)
	return out, err
}

func (n *Norms) headRow(head service.Letterhead) Row {
	w := n.Words
	row := Row{ID: headID, Number: head.Site, Product: w.T("norms.head"), Customer: joined(head.Email, head.Legal), Chip: Chip{Good, "check", w.T("norms.head.said")}}
	if head.Legal == "" {
		row.Chip = Chip{Watch, "triangle-alert", w.T("norms.head.missing")}
	}
	return row
}

func (n *Norms) showHead(s *Detail, one *letterhead) {
	w, now := n.Words, one.now
	row := n.headRow(now)
	s.Code, s.Title, s.Sub, s.Chips = now.Site, row.Product, w.T("norms.head.sub"), []Chip{row.Chip}
	line := func(key, value string) DetailLine {
		if value == "" {
			value = "–"
		}
		return DetailLine{Label: w.T(key), Value: value, Open: headEdit}
	}
	logo := ""
	if len(now.Logo) > 0 {
		logo = w.T("norms.yes")
	}
	fee := w.T("norms.head.fee.none")
	if f := now.Diagnosis; f != nil {
		fee = n.diagnosisSum(f.Cents)
		if f.Deducted {
			fee = joined(fee, w.T("norms.head.deducted"))
		}
	}
	s.Cards = []DetailCard{
		{Title: w.T("norms.head.carries"), Lines: []DetailLine{
			line("norms.head.logo", logo), line("norms.head.colour", now.Colour), line("norms.head.email", now.Email),
			line("norms.head.legal", now.Legal), line("norms.head.vat", now.VAT), line("norms.head.iban", ibanGroups(now.IBAN)), line("norms.head.terms", now.Terms),
		}},
		{Title: w.T("norms.head.announces"), Lines: []DetailLine{line("norms.head.fee", fee)}},
		{Title: w.T("norms.head.look"), Page: one.page},
	}
	n.deeds(s, normIcons, headEdit)
}

// headSheet says what papers carry.
func (n *Norms) headSheet(now service.Letterhead) plan {
	w := n.Words
	fee, deducted := "", ""
	if now.Diagnosis != nil {
		fee = n.typedMoney(now.Diagnosis.Cents)
		if now.Diagnosis.Deducted {
			deducted = "yes"
		}
	}
	fields := []SheetField{
		{Key: "legal", Label: w.T("norms.head.legal"), Kind: TextInput, Value: now.Legal, Hint: w.T("norms.head.legal.hint")},
		{Key: "vat_number", Label: w.T("norms.head.vat"), Kind: TextInput, Value: now.VAT, Hint: w.T("norms.head.vat.hint")},
		{Key: "iban", Label: w.T("norms.head.iban"), Kind: TextInput, Value: ibanGroups(now.IBAN), Hint: w.T("norms.head.iban.hint")},
		{Key: "email", Label: w.T("norms.head.email"), Kind: TextInput, Value: now.Email},
		{Key: "terms", Label: w.T("norms.head.terms"), Kind: TextInput, Value: now.Terms, Hint: w.T("norms.head.terms.hint")},
		{Key: "colour", Label: w.T("norms.head.colour"), Kind: TextInput, Value: now.Colour, Hint: "#1f6f8b"},
		{Key: "logo", Label: w.T("norms.head.logo"), Kind: PhotoInput},
	}
	if len(now.Logo) > 0 {
		fields = append(fields, SheetField{Key: "no_logo", Kind: TickInput, Choices: []Choice{{"yes", w.T("norms.head.no_logo")}}})
	}
	fields = append(fields,
		SheetField{Key: "diagnosis.cents", Label: w.T("norms.head.fee"), Kind: MoneyInput, Value: fee, Hint: w.T("norms.head.fee.hint")},
		SheetField{Key: "deducted", Kind: TickInput, Value: deducted, Choices: []Choice{{"yes", w.T("norms.head.deducted")}}})
	return plan{
		sheet:   Sheet{Title: w.T("norms.head"), Intro: w.T("norms.head.intro"), Submit: w.T("sheet.save"), Fields: fields},
		prepare: func(v values) (job, error) { return n.saveHead(now, v) },
	}
}

// ibanGroups writes the number of an account as people read it, by fours.
func ibanGroups(s string) string {
	var out []string
	for group := range slices.Chunk([]byte(s), 4) {
		out = append(out, string(group))
	}
	return strings.Join(out, " ")
}

func (n *Norms) saveHead(now service.Letterhead, v values) (job, error) {
	in := &service.Letterhead{
		Site: now.Site, Logo: now.Logo, Colour: v["colour"], Email: v["email"], VAT: v["vat_number"], Legal: v["legal"], Terms: v["terms"], IBAN: v["iban"],
	}
	if v["no_logo"] != "" {
		in.Logo = nil
	}
	if files := valueLines(v["logo"]); len(files) > 1 {
		return nil, fault.New(fault.TooLong, "logo", "limit", "1")
	} else if len(files) == 1 {
		in.Logo = n.logo.latest(n.open.sheets.attachments())
	}
	if fee := strings.TrimSpace(v["diagnosis.cents"]); fee != "" {
		cents, err := n.parseMoney("diagnosis.cents", fee)
		if err != nil {
			return nil, err
		}
		in.Diagnosis = &repair.DiagnosisFee{Cents: cents, Deducted: v["deducted"] != ""}
	}
	return doing(n.port.SaveLetterhead, in), nil
}

// SheetPhoto takes the logo of the open sheet.
func (n *Norms) SheetPhoto(key, name string, content io.ReadCloser) {
	n.open.sheets.photo(key, name, content)
}

// SheetPhotoGone takes it off again.
func (n *Norms) SheetPhotoGone(key string, i int) { n.open.sheets.photoGone(key, i) }

// SheetSigned is for signatures, which no sheet here asks for.
func (n *Norms) SheetSigned(string, []byte) {}

// logoDesk keeps the pictures of a sheet until it is saved: a logo is no
// attachment of anybody's file.
type logoDesk struct{ kept map[string][]byte }

// Attach takes a picture.
func (d *logoDesk) Attach(_ context.Context, role string, content io.Reader) (service.AttachmentInput, error) {
	picture, err := io.ReadAll(io.LimitReader(content, service.MaxPictureBytes+1))
	if err != nil {
		return service.AttachmentInput{}, err
	}
	if len(picture) > service.MaxPictureBytes {
		return service.AttachmentInput{}, fault.New(fault.TooLong, "logo", "limit", itoa(service.MaxPictureBytes))
	}
	sum := sha256.Sum256(picture)
	hash := hex.EncodeToString(sum[:])
	if d.kept == nil {
		d.kept = map[string][]byte{}
	}
	d.kept[hash] = picture
	return service.AttachmentInput{Role: role, Hash: hash, Size: int64(len(picture))}, nil
}

func (d *logoDesk) latest(files []service.AttachmentInput) []byte {
	if len(files) == 0 {
		return nil
	}
	return d.kept[files[len(files)-1].Hash]
}
