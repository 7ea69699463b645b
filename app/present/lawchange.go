package present

import (
	"io"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/quote"
	"etabli/app/domain/warranty"
	"etabli/app/service"
)

// SheetPhoto stores a picture of the open sheet.
func (r *Repair) SheetPhoto(key, name string, content io.ReadCloser) {
	r.sheets.photo(key, name, content)
}

// SheetPhotoGone takes a picture off the open sheet.
func (r *Repair) SheetPhotoGone(key string, n int) { r.sheets.photoGone(key, n) }

// SheetSigned stores a signature of the open sheet.
func (r *Repair) SheetSigned(key string, png []byte) { r.sheets.signed(key, png) }

// changeSheet changes who pays after a diagnosis, in one act: the pictures that show
// the cause, the reason in words that the customer may read, and, when they are to
// pay, the quote and what they say to it.
func (r *Repair) changeSheet() plan {
	w, id, d := r.Words, r.id, r.file.owed
	paid := Choice{"", w.T("owed.change.pays")}
	to := []Choice{paid}
	for _, c := range r.layerChoices(d) {
		if c.Value != string(d.Layer) {
			to = append(to, c)
		}
	}
	fields := func(v values) []SheetField {
		list := []SheetField{
			{Key: "to", Label: w.T("owed.change.to"), Kind: ChoiceInput, Choices: to},
			{Key: "photos", Label: w.T("owed.change.photos"), Kind: PhotoInput},
			{Key: "why", Label: w.T("owed.why"), Kind: LongInput, Hint: w.T("owed.why.hint")},
		}
		if v["to"] != paid.Value {
			return list
		}
		list = append(list,
			SheetField{Key: "quote.work", Label: w.T("owed.change.work"), Kind: TextInput},
			SheetField{Key: "quote.lines.0.unit_cents", Label: w.T("owed.change.cents"), Kind: MoneyInput, Hint: "0,00 €"},
			SheetField{Key: "answer", Label: w.T("owed.change.said"), Kind: ChoiceInput, Choices: []Choice{
				{"", w.T("warranty.change.awaited")}, {string(warranty.Agreed), w.T("warranty.change.agreed")}, {string(warranty.Contested), w.T("warranty.change.contested")},
			}})
		if v["answer"] == string(warranty.Agreed) {
			list = append(list, SheetField{Key: "channel", Label: w.T("owed.change.channel"), Kind: ChoiceInput, Value: "counter", Choices: r.choices("by.", "counter", "phone")})
		}
		return list
	}
	return plan{
		sheet:  Sheet{Title: w.T("deed." + actChange), Intro: w.T("owed.change.intro"), Submit: w.T("deed." + actChange), Fields: fields(values{})},
		fields: fields,
		prepare: func(v values) (job, error) {
			in := &service.ChangeInput{ID: id, To: warranty.Layer(v["to"]), Why: strings.TrimSpace(v["why"]), Attachments: r.sheets.attachments()}
			do := doing(r.ports.Warranty.ChangeLayer, in)
			if in.To != "" {
				return do, required("why", in.Why)
			}
			work, shown := strings.TrimSpace(v["quote.work"]), error(nil)
			if len(in.Attachments) == 0 {
				shown = fault.New(fault.Missing, "photos")
			}
			cents, err := r.parseMoney("quote.lines.0.unit_cents", v["quote.lines.0.unit_cents"])
			if err := fault.First(shown, required("why", in.Why), required("quote.work", work), err); err != nil {
				return nil, err
			}
			in.Quote = &service.QuoteInput{Work: work}
			in.Quote.Lines = []service.QuoteLine{{Kind: quote.Labour, Label: work, UnitCents: cents}}
			if in.Answer = warranty.ChangeAnswer(v["answer"]); in.Answer == warranty.Agreed {
				in.Channel = v["channel"]
			}
			return do, nil
		},
	}
}
