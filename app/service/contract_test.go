package service_test

import (
	"slices"
	"testing"
	"time"

	"etabli/app/domain/contract"
	"etabli/app/domain/erasure"
	"etabli/app/domain/fault"
	"etabli/app/domain/staff"
	"etabli/app/domain/vat"
	"etabli/app/domain/warranty"
	"etabli/app/service"
)

// client adds a customer and answers its id.
func client(t testing.TB, app *service.App, name string) string {
	t.Helper()
	return do(t, app, "customer.save", `{"name":"`+name+`"}`)["data"].(map[string]any)["id"].(string)
}

// signed signs a yearly contract that renews itself, and answers its id.
func signed(t testing.TB, app *service.App, customer, more string) string {
	t.Helper()
	return do(t, app, "contract.sign", `{"customer":"`+customer+`","sort":"maintenance","plan":"Entretien annuel","months":12,"renews":true,
		"notice_months":1,"cents":12000,"rate_permille":100,"entitled":[{"what":"visit","n":1}]`+more+`}`)["data"].(map[string]any)["id"].(string)
}

func contractOf(t testing.TB, app *service.App, id string) service.ContractNow {
	t.Helper()
	return ask[service.ContractNow](t, app, "contract.get", `{"id":"`+id+`"}`)
}

const boiler = `,"devices":[{"label":"Chaudière Frisquet","serial":"FR-123456","delivered_on":"2026-03-20","by":"us","condition":"new"}]`

func TestAContractIsUsedToldRenewedAndLeftFreelyWhenNobodyTold(t *testing.T) {
	now := time.Date(2026, 4, 1, 10, 0, 0, 0, time.UTC)
	app := shopAt(t, &now)
	sophie := hire(t, app, "Sophie M.", "manager")
	ana := client(t, app, "Ana Roy")
	id := signed(t, app, ana, boiler)
	bill := do(t, app, "till.sell", `{"lines":[{"label":"Entretien annuel","unit_cents":12000,"rate_permille":100}],"payments":[{"tender":"card","cents":12000}]}`)["data"].(map[string]any)["number"].(string)
	do(t, app, "contract.pay", `{"id":"`+id+`","receipt":"`+bill+`"}`)
	refuse(t, app, "contract.pay", `{"id":"`+id+`","receipt":"`+bill+`"}`, contract.PaidBefore, "receipt")

	do(t, app, "contract.use", `{"id":"`+id+`","what":"visit","cost_cents":3000}`)
	refuse(t, app, "contract.use", `{"id":"`+id+`","what":"visit"}`, contract.NoneLeft, "approved_by")
	refuse(t, app, "contract.use", `{"id":"`+id+`","what":"loaner"}`, contract.NotEntitled, "what")
	do(t, app, "contract.use", `{"id":"`+id+`","what":"visit","approved_by":"`+sophie+`"}`)
	c := contractOf(t, app, id)
	if len(c.Uses) != 2 || c.Left[0].N != -1 || c.OwedCents != 0 || c.CustomerName != "Ana Roy" || c.Devices[0].Label != "Chaudière Frisquet" {
		t.Fatalf("%+v", c)
	}
	do(t, app, "contract.use", `{"id":"`+id+`","undo":"`+c.Uses[1].Entry+`"}`)
	if c = contractOf(t, app, id); len(c.Uses) != 1 || c.Left[0].N != 0 {
		t.Errorf("%+v", c.Left)
	}

	now = time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	if list := ask[[]service.ContractNow](t, app, "contract.letters", `{}`); len(list) != 1 || list[0].Letter != contract.Due {
		t.Errorf("letters %+v", list)
	}
	now = time.Date(2027, 1, 29, 10, 0, 0, 0, time.UTC) // a day too late
	refuse(t, app, "contract.notice", `{"id":"`+id+`","channel":"letter"}`, contract.OutOfWindow, "on")
	if list := ask[[]service.ContractNow](t, app, "contract.risks", `{}`); len(list) != 1 || list[0].Letter != contract.Missed {
		t.Errorf("risks %+v", list)
	}

	now = time.Date(2027, 5, 1, 10, 0, 0, 0, time.UTC)
	bill = do(t, app, "till.sell", `{"lines":[{"label":"Entretien annuel","unit_cents":12000,"rate_permille":100}],"payments":[{"tender":"card","cents":12000}]}`)["data"].(map[string]any)["number"].(string)
	do(t, app, "contract.pay", `{"id":"`+id+`","receipt":"`+bill+`"}`)
	ways := ask[[]service.WayOut](t, app, "contract.leaving", `{"id":"`+id+`"}`)
	if !slices.ContainsFunc(ways, func(w service.WayOut) bool { return w.Why == contract.NoNotice && w.Cents == 10984 }) {
		t.Errorf("ways out %+v", ways)
	}
	do(t, app, "contract.end", `{"id":"`+id+`","why":"no_notice","channel":"phone"}`)
	refuse(t, app, "contract.end", `{"id":"`+id+`","why":"early"}`, contract.NotRunning, "id")
	c = contractOf(t, app, id)
	if c.Term.N != 1 || c.BackCents != 10984 || c.End.RefundBy != "2027-05-31" || c.BackLate {
		t.Errorf("%+v", c)
	}
	now = now.AddDate(0, 0, 31)
	if list := ask[[]service.ContractNow](t, app, "contract.risks", `{}`); len(list) != 1 || !list[0].BackLate {
		t.Errorf("risks %+v", list)
	}
	back := do(t, app, "till.refund", `{"number":"`+bill+`","reason":"contract_ended","lines":[{"label":"Entretien annuel","unit_cents":-10984,"rate_permille":100}],"payments":[{"tender":"card","cents":-10984}]}`)["data"].(map[string]any)["number"].(string)
	do(t, app, "contract.pay", `{"id":"`+id+`","receipt":"`+back+`"}`)
	if list := ask[[]service.ContractNow](t, app, "contract.risks", `{}`); len(list) != 0 {
		t.Errorf("risks %+v", list)
	}
	profit := ask[service.ContractProfits](t, app, "contract.profit", `{}`)
	if profit.PaidCents != 13016 || profit.EarnedNet != 11833 || profit.CostCents != 3000 || profit.Margin != 8833 || len(profit.Contracts) != 1 {
		t.Errorf("profit %+v", profit)
	}
}

func TestAnExtensionIsALayerOfTheVerdictAndSaysWhatTheLegalGuaranteeGivesAnyway(t *testing.T) {
	now := time.Date(2026, 4, 1, 10, 0, 0, 0, time.UTC)
	app := shopAt(t, &now)
	ana := client(t, app, "Ana Roy")
	extension := func(starts, more string) string {
		return `{"customer":"` + ana + `","sort":"extension","plan":"Garantie commerciale 3 ans","months":36,"cents":7900,"rate_permille":200,"starts_on":"` + starts + `"` + more + boiler + `}`
	}
	refuse(t, app, "contract.sign", extension("2026-04-01", ""), contract.Overlaps, "starts_on")
	id := do(t, app, "contract.sign", extension("2026-04-01", `,"overlap_told":true`))["data"].(map[string]any)["id"].(string)
	if c := contractOf(t, app, id); c.Overlap != "2028-03-20" {
		t.Errorf("overlap %q", c.Overlap)
	}
	do(t, app, "contract.sign", extension("2028-03-21", ""))

	now = time.Date(2028, 6, 1, 10, 0, 0, 0, time.UTC)
	file := do(t, app, "repair.receive", `{"customer":{"id":"`+ana+`"},"product":{"label":"Chaudière Frisquet","serial":"FR-123456"},"fault":"Ne chauffe plus"}`)["data"].(map[string]any)["id"].(string)
	v := ask[service.Verdict](t, app, "warranty.verdict", `{"id":"`+file+`"}`)
	if v.Layer != warranty.COM || v.Owes != warranty.Us || v.Answer != warranty.Possible {
		t.Errorf("verdict %+v", v)
	}
	if on := ask[[]service.ContractNow](t, app, "contract.on", `{"id":"`+file+`"}`); len(on) != 2 {
		t.Errorf("contracts on the device: %+v", on)
	}
}

func TestAMaintenanceContractIsALayerForWearToo(t *testing.T) {
	now := time.Date(2029, 4, 1, 10, 0, 0, 0, time.UTC)
	app := shopAt(t, &now)
	bench := hire(t, app, "Louis T.", "technician")
	ana := client(t, app, "Ana Roy")
	signed(t, app, ana, `,"covers":["manufacture","software","wear"]`+boiler)
	file := do(t, app, "repair.receive", `{"customer":{"id":"`+ana+`"},"product":{"label":"Chaudière Frisquet","serial":"FR-123456"},"fault":"Ne chauffe plus"}`)["data"].(map[string]any)["id"].(string)
	do(t, app, "repair.move", `{"staff":"`+bench+`","id":"`+file+`","to":"diag"}`)
	do(t, app, "repair.diagnose", `{"staff":"`+bench+`","id":"`+file+`","finding":"Joint usé","verdict":"wear"}`)
	v := ask[service.Verdict](t, app, "warranty.verdict", `{"id":"`+file+`"}`)
	if v.Layer != warranty.MNT || v.Answer != warranty.Covered || v.Pays != warranty.Us {
		t.Errorf("verdict %+v", v)
	}
}

func TestWhoWasTelephonedHasToHaveAgreedUnlessAContractRuns(t *testing.T) {
	now := noon
	app := shopAt(t, &now)
	ana := client(t, app, "Ana Roy")
	in := `{"customer":"` + ana + `","sort":"maintenance","plan":"Entretien","months":12,"cents":100,"made":"phone","solicited":true` + boiler + `}`
	refuse(t, app, "contract.sign", in, contract.Unasked, "solicited")
	signed(t, app, ana, boiler)
	do(t, app, "contract.sign", in)

	paul := client(t, app, "Paul Caron")
	do(t, app, "customer.consent", `{"id":"`+paul+`","to":"phone_marketing","given":true,"proof":"paper"}`)
	do(t, app, "contract.sign", `{"customer":"`+paul+`","sort":"maintenance","plan":"Entretien","months":12,"cents":100,"made":"phone","solicited":true`+boiler+`}`)
}

func TestARunningContractKeepsItsCustomer(t *testing.T) {
	now := noon
	app := shopAt(t, &now)
	ana := client(t, app, "Ana Roy")
	id := signed(t, app, ana, boiler)
	plan := ask[service.ErasurePlan](t, app, "erasure.plan", `{"id":"`+ana+`"}`)
	if !slices.ContainsFunc(plan.Stays, func(s erasure.Stays) bool { return s.Why == erasure.OpenContract }) {
		t.Errorf("stays %+v", plan.Stays)
	}
	do(t, app, "contract.end", `{"id":"`+id+`","why":"early"}`)
	now = now.AddDate(0, 0, 2)
	if plan = ask[service.ErasurePlan](t, app, "erasure.plan", `{"id":"`+ana+`"}`); slices.ContainsFunc(plan.Stays, func(s erasure.Stays) bool { return s.Why == erasure.OpenContract }) {
		t.Errorf("stays %+v", plan.Stays)
	}
}

func TestWhoMayNotTakeMoneyLogsNoPaymentOfAContract(t *testing.T) {
	app := shop(t)
	keeper := hire(t, app, "Omar L.", "storekeeper")
	id := signed(t, app, client(t, app, "Ana Roy"), boiler)
	refuse(t, app, "contract.pay", `{"staff":"`+keeper+`","id":"`+id+`","cents":100,"ref":"VIR 1"}`, staff.NoRight, "staff")
	refuse(t, app, "contract.sign", `{"customer":"`+id+`","sort":"maintenance","plan":"x","months":1,"cents":1`+boiler+`}`, fault.NotFound, "customer")
	refuse(t, app, "contract.cover", `{"id":"`+id+`","devices":[]}`, fault.Missing, "devices")
}

func TestADeviceThatWasTakenOutOfAContractIsNoLongerCovered(t *testing.T) {
	app := shop(t)
	ana := client(t, app, "Ana Roy")
	id := signed(t, app, ana, boiler)
	file := put(t, app, "repair.receive", `{"customer":{"id":"`+ana+`"},"product":{"label":"Radiateur","serial":"R-1"}}`, "id")
	covers := func() (n int, layer string) {
		return len(ask[[]service.ContractNow](t, app, "contract.on", `{"id":"`+file+`"}`)), string(ask[service.Verdict](t, app, "warranty.verdict", `{"id":"`+file+`"}`).Layer)
	}
	do(t, app, "contract.cover", `{"id":"`+id+`","devices":[{"repair":"`+file+`"}]}`)
	if n, layer := covers(); n != 1 || layer != "mnt" {
		t.Errorf("covered by %d, owed under %q", n, layer)
	}
	do(t, app, "contract.cover", `{"id":"`+id+`","out":true,"devices":[{"repair":"`+file+`"}]}`)
	if n, layer := covers(); n != 0 || layer != "" {
		t.Errorf("taken out and covered by %d, owed under %q", n, layer)
	}
}

func TestAContractHasARateOfItsDayAndCountry(t *testing.T) {
	now := time.Date(2026, 4, 1, 10, 0, 0, 0, time.UTC)
	app := shopAt(t, &now)
	ana := client(t, app, "Ana Roy")
	at := func(rate string) string {
		return `{"customer":"` + ana + `","sort":"maintenance","plan":"Entretien","months":12,"cents":12000,"rate_permille":` + rate + `,"starts_on":"2026-04-01"` + boiler + `}`
	}
	for _, rate := range []string{"196", "85", "1"} {
		refuse(t, app, "contract.sign", at(rate), vat.UnknownRate, "rate_permille")
	}
	refuse(t, app, "contract.sign", at("1001"), fault.OutOfRange, "rate_permille")
	do(t, app, "contract.sign", at("100"))
}
