package present

import (
	"slices"
	"strings"

	"etabli/app/domain/stock"
	"etabli/app/service"
	"etabli/app/views"
)

// backReasons are why pieces go back to their supplier.
var backReasons = []string{"wrong", "dead_on_arrival", "surplus", "core"}

// sellerField asks from whom a part is had: one of the suppliers of the books, or a
// name when there are none.
func (s *Stock) sellerField(part views.Part) SheetField {
	var sellers []Choice
	for _, one := range s.lists.suppliers {
		sellers = append(sellers, Choice{one.Code, one.Name})
	}
	usual := part.Supplier
	if usual == "" && len(sellers) == 1 {
		usual = sellers[0].Value
	}
	field := SheetField{Key: "supplier", Label: s.Words.T("stock.supplier"), Kind: ChoiceInput, Value: usual, Choices: sellers}
	if len(sellers) == 0 {
		field.Kind = TextInput
	}
	return field
}

// backSheet sends pieces that are on the shelf back to their supplier, with what is
// to be credited. Those in quarantine are what it is mostly about.
func (s *Stock) backSheet() plan {
	w, part := s.Words, s.one.part
	places := s.places(false)
	if i := slices.IndexFunc(places, func(c Choice) bool { return stock.Place(c.Value).Spot() == stock.Quarantine }); i > 0 {
		places[0], places[i] = places[i], places[0]
	}
	fields := append([]SheetField{s.sellerField(part.Part)}, s.piecesFields(w.T("stock.from"), places)...)
	return plan{
		sheet: Sheet{Title: w.T("stock.back.title", "part", part.Label), Intro: w.T("stock.back.intro"), Submit: w.T("stock.back.do"), Fields: append(fields,
			SheetField{Key: "reason", Label: w.T("stock.back.why"), Kind: ChoiceInput, Choices: s.choices("stocking.back.", backReasons...)},
			SheetField{Key: "number", Label: w.T("stock.back.number"), Kind: ScanInput},
			SheetField{Key: "by_on", Label: w.T("stock.back.by"), Kind: DateInput, Hint: w.T("typed.date")},
			SheetField{Key: "credit_cents", Label: w.T("stock.back.awaited"), Kind: MoneyInput, Hint: "0,00 €"},
			s.anywayField())},
		prepare: func(v values) (job, error) {
			line, err := s.line(v)
			in := &service.SendBackInput{
				Supplier: strings.TrimSpace(v["supplier"]), Lines: []service.LineInput{line}, Reason: v["reason"],
				Number: strings.TrimSpace(v["number"]), Anyway: v["anyway"] != "",
			}
			if err == nil {
				err = required("supplier", in.Supplier)
			}
			if err == nil {
				err = required("reason", in.Reason)
			}
			if err == nil {
				in.ByOn, err = s.parseDate("by_on", v["by_on"])
			}
			if err == nil {
				in.CreditCents, err = s.parseMoney("credit_cents", v["credit_cents"])
			}
			return doing(s.ports.Acts.SendBack, in), err
		},
	}
}
