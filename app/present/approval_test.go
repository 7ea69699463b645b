package present_test

import (
	"testing"

	"etabli/app/domain/account"
	"etabli/app/domain/claim"
	"etabli/app/domain/discount"
	"etabli/app/domain/fault"
	"etabli/app/domain/quote"
	"etabli/app/domain/staff"
	"etabli/app/domain/till"
	"etabli/app/present"
	"etabli/app/present/sample"
	"etabli/app/service"
	"etabli/app/views"
)

// claire may override, and has a PIN.
func claire() views.Staff {
	return views.Staff{ID: id(3), Display: "Claire", Role: staff.Manager, HasPIN: true, May: staff.Rights()}
}

// field is the field of a sheet or a form; nil when it is not asked.
func field(fields []present.SheetField, key string) *present.SheetField {
	for i := range fields {
		if fields[i].Key == key {
			return &fields[i]
		}
	}
	return nil
}

func TestAThinMarginIsApprovedByAPIN(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		q, p, state := onQuote(t, b, func(q *quoter) {
			q.staff = func() ([]views.Staff, error) { return []views.Staff{claire()}, nil }
			q.pins = map[present.ID]string{id(3): "2580"}
			facts := quote.Facts{Version: 1, Work: "Pose", Lines: []quote.Line{{Kind: quote.Labour, Label: "Pose", Quantity: 1000, UnitCents: 6_000, CostCents: 4_900, Rate: 200}}}
			q.basis.File.Quote = &views.Quote{Version: 1, QuoteDetail: &views.QuoteDetail{Facts: &facts}}
		})
		p.FieldTyped("reason", "more_work")
		p.SavePressed()
		p.FieldTyped("approved_by", id(3).String())
		p.SavePressed()
		b.settle()
		if f := field(state.Form, "pin"); f == nil || f.Error == "" || len(q.sent) != 0 {
			t.Fatalf("without a PIN: %+v, sent %+v", state.Form, q.sent)
		}
		p.FieldTyped("pin", "2580")
		p.SavePressed()
		b.settle()
		if len(q.sent) != 1 || *q.sent[0].ApprovedBy != id(3) {
			t.Errorf("with it: %+v, %+v", q.sent, state.Notice)
		}
	})
}

func TestAnOfferAboveOnesOwnIsApprovedByAPIN(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		answered := claimed(1, claim.Open)
		answered.AnsweredMS = 5
		c, d, _, one := atDesk(t, b, answered)
		d.shop.staff = func() ([]views.Staff, error) {
			return []views.Staff{{ID: id(70), Display: "Nadia B.", Role: staff.Counter}, claire()}, nil
		}
		d.shop.pins = map[present.ID]string{id(3): "2580"}
		c.Leave()
		c.Enter(t.Context())
		c.Show(present.Route{Screen: present.ClaimsScreen, Open: id(1)})
		b.settle()
		c.PrimaryPressed()
		c.SheetTyped("words", "Nous vous remboursons.")
		c.SheetTyped("do", "refund")
		c.SheetTyped("refund", "89")
		c.SheetTyped("approved_by", id(3).String())
		c.SheetTyped("pin", "1111")
		c.SheetSubmitted()
		b.settle()
		if f := field(one.Sheet.Fields, "pin"); f == nil || f.Error == "" || len(d.did) != 0 {
			t.Fatalf("with a wrong PIN: %+v, done %+v", one.Sheet.Fields, d.did)
		}
		c.SheetTyped("pin", "2580")
		c.SheetSubmitted()
		b.settle()
		if len(d.did) != 1 || *d.did[0].(*service.DecideClaimInput).ApprovedBy != id(3) {
			t.Errorf("with it: %+v, %+v", d.did, one.Sheet)
		}
	})
}

func TestAUseBeyondTheTermIsAllowedByAPIN(t *testing.T) {
	env, l, d := caringFor(t)
	l.People[0].May, l.People[0].HasPIN = staff.Rights(), true
	boss := l.People[0].ID.String()
	p := present.NewContracts(env, present.ContractPorts{Contracts: l, Acts: l, Files: l}, d.showHead, d.showList, d.showOne)
	p.Enter(t.Context())
	t.Cleanup(p.Leave)
	p.Show(at(present.ContractsScreen, 160))
	p.ActionPressed("contract.use")
	if field(d.one.Sheet.Fields, "pin") != nil {
		t.Fatalf("a PIN is asked of nobody: %+v", d.one.Sheet.Fields)
	}
	p.SheetTyped("approved_by", boss)
	p.SheetTyped("pin", "0000")
	p.SheetSubmitted()
	if f := field(d.one.Sheet.Fields, "pin"); f == nil || f.Error == "" || len(l.did) != 0 {
		t.Fatalf("with a wrong PIN: %+v, done %+v", d.one.Sheet.Fields, l.did)
	}
	p.SheetTyped("pin", sample.Pin)
	p.SheetSubmitted()
	if in := did[service.UseContractInput](t, l); in.ApprovedBy.String() != boss {
		t.Errorf("%+v", in)
	}
}

func TestAnOrderBelowThePriceIsAllowedOnItsOwnSheet(t *testing.T) {
	env, l, d := caringFor(t)
	l.People[0].Role, l.People[0].HasPIN = staff.Manager, true
	l.Till.Terms.Discounts = discount.Caps{staff.Manager: 1000}
	boss := l.People[0].ID
	env.Desk.Staff = id(90)
	p := present.NewPreorders(env, present.PreorderPorts{Orders: l, Acts: l, Files: l}, d.showHead, d.showList, d.showOne)
	p.Enter(t.Context())
	t.Cleanup(p.Leave)
	p.EmptyPressed()
	if field(d.one.Sheet.Fields, "discount_why") != nil {
		t.Fatal("a reason is asked before anything was lowered")
	}
	p.SheetTyped("repair", l.Repairs[0].Number)
	p.SheetTyped("label", "Sac sur mesure")
	p.SheetTyped("price", "39,90")
	l.refuse = fault.New(discount.AboveAuthority, "approved_by", "permille", "400", "cap_permille", "0")
	p.SheetSubmitted()
	by := field(d.one.Sheet.Fields, "approved_by")
	if by == nil || by.Error == "" || len(by.Choices) != 1 || field(d.one.Sheet.Fields, "price").Value != "39,90" {
		t.Fatalf("who may allow it: %+v", d.one.Sheet.Fields)
	}
	p.SheetTyped("discount_why", "loyal_customer")
	p.SheetTyped("approved_by", boss.String())
	p.SheetTyped("pin", sample.Pin)
	l.refuse = nil
	p.SheetSubmitted()
	if in := did[service.PreorderInput](t, l); in.Why != "loyal_customer" || *in.ApprovedBy != boss || in.Lines[0].Unit != 3_990 {
		t.Errorf("%+v", in)
	}
}

func TestAnAccountAboveItsCeilingIsAllowedAtTheTillByAPIN(t *testing.T) {
	d := newDrawer(t)
	d.staff = func() ([]views.Staff, error) {
		return []views.Staff{claire(), {ID: id(4), Display: "Yann", Role: staff.Counter}}, nil
	}
	d.pins = map[present.ID]string{id(3): "2580"}
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		b.env.Desk.Staff = id(4)
		ring(b, p, "Casque", "100")
		p.KeyPressed(till.Card)
		d.refuse = fault.New(account.Ceiling, "payments", "left", "0", "ceiling", "10000")
		p.SavePressed()
		b.settle()
		by := field(s.sale.Sheet.Fields, "approved_by")
		if by == nil || len(by.Choices) != 1 {
			t.Fatalf("it asks %+v", s.sale.Sheet)
		}
		p.Sale.SheetTyped("approved_by", id(3).String())
		p.Sale.SheetTyped("pin", "2580")
		p.Sale.SheetSubmitted()
		b.settle()
		if len(d.sold) != 1 || *d.sold[0].ApprovedBy != id(3) {
			t.Errorf("sold %+v", d.sold)
		}
	})
}
