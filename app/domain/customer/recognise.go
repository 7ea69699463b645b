package customer

import (
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// The faults about who somebody is.
const (
	NotRecognised fault.Code = "caller_not_recognised"
	MayNotCollect fault.Code = "may_not_collect"
	CollectOver   fault.Code = "collect_over" // the device was handed back
	SameCustomer  fault.Code = "same_customer"
)

// Question is what a caller is asked before a sum or a status is told.
type Question string

// The questions, from the one that a stranger knows least.
const (
	AskDeposit Question = "deposit_day"
	AskDevice  Question = "device"
	AskTown    Question = "postcode"
	AskPhone   Question = "last_digits"
	AskNumber  Question = "number"
)

// Known is what can be asked about of one file.
type Known struct {
	DepositOn string
	Device    string
	Postcode  string
	Phone     string
	Number    string
}

// CheckQuestions are the two questions for a caller about a file: what the
// caller can know and a stranger who found the number cannot. The telephone is
// not asked of who calls from it.
func CheckQuestions(k Known, from string) [2]Question {
	var out [2]Question
	n := 0
	for _, q := range []struct {
		ask Question
		has bool
	}{
		{AskDeposit, k.DepositOn != ""}, {AskDevice, k.Device != ""}, {AskTown, k.Postcode != ""},
		{AskPhone, k.Phone != "" && from != k.Phone}, {AskNumber, k.Number != ""},
	} {
		if q.has && n < len(out) {
			out[n], n = q.ask, n+1
		}
	}
	return out
}

// LastDigits is the end of a telephone number, by which namesakes are told
// apart without showing it.
func LastDigits(phone string) string {
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, phone)
	return digits[max(0, len(digits)-4):]
}

// Postcode is the first run of five digits in an address.
func Postcode(address string) string {
	run := 0
	for i := range len(address) + 1 {
		if i < len(address) && address[i] >= '0' && address[i] <= '9' {
			run++
			continue
		}
		if run == 5 {
			return address[i-5 : i]
		}
		run = 0
	}
	return ""
}

// CheckRecognised checks how a caller was recognised.
func CheckRecognised(f RecognisedFacts) error {
	for _, q := range f.Asked {
		if err := text.OneOf("asked", q, AskDeposit, AskDevice, AskTown, AskPhone, AskNumber); err != nil {
			return err
		}
	}
	if f.Asked[0] == f.Asked[1] {
		return fault.New(fault.Malformed, "asked", "expected", "2")
	}
	return nil
}

// CheckCollector checks by which way somebody may collect. Somebody with no
// receipt, no name on the list and no code shows a paper, and then a member of
// staff answers for it by name.
func CheckCollector(f CollectorFacts, override bool) error {
	if err := text.OneOf("by", f.By, "receipt", "named", "code", "identity"); err != nil {
		return err
	}
	if f.By != "identity" {
		return text.OneOf("paper", f.Paper, "", "id_card", "passport", "licence", "permit")
	}
	if !override {
		return fault.New(MayNotCollect, "by")
	}
	return text.OneOf("paper", f.Paper, "id_card", "passport", "licence", "permit")
}

// Reach is how a customer can be told of something.
type Reach string

// The ways to reach a customer.
const (
	ByMachine Reach = "machine" // SMS or e-mail
	ByCall    Reach = "phone"
	ByLetter  Reach = "letter"
	Nohow     Reach = "counter" // only when they come
)

// ReachOf is how a customer can be told while a telephone lies on our shelf:
// what is sent to it reaches nobody. Landlines get no text.
func ReachOf(c ContactBox, tellBy, shelved string) Reach {
	phone := c.Phone
	if phone != "" && phone == shelved {
		phone = ""
	}
	switch {
	case tellBy == "letter" && c.Address != "":
		return ByLetter
	case tellBy == "phone" && phone != "":
		return ByCall
	case tellBy == "none":
		return Nohow
	case c.Email != "" || phone != "" && Mobile(phone):
		return ByMachine
	case phone != "" || c.Phone == "" && c.PhoneRaw != "":
		return ByCall
	case c.Address != "":
		return ByLetter
	}
	return Nohow
}

// Mobile tells whether a text can be sent to a number. Abroad nobody can tell by
// the number alone, so it counts as one.
func Mobile(e164 string) bool {
	rest, french := strings.CutPrefix(e164, "+33")
	return e164 != "" && (!french || strings.HasPrefix(rest, "6") || strings.HasPrefix(rest, "7"))
}

// AsksSecond tells whether an intake asks for another way to reach the customer:
// the device that is left is a telephone, and without its number no machine can
// tell them anything.
func AsksSecond(c ContactBox, isPhone bool) bool {
	return isPhone && Mobile(c.Phone) && ReachOf(c, "", c.Phone) != ByMachine
}
