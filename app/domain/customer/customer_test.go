package customer_test

import (
	"errors"
	"regexp"
	"testing"

	"pgregory.net/rapid"

	"etabli/app/domain/customer"
	"etabli/app/domain/fault"
)

func TestPhonesAreWrittenWithTheirCountry(t *testing.T) {
	for _, c := range []struct{ country, typed, want string }{
		{"FR", "06 12 34 56 78", "+33612345678"},
		{"FR", "06.12.34.56.78", "+33612345678"},
		{"FR", "06\u00a012\u202f34-56-78", "+33612345678"},
		{"FR", "+33 (0)6 12 34 56 78", "+33612345678"},
		{"FR", "0033 6 12 34 56 78", "+33612345678"},
		{"FR", "+330612345678", "+33612345678"},
		{"FR", "03 20 00 00 00", "+33320000000"},
		{"FR", "+32 475 12 34 56", "+32475123456"},
		{"BE", "0475/12.34.56", "+32475123456"},
		{"BE", "02 123 45 67", "+3221234567"},
		{"LU", "621 123 456", "+352621123456"},
		{"FR", "+352 27 12 34", "+352271234"},
		{"CH", "079 123 45 67", "+41791234567"},
		{"DE", "030 123456", "+4930123456"},
		{"DE", "+49 (0)30 123456", "+4930123456"},
		{"GB", "07911 123456", "+447911123456"},
		{"FR", "+1 212 555 0100", "+12125550100"},
		{"FR", "612345678", ""},
		{"FR", "00 12 34 56 78", ""},
		{"FR", "06 12 34 56", ""},
		{"FR", "06 12 34 56 78 ext 3", ""},
		{"FR", "3631", ""},
		{"FR", "+", ""},
		{"FR", "", ""},
		{"FR", "chez ma mère", ""},
		{"XX", "06 12 34 56 78", ""},
	} {
		if got := customer.NormalisePhoneIn(c.country, c.typed); got != c.want {
			t.Errorf("%s %q became %q, want %q", c.country, c.typed, got, c.want)
		}
	}
}

func TestANormalPhoneStaysAsItIs(t *testing.T) {
	form := regexp.MustCompile(`^\+[1-9][0-9]{6,14}$`)
	rapid.Check(t, func(t *rapid.T) {
		country := rapid.SampledFrom([]string{"FR", "BE", "LU", "CH", "DE", "GB"}).Draw(t, "country")
		typed := rapid.StringMatching(`(\+|00|0|)[0-9 ().-]{4,16}`).Draw(t, "typed")
		e164 := customer.NormalisePhoneIn(country, typed)
		if e164 == "" {
			return
		}
		if !form.MatchString(e164) || customer.NormalisePhone(e164) != e164 {
			t.Fatalf("%q became %q, then %q", typed, e164, customer.NormalisePhone(e164))
		}
	})
}

func TestNationalFormIsWhatPeopleDial(t *testing.T) {
	for e164, want := range map[string]string{"+33612345678": "0612345678", "+352621123456": "621123456", "+12125550100": "2125550100", "+81312345678": "", "": ""} {
		if got := customer.NationalPhone(e164); got != want {
			t.Errorf("%q is dialled %q, want %q", e164, got, want)
		}
	}
}

func TestACustomerMayGiveNothing(t *testing.T) {
	if err := customer.Check(customer.ContactBox{}, customer.SavedFacts{}); err != nil {
		t.Fatal(err)
	}
	full := customer.ContactBox{Name: "Hélène Cœur-d'Acier 🛠️", PhoneRaw: "06 12", Email: "h.coeur+sav@exemple.fr", Address: "12 bis rue de l'Épée\n75005 Paris"}
	if err := customer.Check(full, customer.SavedFacts{Language: "fr", TellBy: "sms"}); err != nil {
		t.Fatal(err)
	}
}

func TestWhatIsWrongOfACustomerIsNamed(t *testing.T) {
	for _, c := range []struct {
		field string
		code  fault.Code
		box   customer.ContactBox
		saved customer.SavedFacts
	}{
		{"name", fault.BadText, customer.ContactBox{Name: "a\nb"}, customer.SavedFacts{}},
		{"email", fault.Malformed, customer.ContactBox{Email: "nobody"}, customer.SavedFacts{}},
		{"email", fault.Malformed, customer.ContactBox{Email: "a@b"}, customer.SavedFacts{}},
		{"email", fault.Malformed, customer.ContactBox{Email: "a b@c.fr"}, customer.SavedFacts{}},
		{"phone", fault.Malformed, customer.ContactBox{PhoneRaw: "chez ma mère"}, customer.SavedFacts{}},
		{"language", fault.Malformed, customer.ContactBox{}, customer.SavedFacts{Language: "French"}},
		{"tell_by", fault.Malformed, customer.ContactBox{}, customer.SavedFacts{TellBy: "pigeon"}},
	} {
		var f *fault.Error
		if err := customer.Check(c.box, c.saved); !errors.As(err, &f) || f.Field != c.field || f.Code != c.code {
			t.Errorf("got %v, want %s (%s)", err, c.code, c.field)
		}
	}
}
