package service_test

import (
	"testing"

	"etabli/app/domain/bank"
	"etabli/app/domain/fault"
	"etabli/app/service"
)

const backTo = `,"iban":"fr76 3000 6000 0112 3456 7890 189","holder":"Ana Roy"`

func TestATransferBackFromTheTillGoesToAnAccountOrToWhereTheMoneyCameFrom(t *testing.T) {
	app := shop(t)
	id, _ := received(t, app)
	sell := func(tender, more string) string {
		return do(t, app, "till.sell", `{`+more+`"lines":[{"label":"Câble","unit_cents":1500,"rate_permille":200,"nature":"goods"}],"payments":[{"tender":"`+tender+`","cents":1500}]}`)["data"].(map[string]any)["number"].(string)
	}
	back := func(number, more string) string {
		return `{"number":"` + number + `","reason":"wrong_item","lines":[{"label":"Câble","unit_cents":-500,"rate_permille":200,"nature":"goods"}],"payments":[{"tender":"transfer","cents":-500}]` + more + `}`
	}
	sent := func(made map[string]any) *bank.Account {
		return ask[service.ReceiptSheet](t, app, "till.record", `{"number":"`+made["data"].(map[string]any)["number"].(string)+`"}`).Account
	}
	whole := bank.Account{Holder: "Ana Roy", IBAN: "FR7630006000011234567890189"}

	card := sell("card", "")
	refuse(t, app, "till.refund", back(card, ""), bank.AccountNeeded, "iban")
	refuse(t, app, "till.refund", back(card, `,"iban":"FR7630006000011234567890188","holder":"Ana Roy"`), fault.Malformed, "iban")
	refuse(t, app, "till.refund", back(card, `,"iban":"FR7630006000011234567890189"`), fault.Missing, "holder")
	if to := sent(do(t, app, "till.refund", back(card, backTo))); to == nil || *to != whole {
		t.Errorf("of a receipt without a file it keeps %v", to)
	}
	filed := sell("card", `"repair":"`+id+`",`)
	if to := sent(do(t, app, "till.refund", back(filed, backTo))); to == nil || *to != whole {
		t.Errorf("of a file it keeps %v", to)
	}
	if to := sent(do(t, app, "till.refund", back(sell("transfer", ""), ""))); to != nil {
		t.Errorf("it goes back to where it came from, not to %v", to)
	}

	refuse(t, app, "till.give_back", `{"number":"`+card+`","reason":"too_early","payments":[{"tender":"transfer","cents":-500}]}`, bank.AccountNeeded, "iban")
	do(t, app, "till.give_back", `{"number":"`+card+`","reason":"too_early","payments":[{"tender":"transfer","cents":-500}]`+backTo+`}`)
	caution := do(t, app, "till.caution", `{"cents":20000,"payment":{"tender":"card"}}`)["data"].(map[string]any)["number"].(string)
	refuse(t, app, "till.caution", `{"cents":-20000,"number":"`+caution+`","payment":{"tender":"transfer"}}`, bank.AccountNeeded, "iban")
	do(t, app, "till.caution", `{"cents":-20000,"number":"`+caution+`","payment":{"tender":"transfer"}`+backTo+`}`)
}

func TestWhatAContractGivesBackByTransferGoesToAnAccount(t *testing.T) {
	app := shop(t)
	contract := signed(t, app, client(t, app, "Ana Roy"), boiler)
	do(t, app, "contract.pay", `{"id":"`+contract+`","cents":12000,"ref":"VIR 1"}`)
	do(t, app, "contract.end", `{"id":"`+contract+`","why":"our_breach","channel":"counter"}`)
	owed := ask[service.ContractNow](t, app, "contract.get", `{"id":"`+contract+`"}`).BackCents
	if owed < 1 {
		t.Fatalf("nothing goes back: %d", owed)
	}
	refuse(t, app, "contract.pay", `{"id":"`+contract+`","cents":-100,"ref":"VIR 2"}`, bank.AccountNeeded, "iban")
	do(t, app, "contract.pay", `{"id":"`+contract+`","cents":-100,"ref":"VIR 2"`+backTo+`}`)
	if to := ask[service.ContractNow](t, app, "contract.get", `{"id":"`+contract+`"}`).BackTo; to == nil || to.IBAN != "…0189" {
		t.Errorf("it keeps %v", to)
	}
}
