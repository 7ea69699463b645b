package present_test

import (
	"context"
	"strings"
	"testing"

	"etabli/app/domain/account"
	"etabli/app/domain/contract"
	"etabli/app/domain/fault"
	"etabli/app/domain/guarantor"
	"etabli/app/domain/invoice"
	"etabli/app/domain/sendout"
	"etabli/app/present"
	"etabli/app/present/sample"
	"etabli/app/service"
	"etabli/app/views"
)

// ledger is the shop of the pictures with commands that note themselves; refuse is
// what they answer.
type ledger struct {
	*sample.Shop
	did    []any
	refuse error
}

func (l *ledger) note(in any) (service.Result, error) {
	if l.refuse != nil {
		return service.Result{}, l.refuse
	}
	l.did = append(l.did, in)
	return service.Result{}, nil
}

func (l *ledger) SignContract(_ context.Context, _ service.Call, in *service.SignContractInput) (service.Result, error) {
	_, err := l.note(in)
	return service.Result{Data: views.Contract{ID: sample.ID(161)}}, err
}

func (l *ledger) UseContract(_ context.Context, _ service.Call, in *service.UseContractInput) (service.Result, error) {
	return l.note(in)
}

func (l *ledger) PayContract(_ context.Context, _ service.Call, in *service.PayContractInput) (service.Result, error) {
	return l.note(in)
}

func (l *ledger) EndContract(_ context.Context, _ service.Call, in *service.EndContractInput) (service.Result, error) {
	return l.note(in)
}

func (l *ledger) CreditInvoice(_ context.Context, _ service.Call, in *service.CreditInvoiceInput) (service.Result, error) {
	return l.note(in)
}

func (l *ledger) SaveAccount(_ context.Context, _ service.Call, in *service.AccountInput) (service.Result, error) {
	return l.note(in)
}

func (l *ledger) PayInvoice(_ context.Context, _ service.Call, in *service.PayInvoiceInput) (service.Result, error) {
	return l.note(in)
}

func (l *ledger) PlanDebt(_ context.Context, _ service.Call, in *service.PlanInput) (service.Result, error) {
	return l.note(in)
}

func (l *ledger) AnswerRecourse(_ context.Context, _ service.Call, in *service.TakenInput) (service.Result, error) {
	return l.note(in)
}

func (l *ledger) TakeOutOfSendout(_ context.Context, _ service.Call, in *service.SendoutDevice) (service.Result, error) {
	return l.note(in)
}

func (l *ledger) DecideSendout(_ context.Context, _ service.Call, in *service.SendoutDecideInput) (service.Result, error) {
	return l.note(in)
}

// shown is what a presenter over a list and a detail has shown last.
type shown struct {
	list  present.ListState
	one   present.Detail
	pages present.ManagerPages
	went  []present.Route
}

// onLedger makes the surroundings of a presenter that answers at once.
func onLedger() (*ledger, *shown, present.Env) {
	d := &shown{}
	env := sample.Env(frenchWords())
	env.Go = func(r present.Route) { d.went = append(d.went, r) }
	return &ledger{Shop: sample.Typical()}, d, env
}

func (d *shown) showList(s present.ListState)    { d.list = s }
func (d *shown) showOne(s present.Detail)        { d.one = s }
func (d *shown) showHead(p present.ManagerPages) { d.pages = p }
func at(s present.Screen, n byte) present.Route  { return present.Route{Screen: s, Open: sample.ID(n)} }
func (d *shown) card(title string) (out []string) {
	for _, c := range d.one.Cards {
		if c.Title == title {
			for _, l := range c.Lines {
				out = append(out, l.Label+": "+l.Value)
			}
		}
	}
	return out
}

func contractsOf(t *testing.T) (*present.Contracts, *ledger, *shown) {
	l, d, env := onLedger()
	c := present.NewContracts(env, present.ContractPorts{Contracts: l, Acts: l, Files: l, Papers: l}, d.showHead, d.showList, d.showOne)
	c.Enter(t.Context())
	t.Cleanup(c.Leave)
	return c, l, d
}

func TestWhatAContractStillGivesIsShownBesideWhatWasUsed(t *testing.T) {
	c, _, d := contractsOf(t)
	c.Show(at(present.ContractsScreen, 160))
	given := d.card("Ce que donne chaque période")
	if len(given) != 3 || given[0] != "Visite d’entretien: reste 1 · 1 utilisé" {
		t.Errorf("%q", given)
	}
	if d.one.Primary.ID != "contract.notice" || len(d.pages.Choices) != 4 {
		t.Errorf("the next thing is %q, pages %+v", d.one.Primary.ID, d.pages)
	}
}

func TestMoneyThatHasToGoBackComesFirst(t *testing.T) {
	c, l, d := contractsOf(t)
	c.ScopeChosen(present.PayBackScope)
	if d.list.Total != 1 || c.Row(0).Chip.Tone != present.Late {
		t.Fatalf("%+v", c.Row(0))
	}
	c.Show(at(present.ContractsScreen, 163))
	c.PrimaryPressed()
	c.SheetTyped("ref", "VIR-1")
	c.SheetSubmitted()
	if in, ok := l.did[0].(*service.PayContractInput); !ok || in.Cents != -6_420 || in.Ref != "VIR-1" {
		t.Errorf("%+v", l.did)
	}
}

func TestAUseBeyondTheTermIsRefusedUnderWhoMayAllowIt(t *testing.T) {
	c, l, d := contractsOf(t)
	c.Show(at(present.ContractsScreen, 160))
	c.ActionPressed("contract.use")
	l.refuse = fault.New(contract.NoneLeft, "approved_by", "what", "visit", "n", "0")
	c.SheetSubmitted()
	last := d.one.Sheet.Fields[len(d.one.Sheet.Fields)-1]
	if last.Key != "approved_by" || !strings.Contains(last.Error, "Visite d’entretien") {
		t.Errorf("%+v", last)
	}
}

func TestAContractIsSignedForTheCustomerAndTheDeviceOfAFile(t *testing.T) {
	c, l, d := contractsOf(t)
	c.EmptyPressed()
	c.SheetSubmitted()
	if d.one.Sheet.Fields[0].Error == "" {
		t.Fatal("a contract of nobody is not refused")
	}
	file := l.Repairs[0]
	for key, value := range map[string]string{"repair": file.Number, "plan": "Sérénité", "cents": "129", "visit": "2", "freely": "loaner"} {
		c.SheetTyped(key, value)
	}
	c.SheetSubmitted()
	in, ok := l.did[0].(*service.SignContractInput)
	if !ok || in.Customer != file.CustomerID || *in.Devices[0].Repair != file.ID || in.Cents != 12_900 || in.Months != 12 || !in.Renews || len(in.Entitled) != 2 {
		t.Errorf("%+v", l.did)
	}
	if len(d.went) != 1 || d.went[0].Open != sample.ID(161) {
		t.Errorf("it leads to %v", d.went)
	}
}

func TestEachWayOutSaysWhatItComesTo(t *testing.T) {
	c, l, d := contractsOf(t)
	c.Show(at(present.ContractsScreen, 160))
	if out := d.card("Ce que donnerait une fin"); len(out) != 3 {
		t.Fatalf("%q", out)
	}
	c.ActionPressed("contract.end")
	c.SheetSubmitted()
	if len(l.did) != 0 {
		t.Fatal("it ended without a reason")
	}
	c.SheetTyped("why", "device_gone")
	c.SheetSubmitted()
	if in, ok := l.did[0].(*service.EndContractInput); !ok || in.Why != contract.DeviceGone {
		t.Errorf("%+v", l.did)
	}
}

func accountsOf(t *testing.T) (*present.Accounts, *ledger, *shown) {
	l, d, env := onLedger()
	a := present.NewAccounts(env, present.AccountPorts{Accounts: l, Acts: l, Files: l, Papers: l}, d.showHead, d.showList, d.showOne)
	a.Enter(t.Context())
	t.Cleanup(a.Leave)
	return a, l, d
}

func TestAnAccountShowsWhatIsOwedToInvoiceAndToCredit(t *testing.T) {
	a, l, d := accountsOf(t)
	a.Show(at(present.AccountsScreen, 3))
	if d.one.Primary.ID != "account.bill" || len(d.one.Clocks) != 3 || len(d.card("Factures")) != 3 {
		t.Fatalf("%+v", d.one)
	}
	a.ActionPressed("account.credit:LIL2-2026-000388")
	if in, ok := l.did[0].(*service.CreditInvoiceInput); !ok || in.Receipt != "LIL2-2026-000388" {
		t.Errorf("%+v", l.did)
	}
}

func TestAnAssociationWithoutSIRENAsksForItsOwnNumber(t *testing.T) {
	a, l, d := accountsOf(t)
	a.ActionPressed("account.new")
	a.SheetTyped("scheme", "rna")
	var keys []string
	for _, f := range d.one.Sheet.Fields {
		keys = append(keys, f.Key)
	}
	if len(keys) < 4 || keys[0] != "repair" || keys[3] != "number" || keys[4] != "address" {
		t.Fatalf("it asks for %q", keys)
	}
	a.SheetClosed()
	a.Show(at(present.AccountsScreen, 3))
	a.ActionPressed("account.edit")
	a.SheetTyped("scheme", "rna")
	a.SheetTyped("number", "W595001234")
	a.SheetSubmitted()
	if in, ok := l.did[0].(*service.AccountInput); !ok || in.Scheme != account.ByRNA || in.Number != "W595001234" || in.Legal == "" {
		t.Errorf("%+v", l.did)
	}
}

func TestAnInvoiceIsPaidAsFarAsItIsOwed(t *testing.T) {
	a, l, d := accountsOf(t)
	a.ScopeChosen(present.BilledScope)
	a.RowChosen(0)
	a.Show(d.went[0])
	if d.one.Code != "F-LIL2-2026-000031" || d.one.Primary.ID != "invoice.pay" {
		t.Fatalf("%q: %q", d.one.Code, d.one.Primary.ID)
	}
	a.PrimaryPressed()
	a.SheetTyped("payment.ref", "VIR-9")
	a.SheetSubmitted()
	if in, ok := l.did[0].(*service.PayInvoiceInput); !ok || in.Payment.Cents != 61_200 || in.Payment.Ref != "VIR-9" {
		t.Errorf("%+v", l.did)
	}
}

func TestAnInvoiceGoesOnlyWhereAPlatformLetsIt(t *testing.T) {
	a, _, d := accountsOf(t)
	a.Show(at(present.AccountsScreen, 181))
	a.ActionPressed("invoice.step")
	if f := d.one.Sheet.Fields[0]; len(f.Choices) != 1 || f.Value != string(invoice.Handed) {
		t.Errorf("%+v", f)
	}
}

func TestADebtIsPaidInPartsThatNameTheirDays(t *testing.T) {
	a, l, d := accountsOf(t)
	a.ScopeChosen(present.OwedScope)
	a.RowChosen(1)
	a.Show(d.went[0])
	a.PrimaryPressed()
	a.SheetTyped("parts.0.cents", "60")
	a.SheetSubmitted()
	if len(l.did) != 0 || d.one.Sheet.Fields[0].Error == "" {
		t.Fatalf("a part without a day was agreed: %+v", d.one.Sheet)
	}
	for key, value := range map[string]string{"parts.0.due_on": "01/12/2026", "parts.1.due_on": "01/01/2027", "parts.1.cents": "60"} {
		a.SheetTyped(key, value)
	}
	a.SheetSubmitted()
	if in, ok := l.did[0].(*service.PlanInput); !ok || len(in.Parts) != 2 || in.Parts[0].Due != "2026-12-01" || in.Parts[1].Cents != 6_000 {
		t.Errorf("%+v", l.did)
	}
}

func thirdsOf(t *testing.T) (*present.Thirds, *ledger, *shown) {
	l, d, env := onLedger()
	p := present.NewThirds(env, present.ThirdPorts{Thirds: l, Acts: l, Files: l, Papers: l}, d.showHead, d.showList, d.showOne)
	p.Enter(t.Context())
	t.Cleanup(p.Leave)
	return p, l, d
}

func TestAClaimAgainstAGuarantorSaysWhatIsOurLoss(t *testing.T) {
	p, l, d := thirdsOf(t)
	p.Show(at(present.ThirdsScreen, 190))
	if len(d.one.Clocks) != 3 || d.one.Clocks[2].Tone != present.Late || d.one.Primary.ID != "recourse.pay" || len(d.one.Events) != 2 {
		t.Fatalf("%+v", d.one)
	}
	l.Others.Claims[1].Status = guarantor.Submitted
	p.Show(at(present.ThirdsScreen, 191))
	p.PrimaryPressed()
	p.SheetTyped("cents", "0")
	p.SheetTyped("reason", "price")
	p.SheetSubmitted()
	if in, ok := l.did[0].(*service.TakenInput); !ok || in.Cents != 0 || in.Reason != "price" {
		t.Errorf("%+v", l.did)
	}
}

func TestADeviceOfABatchIsAnsweredByItsOwnCard(t *testing.T) {
	p, l, d := thirdsOf(t)
	p.ScopeChosen(present.BatchesScope)
	if d.list.Total != 2 || p.Row(0).Chip.Tone != present.Late {
		t.Fatalf("%+v", d.list)
	}
	p.Show(at(present.ThirdsScreen, 195))
	if len(d.one.Forms) != 1 {
		t.Fatalf("the list to tick is not printed: %+v", d.one.Forms)
	}
	p.ActionPressed(d.one.Forms[0].ID)
	if d.one.Notice.Tone != present.Good {
		t.Errorf("the list to tick was not printed: %+v", d.one.Notice)
	}
	act := d.one.Cards[0].Acts[0]
	if act.ID != "sendout.decide:"+sample.ID(2).String() {
		t.Fatalf("%+v", d.one.Cards[0].Acts)
	}
	p.ActionPressed(act.ID)
	p.SheetTyped("go_on", "no")
	p.SheetTyped("reason", "too_dear")
	p.SheetSubmitted()
	if in, ok := l.did[0].(*service.SendoutDecideInput); !ok || in.GoOn || in.File != sample.ID(2) || in.Reason != "too_dear" {
		t.Errorf("%+v", l.did)
	}
	p.Show(at(present.ThirdsScreen, 196))
	p.ActionPressed("sendout.out:" + sample.ID(6).String())
	if in, ok := l.did[1].(*service.SendoutDevice); !ok || in.File != sample.ID(6) {
		t.Errorf("%+v", l.did)
	}
}

func TestAPartOfThirdPartiesBeginsItsOwnKind(t *testing.T) {
	p, _, d := thirdsOf(t)
	for scope, want := range map[present.Scope]string{
		present.GuarantorsScope: "Demander à un garant", present.BatchesScope: "Préparer un lot", present.BonusesScope: "Valider un bonus",
	} {
		p.ScopeChosen(scope)
		p.EmptyPressed()
		if d.one.Sheet.Title != want {
			t.Errorf("%s begins %q", scope, d.one.Sheet.Title)
		}
		p.SheetClosed()
	}
}

func TestABonusNamesWhatItsFileLacks(t *testing.T) {
	p, _, d := thirdsOf(t)
	p.Show(at(present.ThirdsScreen, 200))
	if lacks := d.card("Dossier du bonus"); len(lacks) != 2 || d.one.Primary.ID != "bonus.complete" {
		t.Errorf("%q, %q", lacks, d.one.Primary.ID)
	}
}

func TestWhatCameBackFromASubcontractorHasAState(t *testing.T) {
	p, _, d := thirdsOf(t)
	p.Show(at(present.ThirdsScreen, 195))
	p.ActionPressed("sendout.scan")
	if f := d.one.Sheet.Fields[1]; f.Value != string(sendout.Repaired) || len(f.Choices) != 3 {
		t.Errorf("%+v", f)
	}
}
