// Package bank knows customers' accounts: where money goes that is given back by transfer.
package bank

import (
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// AccountNeeded says that a transfer has nowhere to go: the money did not come by one.
const AccountNeeded fault.Code = "bank_account_needed"

// MaxHolder is the limit of a holder's name, in characters.
const MaxHolder = 120

// Account is a customer's account. It lies in a private box.
type Account struct {
	Holder string `cbor:"1,keyasint" json:"holder"`
	IBAN   string `cbor:"2,keyasint" json:"iban"` // without spaces
}

// Of is an account as it was typed: its number without spaces, in capitals. Whose it is
// says nothing of where it is, so that without a number there is none.
func Of(holder, iban string) Account {
	a := Account{strings.TrimSpace(holder), strings.ToUpper(strings.Join(strings.Fields(iban), ""))}
	if a.IBAN == "" {
		return Account{}
	}
	return a
}

// Check checks an account; it may be empty, not half of it.
func (a Account) Check() error {
	if a == (Account{}) {
		return nil
	}
	return fault.First(text.Needed("iban", a.IBAN, MaxHolder), text.IBAN("iban", a.IBAN), text.Needed("holder", a.Holder, MaxHolder))
}

// Shown is an account once money is there: its last signs tell which it was.
func (a Account) Shown() Account {
	const last = 4
	if len(a.IBAN) > last {
		a.IBAN = "…" + a.IBAN[len(a.IBAN)-last:]
	}
	return a
}
