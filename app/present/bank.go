package present

import (
	"etabli/app/domain/bank"
	"etabli/app/domain/text"
	"etabli/app/domain/till"
	"etabli/app/service"
)

// bankFields ask where money goes that is given back by transfer.
func (e Env) bankFields(to bank.Account, hint string) []SheetField {
	return []SheetField{
		{Key: "iban", Label: e.Words.T("claims.refund.iban"), Kind: TextInput, Hint: e.Words.T(hint), Value: to.IBAN},
		{Key: "holder", Label: e.Words.T("claims.refund.holder"), Kind: TextInput, Value: to.Holder},
	}
}

// transferFields are those fields where a sheet gives back by transfer, else none.
func (e Env) transferFields(tender string) []SheetField {
	if till.Tender(tender) != till.Transfer {
		return nil
	}
	return e.bankFields(bank.Account{}, "bank.iban.hint")
}

func bankOf(v values) service.BankInput {
	return service.BankInput{IBAN: v["iban"], Holder: v["holder"]}
}

// backTo says where money went back to.
func (e Env) backTo(to *bank.Account) (label, value string) {
	if to == nil {
		return "", ""
	}
	return e.Words.T("claims.refund.to"), to.Holder + " · " + text.Fours(to.IBAN)
}
