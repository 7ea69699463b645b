package present_test

import (
	"strings"
	"testing"

	"etabli/app/domain/repair"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

// edited is what a field of the file becomes when somebody types a text.
func edited(t *testing.T, field, text string) (in service.EditInput, refused string) {
	onBench(t, func(t *testing.T, b *bench) {
		s := onFile(t, aFile(repair.Diag))
		s.edit = func(got *service.EditInput) error { in = *got; return nil }
		r, state := opened(t, b, s)
		r.FactPressed(field)
		r.SheetTyped(field, text)
		r.SheetSubmitted()
		b.settle()
		if state.Sheet.Open {
			refused = state.Sheet.Fields[0].Error
		}
	})
	return in, refused
}

func TestDatesAreReadAsPeopleTypeThem(t *testing.T) {
	for text, want := range map[string]string{
		"27/11/2026": "2026-11-27", "27.11.26": "2026-11-27", "27 11 2026": "2026-11-27", "7/1": "2000-01-07",
		"2026-11-27": "2026-11-27", " 1/2/2026 ": "2026-02-01", "": "",
	} {
		in, refused := edited(t, "promised_on", text)
		if refused != "" || in.PromisedOn == nil || *in.PromisedOn != want {
			t.Errorf("%q becomes %v, refused %q", text, in.PromisedOn, refused)
		}
	}
	for _, text := range []string{"31/02/2026", "demain", "2026/13/01", "1/1/1/1"} {
		if in, refused := edited(t, "promised_on", text); refused == "" {
			t.Errorf("%q is read as %v", text, *in.PromisedOn)
		}
	}
}

func TestSumsAreReadAsPeopleTypeThem(t *testing.T) {
	for text, want := range map[string]int64{
		"120": 12000, "120,5": 12050, "120.50 €": 12050, "1 234,56": 123456, "1\u202f234,56\u00a0€": 123456, "0,05": 5, "": 0,
	} {
		in, refused := edited(t, "ceiling_cents", text)
		if refused != "" || in.CeilingCents == nil || *in.CeilingCents != want {
			t.Errorf("%q becomes %v, refused %q", text, in.CeilingCents, refused)
		}
	}
	for _, text := range []string{"cent", "-5", "1,2,3", "12,345", "99999999999999999999", ","} {
		if _, refused := edited(t, "ceiling_cents", text); refused == "" {
			t.Errorf("%q is taken for a sum", text)
		}
	}
}

func TestATelephoneIsMaskedWhateverItsCountry(t *testing.T) {
	for phone, want := range map[string]string{
		"+33612345647": "06 12 •• •• 47", "+352621123456": "+352•••••••56", "+3225550199": "+322•••••99", "": "",
	} {
		onBench(t, func(t *testing.T, b *bench) {
			s := onFile(t, aFile(repair.Diag))
			customer := s.customer
			s.customer = func(id present.ID) (c views.Customer, err error) {
				c, err = customer(id)
				c.Phone = phone
				return c, err
			}
			_, state := opened(t, b, s)
			if !strings.Contains(state.Who, want) || phone != "" && strings.Contains(state.Who, phone) {
				t.Errorf("%s is shown as %q", phone, state.Who)
			}
		})
	}
}
