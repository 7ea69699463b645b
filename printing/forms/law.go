package forms

import (
	"cmp"

	"etabli/app/domain/civil"
	"etabli/printing/document"
)

// home is the country whose wordings apply when a shop names none.
const home = "FR"

// law is the wording that held on the day of the paper. One that there was not
// yet on that day is empty and left out; one that the table does not know at
// all reads ⟦id⟧, so that it is seen and can be found.
func (w writer) law(id string, args ...string) string {
	country := cmp.Or(w.sheet.Shop.Country, home)
	row, ok := w.sheet.Texts.Find(id, country, civil.At(w.sheet.AtMS, w.sheet.zone()))
	if !ok {
		if _, known := w.sheet.Texts.Find(id, country, civil.None); known {
			return ""
		}
		return "⟦" + id + "⟧"
	}
	return w.Compose(row.Text[w.Tag()], args...)
}

// laws are the wordings of several mentions that have no places.
func (w writer) laws(ids ...string) []string {
	var out []string
	for _, id := range ids {
		out = append(out, w.law(id))
	}
	return out
}

// smallPrint sets mentions below a rule.
func (w writer) smallPrint(items []string) []document.Block {
	var kept []string
	for _, item := range items {
		if item != "" {
			kept = append(kept, item)
		}
	}
	if len(kept) == 0 {
		return nil
	}
	return []document.Block{
		document.Rule{},
		document.List{Items: kept, Size: document.Small, Tone: document.Quiet},
	}
}

// common are the lines that every paper for a customer carries.
func (w writer) common() []string {
	var out []string
	s := w.sheet.Shop
	if s.Terms != "" {
		out = append(out, w.law("terms_given", "version", s.Terms))
	}
	if s.Mediator != "" {
		out = append(out, w.law("mediator", "mediator", s.Mediator))
	}
	return append(out, w.law("privacy", "contact", w.contact()))
}

// contact is how to reach the shop in writing, or else at all.
func (w writer) contact() string {
	s := w.sheet.Shop
	return cmp.Or(s.Email, oneLine(s.Address), s.Phone, s.Name, w.T("paper.shop"))
}
