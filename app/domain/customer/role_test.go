package customer_test

import (
	"errors"
	"testing"

	"etabli/app/domain/customer"
	"etabli/app/domain/fault"
)

func TestAGiftIsNotGivenAway(t *testing.T) {
	for _, c := range []struct {
		roles         []customer.Role
		told, collect bool
	}{
		{[]customer.Role{customer.Owner}, true, true},
		{[]customer.Role{customer.Payer}, false, false},
		{[]customer.Role{customer.Beneficiary}, false, false},
		{[]customer.Role{customer.Owner, customer.Beneficiary}, false, true},
		{[]customer.Role{customer.Beneficiary, customer.Caller}, true, false},
		{[]customer.Role{customer.Collector}, false, true},
		{[]customer.Role{customer.Representative}, true, true},
		{nil, false, false},
	} {
		if customer.Told(c.roles) != c.told || customer.MayCollect(c.roles) != c.collect {
			t.Errorf("%v: told %v, collects %v", c.roles, customer.Told(c.roles), customer.MayCollect(c.roles))
		}
	}
}

func TestACallerIsAskedWhatAStrangerDoesNotKnow(t *testing.T) {
	full := customer.Known{DepositOn: "2026-11-21", Device: "Galaxy", Postcode: "59000", Phone: "+33612345678", Number: "LIL2"}
	for _, c := range []struct {
		known customer.Known
		from  string
		want  [2]customer.Question
	}{
		{full, "", [2]customer.Question{customer.AskDeposit, customer.AskDevice}},
		{customer.Known{Phone: "+33612345678", Number: "LIL2", Device: "Galaxy"}, "+33612345678", [2]customer.Question{customer.AskDevice, customer.AskNumber}},
		{customer.Known{Phone: "+33612345678", Number: "LIL2"}, "", [2]customer.Question{customer.AskPhone, customer.AskNumber}},
		{customer.Known{Number: "LIL2"}, "", [2]customer.Question{customer.AskNumber, ""}},
	} {
		if got := customer.CheckQuestions(c.known, c.from); got != c.want {
			t.Errorf("%+v: %v, want %v", c.known, got, c.want)
		}
	}
	if customer.LastDigits("+33 6 12 34 56 78") != "5678" || customer.LastDigits("12") != "12" {
		t.Error("the last digits are not the last")
	}
	for address, want := range map[string]string{"12 rue de la Clef, 59000 Lille": "59000", "75005": "75005", "BP 123456": "", "": ""} {
		if got := customer.Postcode(address); got != want {
			t.Errorf("%q is in %q, want %q", address, got, want)
		}
	}
}

func TestATelephoneOnOurShelfReachesNobody(t *testing.T) {
	const mobile, landline = "+33612345678", "+33320000000"
	for _, c := range []struct {
		name    string
		box     customer.ContactBox
		tellBy  string
		shelved string
		want    customer.Reach
	}{
		{"a mobile", customer.ContactBox{Phone: mobile}, "sms", "", customer.ByMachine},
		{"the mobile that was left", customer.ContactBox{Phone: mobile, PhoneRaw: "06"}, "sms", mobile, customer.Nohow},
		{"the mobile that was left, and an address", customer.ContactBox{Phone: mobile, Address: "Lille"}, "sms", mobile, customer.ByLetter},
		{"the mobile that was left, and an e-mail", customer.ContactBox{Phone: mobile, Email: "a@b.fr"}, "sms", mobile, customer.ByMachine},
		{"another telephone was left", customer.ContactBox{Phone: mobile}, "sms", "+33700000000", customer.ByMachine},
		{"a landline", customer.ContactBox{Phone: landline}, "", "", customer.ByCall},
		{"a number nobody could read", customer.ContactBox{PhoneRaw: "chez ma mère"}, "", "", customer.ByCall},
		{"wants a call", customer.ContactBox{Phone: mobile}, "phone", "", customer.ByCall},
		{"wants a letter", customer.ContactBox{Phone: mobile, Address: "Lille"}, "letter", "", customer.ByLetter},
		{"gave nothing", customer.ContactBox{Name: "Paul"}, "", "", customer.Nohow},
		{"from abroad", customer.ContactBox{Phone: "+32475123456"}, "", "", customer.ByMachine},
	} {
		if got := customer.ReachOf(c.box, c.tellBy, c.shelved); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestWhatIsSaidOfPeopleIsChecked(t *testing.T) {
	for _, c := range []struct {
		field string
		code  fault.Code
		err   error
	}{
		{"name", fault.Missing, customer.CheckPerson(customer.PersonFacts{Key: "a"}, customer.ContactBox{})},
		{"roles.0", fault.Malformed, customer.CheckPerson(customer.PersonFacts{Roles: []customer.Role{"friend"}}, customer.ContactBox{Name: "Ana"})},
		{"to", fault.Malformed, customer.CheckConsent(customer.ConsentFacts{To: "all"})},
		{"proof", fault.Missing, customer.CheckConsent(customer.ConsentFacts{To: customer.Marketing, Given: true})},
		{"because", fault.Missing, customer.CheckNeed(customer.NeedFacts{By: "2026-12-24"}, customer.WhyBox{})},
		{"by", customer.MayNotCollect, customer.CheckCollector(customer.CollectorFacts{By: "identity", Paper: "id_card"}, false)},
		{"paper", fault.Malformed, customer.CheckCollector(customer.CollectorFacts{By: "identity"}, true)},
		{"asked", fault.Malformed, customer.CheckRecognised(customer.RecognisedFacts{Asked: [2]customer.Question{customer.AskDevice, customer.AskDevice}})},
	} {
		var f *fault.Error
		if !errors.As(c.err, &f) || f.Field != c.field || f.Code != c.code {
			t.Errorf("got %v, want %s (%s)", c.err, c.code, c.field)
		}
	}
}

func TestAnIntakeOfATelephoneAsksForASecondContact(t *testing.T) {
	for _, c := range []struct {
		box     customer.ContactBox
		isPhone bool
		want    bool
	}{
		{customer.ContactBox{Phone: "+33612345678"}, true, true},
		{customer.ContactBox{Phone: "+33612345678"}, false, false},
		{customer.ContactBox{Phone: "+33612345678", Email: "a@b.fr"}, true, false},
		{customer.ContactBox{Phone: "+33320000000"}, true, false},
		{customer.ContactBox{}, true, false},
	} {
		if got := customer.AsksSecond(c.box, c.isPhone); got != c.want {
			t.Errorf("%+v %v: %v", c.box, c.isPhone, got)
		}
	}
}
