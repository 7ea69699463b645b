package present

import (
	"cmp"

	"etabli/app/domain/account"
	"etabli/app/service"
)

// schemeChoices are by what a business can be known, the SIREN first.
func (a *Accounts) schemeChoices() []Choice {
	out := []Choice{{string(account.BySIREN), a.Words.T("accounts.siren")}}
	for _, s := range account.Schemes() {
		out = append(out, Choice{string(s), a.Words.T("accounts.scheme." + string(s))})
	}
	return out
}

// identityFields ask for the number of a business in its register.
func (a *Accounts) identityFields(scheme account.Scheme, now service.AccountNow) []SheetField {
	w := a.Words
	if scheme == account.BySIREN {
		return []SheetField{
			{Key: "siren", Label: w.T("accounts.siren"), Kind: TextInput, Value: grouped(now.SIREN), Hint: "123 456 789"},
			{Key: "vat_number", Label: w.T("accounts.vat"), Kind: TextInput, Value: now.VAT, Hint: w.T("accounts.vat.hint")},
		}
	}
	list := []SheetField{{Key: "number", Label: w.T("accounts.number"), Kind: TextInput, Value: now.Number, Hint: numberHints[scheme]}}
	if scheme == account.Abroad {
		list = append(list, SheetField{Key: "country", Label: w.T("accounts.country"), Kind: TextInput, Value: now.Country, Hint: "CH"})
	}
	return list
}

// numberHints show how the numbers of registers look.
var numberHints = map[account.Scheme]string{
	account.ByRNA: "W595001234", account.ByVAT: "BE0428759497", account.ByRIDET: "1234567001", account.ByTAHITI: "A12345001",
}

// numberOf is by what a business is known; nothing when nobody said.
func numberOf(b account.IdentityBox) string { return cmp.Or(grouped(b.SIREN), b.Number) }
