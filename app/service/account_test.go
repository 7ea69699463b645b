package service_test

import (
	"strings"
	"testing"
	"time"

	"etabli/app/domain/account"
	"etabli/app/domain/debt"
	"etabli/app/domain/fault"
	"etabli/app/domain/invoice"
	"etabli/app/domain/till"
	"etabli/app/service"
)

const seller = `{"code":"LIL","name":"Établi Lille","address":"12 rue de la Clef, 59000 Lille","siret":"73282932000074"}`

// school is a business customer with an account, and the key of somebody of it.
func school(t testing.TB, app *service.App, more string) string {
	t.Helper()
	do(t, app, "site.save", seller)
	id := client(t, app, "Lycée Gaston-Berger")
	do(t, app, "account.save", `{"id":"`+id+`","legal_name":"Lycée Gaston-Berger","siren":"732 829 320","address":"Avenue Gaston-Berger, 59000 Lille","monthly":true`+more+`}`)
	return id
}

// onCredit sells a repair of a customer's device on account, and answers the
// receipt's number and the file's id.
func onCredit(t testing.TB, app *service.App, customer, serial, cents string) (number, file string) {
	t.Helper()
	file = do(t, app, "repair.receive", `{"customer":{"id":"`+customer+`"},"product":{"label":"Tablette","serial":"`+serial+`"}}`)["data"].(map[string]any)["id"].(string)
	return sellLater(t, app, file, cents), file
}

func sellLater(t testing.TB, app *service.App, file, cents string) string {
	t.Helper()
	return do(t, app, "till.sell", `{"repair":"`+file+`","lines":[{"label":"Écran","unit_cents":`+cents+`,"rate_permille":200,"nature":"goods"}],"payments":[{"tender":"later","cents":`+cents+`}]}`)["data"].(map[string]any)["number"].(string)
}

func balance(t testing.TB, app *service.App, id string) service.AccountNow {
	t.Helper()
	return ask[service.AccountNow](t, app, "account.get", `{"id":"`+id+`"}`)
}

func TestAMonthOfABusinessIsOneInvoiceThatIsPaidOnce(t *testing.T) {
	now := time.Date(2026, 11, 3, 10, 0, 0, 0, time.UTC)
	app := shopAt(t, &now)
	id := school(t, app, `,"term_days":30,"ceiling_cents":30000`)
	first, file := onCredit(t, app, id, "SN-1", "9999")
	do(t, app, "account.order", `{"id":"`+file+`","order_ref":"BC-2026-17"}`)
	now = now.AddDate(0, 0, 7)
	second, _ := onCredit(t, app, id, "SN-2", "12000")
	if b := balance(t, app, id); b.OwedCents != 21999 || *b.LeftCents != 8001 || b.ToInvoice != 21999 {
		t.Errorf("%+v", b)
	}
	now = time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	if due := ask[[]service.ToInvoice](t, app, "invoice.due", `{}`); len(due) != 1 || due[0].Cents != 21999 || !due[0].Monthly {
		t.Errorf("due %+v", due)
	}
	issue := `{"command_id":"0123456789abcdefghjkmnpqrw","customer":"` + id + `","to":"2026-11-30"}`
	do(t, app, "invoice.issue", issue)
	if again := do(t, app, "invoice.issue", issue); again["repeated"] != true {
		t.Errorf("again %+v", again)
	}
	refuse(t, app, "invoice.issue", `{"customer":"`+id+`"}`, invoice.Nothing, "customer")
	refuse(t, app, "invoice.issue", `{"customer":"`+id+`","receipts":["`+first+`"]}`, invoice.Before, "receipts.0")
	i := ask[service.InvoiceNow](t, app, "invoice.get", `{"number":"F-LIL2-2026-000001"}`)
	if i.Total != 21999 || len(i.Groups) != 2 || i.Groups[0].Order != "BC-2026-17" || i.DueOn != "2026-12-31" || i.OwedCents != 21999 ||
		i.Buyer.SIREN != "732829320" || i.Buyer.VAT != "FR44732829320" || i.Fee != 4000 || i.Seller.VAT != "FR44732829320" {
		t.Fatalf("%+v", i)
	}

	now = time.Date(2027, 1, 30, 10, 0, 0, 0, time.UTC) // thirty days late
	if i = ask[service.InvoiceNow](t, app, "invoice.get", `{"number":"F-LIL2-2026-000001"}`); i.DaysLate != 30 || i.FeeCents != 4000 || i.Interest != 142 {
		t.Errorf("late %+v", i)
	}
	if list := ask[service.Receivables](t, app, "receivable.list", `{"remind":true}`); len(list.Debts) != 2 || list.Debts[0].CustomerName != "Lycée Gaston-Berger" || list.Ages["1_30"] != 21999 {
		t.Errorf("receivables %+v", list)
	}
	refuse(t, app, "invoice.pay", `{"number":"F-LIL2-2026-000001","payment":{"tender":"transfer","cents":22000}}`, till.OwedLess, "payment.cents")
	pay := `{"command_id":"1123456789abcdefghjkmnpqrw","number":"F-LIL2-2026-000001","payment":{"tender":"transfer","cents":15000,"ref":"VIR 7"}}`
	do(t, app, "invoice.pay", pay)
	do(t, app, "invoice.pay", pay) // asked again
	if b := balance(t, app, id); b.OwedCents != 6999 {
		t.Errorf("%d are owed after a part", b.OwedCents)
	}
	do(t, app, "invoice.pay", `{"number":"F-LIL2-2026-000001","payment":{"tender":"transfer","ref":"VIR 8"}}`)
	if b := balance(t, app, id); b.OwedCents != 0 {
		t.Errorf("%d are owed after all", b.OwedCents)
	}

	back := do(t, app, "till.refund", `{"number":"`+second+`","reason":"wrong_item","lines":[{"label":"Écran","unit_cents":-2000,"rate_permille":200,"nature":"goods"}],"payments":[{"tender":"transfer","cents":-2000}]}`)["data"].(map[string]any)["number"].(string)
	if due := ask[[]service.ToInvoice](t, app, "invoice.due", `{}`); len(due) != 1 || len(due[0].Credits) != 1 {
		t.Errorf("to credit %+v", due)
	}
	do(t, app, "invoice.credit", `{"receipt":"`+back+`"}`)
	refuse(t, app, "invoice.credit", `{"receipt":"`+back+`"}`, invoice.Before, "receipt")
	c := ask[service.InvoiceNow](t, app, "invoice.get", `{"number":"A-LIL2-2027-000001"}`)
	if c.Total != -2000 || c.Refers != "F-LIL2-2026-000001" {
		t.Errorf("%+v", c)
	}

	refuse(t, app, "invoice.step", `{"number":"F-LIL2-2026-000001","state":"delivered"}`, invoice.NotAllowed, "state")
	do(t, app, "invoice.step", `{"number":"F-LIL2-2026-000001","state":"handed","ref":"PA-123"}`)
	if list := ask[[]service.InvoiceNow](t, app, "invoice.list", `{"list":"hand"}`); len(list) != 1 || list[0].Number != "A-LIL2-2027-000001" {
		t.Errorf("to hand over %+v", list)
	}
	data := ask[service.InvoiceData](t, app, "invoice.xml", `{"number":"F-LIL2-2026-000001"}`)
	for _, want := range []string{
		"<ram:ID>F-LIL2-2026-000001</ram:ID>", `<ram:ID schemeID="0002">732829320</ram:ID>`, "<ram:GrandTotalAmount>219.99</ram:GrandTotalAmount>",
		"<ram:ChargeAmount>83.320000</ram:ChargeAmount>", "BC-2026-17", "<ram:CityName>Lille</ram:CityName>", "<ram:SubjectCode>PMT</ram:SubjectCode>",
	} {
		if !strings.Contains(data.XML, want) {
			t.Errorf("%s is not in\n%s", want, data.XML)
		}
	}
	credit := ask[service.InvoiceData](t, app, "invoice.xml", `{"number":"A-LIL2-2027-000001"}`)
	if !strings.Contains(credit.XML, "<ram:TypeCode>381</ram:TypeCode>") || strings.Contains(credit.XML, ">-") {
		t.Errorf("a credit note:\n%s", credit.XML)
	}
}

func TestAnAccountIsHeldToItsCeilingItsOrdersAndWhoMayOrder(t *testing.T) {
	now := noon
	app := shopAt(t, &now)
	sophie := hire(t, app, "Sophie M.", "manager")
	id := school(t, app, `,"order_needed":true,"ceiling_cents":10000`)
	do(t, app, "customer.save_person", `{"id":"`+id+`","key":"paul","name":"Paul Caron","roles":["collector"]}`)
	do(t, app, "customer.save_person", `{"id":"`+id+`","key":"ines","name":"Inès Diallo","roles":["orderer"]}`)
	file := do(t, app, "repair.receive", `{"customer":{"id":"`+id+`"},"product":{"label":"Tablette","serial":"SN-1"}}`)["data"].(map[string]any)["id"].(string)
	sell := func(cents, more string) string {
		return `{"repair":"` + file + `","lines":[{"label":"Écran","unit_cents":` + cents + `,"rate_permille":200}],"payments":[{"tender":"later","cents":` + cents + `}]` + more + `}`
	}
	refuse(t, app, "till.sell", sell("5000", ""), account.OrderNeeded, "repair")
	refuse(t, app, "account.order", `{"id":"`+file+`"}`, account.OrderNeeded, "order_ref")
	refuse(t, app, "account.order", `{"id":"`+file+`","order_ref":"BC-1","by":"paul"}`, account.MayNotOrder, "by")
	refuse(t, app, "account.order", `{"id":"`+file+`","order_ref":"BC-1","by":"nobody"}`, fault.NotFound, "by")
	do(t, app, "account.order", `{"id":"`+file+`","order_ref":"BC-1","by":"ines"}`)
	do(t, app, "till.sell", sell("6000", ""))
	refuse(t, app, "till.sell", sell("4001", ""), account.Ceiling, "payments")
	do(t, app, "till.sell", sell("4001", `,"approved_by":"`+sophie+`"`))
	if b := balance(t, app, id); *b.LeftCents != -1 {
		t.Errorf("%+v", b)
	}
	var allowed []string
	for _, line := range ask[[]service.ReceiptSheet](t, app, "till.receipts", `{"kinds":["event"]}`) {
		if line.Reason == till.CeilingAllowed {
			allowed = append(allowed, line.Who)
		}
	}
	if len(allowed) != 1 || allowed[0] != "Sophie M." {
		t.Errorf("the log says that %q let it pass its ceiling", allowed)
	}
	do(t, app, "account.save", `{"id":"`+id+`","closed":true}`)
	if _, err := app.Ask(t.Context(), "account.get", []byte(`{"id":"`+id+`"}`)); fault.Of(err).Code != account.None {
		t.Errorf("a closed account: %v", err)
	}
	refuse(t, app, "account.save", `{"id":"`+id+`","legal_name":"x","siren":"732829321","address":"y"}`, fault.Malformed, "siren")
}

func TestACardThatIsDeclinedLaterIsADebtWithItsRemindersAndItsParts(t *testing.T) {
	now := time.Date(2026, 11, 28, 10, 0, 0, 0, time.UTC)
	app := shopAt(t, &now)
	file, _ := received(t, app)
	number := do(t, app, "till.sell", `{"repair":"`+file+`","lines":[{"label":"Écran","unit_cents":12000,"rate_permille":200}],"payments":[{"tender":"card","cents":12000,"auth":"offline","ref":"1234"}]}`)["data"].(map[string]any)["number"].(string)
	other := do(t, app, "till.sell", `{"lines":[{"label":"Câble","unit_cents":1300,"rate_permille":200}],"payments":[{"tender":"card","cents":1300,"auth":"offline"}]}`)["data"].(map[string]any)["number"].(string)
	if doubt := ask[[]service.InDoubt](t, app, "till.cards_in_doubt", `{}`); len(doubt) != 2 {
		t.Errorf("in doubt %+v", doubt)
	}
	do(t, app, "till.cards_came", `{"numbers":["`+other+`"]}`)
	do(t, app, "till.unpaid", `{"number":"`+number+`","reason":"declined"}`)
	refuse(t, app, "till.unpaid", `{"number":"`+number+`","tender":"card","reason":"declined"}`, till.FailedLess, "cents")
	if doubt := ask[[]service.InDoubt](t, app, "till.cards_in_doubt", `{}`); len(doubt) != 0 {
		t.Errorf("in doubt %+v", doubt)
	}
	of := ask[service.Receivables](t, app, "receivable.list", `{}`)
	if len(of.Debts) != 1 || of.Debts[0].Owed != 12000 || of.Debts[0].DueOn.String() != "2026-12-28" || of.Debts[0].CustomerName != "Karim Benali" {
		t.Fatalf("%+v", of)
	}
	who := of.Debts[0].Customer.String()
	if mine := ask[service.Receivables](t, app, "receivable.of", `{"id":"`+who+`"}`); mine.OwedCents != 12000 {
		t.Errorf("at the next visit: %+v", mine)
	}

	refuse(t, app, "receivable.plan", `{"number":"`+number+`","parts":[{"due_on":"2026-12-15","cents":6000},{"due_on":"2027-02-15","cents":6000}]}`, debt.IsCredit, "parts")
	refuse(t, app, "receivable.plan", `{"number":"`+number+`","parts":[{"due_on":"2026-12-15","cents":6000}]}`, debt.WrongSum, "parts")
	do(t, app, "receivable.plan", `{"number":"`+number+`","parts":[{"due_on":"2026-12-15","cents":6000},{"due_on":"2027-01-15","cents":6000}]}`)
	refuse(t, app, "receivable.remind", `{"number":"`+number+`","channel":"sms"}`, debt.NotOver, "number")
	now = time.Date(2026, 12, 22, 10, 0, 0, 0, time.UTC)
	if of = ask[service.Receivables](t, app, "receivable.list", `{"remind":true}`); len(of.Debts) != 1 || of.Debts[0].Remind != 1 || of.OverCents != 6000 {
		t.Errorf("to remind %+v", of)
	}
	do(t, app, "receivable.remind", `{"number":"`+number+`","channel":"sms"}`)
	do(t, app, "till.settle", `{"number":"`+number+`","payments":[{"tender":"cheque","cents":6000,"ref":"0001234"}]}`)
	if of = ask[service.Receivables](t, app, "receivable.list", `{}`); of.OverCents != 0 || of.OwedCents != 6000 || of.Debts[0].Reminded != 1 {
		t.Errorf("a part is paid: %+v", of)
	}
	do(t, app, "receivable.give_up", `{"number":"`+number+`","reason":"too_small"}`)
	if of = ask[service.Receivables](t, app, "receivable.list", `{}`); len(of.Debts) != 0 {
		t.Errorf("given up %+v", of)
	}
	do(t, app, "receivable.give_up", `{"number":"`+number+`","back":true}`)
	do(t, app, "till.settle", `{"number":"`+number+`","payments":[{"tender":"card","cents":6000}]}`)
	refuse(t, app, "receivable.give_up", `{"number":"`+number+`","reason":"too_small"}`, debt.NoDebt, "number")
	proofs := ask[[]service.TillProof](t, app, "till.verify", `{}`)
	if len(proofs) != 1 || len(proofs[0].Problems) != 0 {
		t.Errorf("%+v", proofs)
	}
}
