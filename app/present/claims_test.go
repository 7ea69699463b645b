package present_test

import (
	"context"
	"testing"

	"etabli/app/domain/claim"
	"etabli/app/domain/fault"
	"etabli/app/domain/message"
	"etabli/app/domain/staff"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

// desk is a fake of the claims of a shop. A command notes itself; refuse is what it
// answers.
type desk struct {
	*shop
	claims  map[string][]service.TimedClaim // by list
	caps    map[string]int64
	made    present.ID // what a new claim is called
	printed []string
	did     []any
	refuse  error
}

func (d *desk) Claims(_ context.Context, in *service.ClaimsAsked) ([]service.TimedClaim, error) {
	return d.claims[in.List], nil
}

func (d *desk) Claim(_ context.Context, id present.ID) (service.TimedClaim, error) {
	for _, list := range d.claims {
		for _, t := range list {
			if t.ID == id {
				return t, nil
			}
		}
	}
	return service.TimedClaim{}, fault.New(fault.NotFound, "id")
}

func (d *desk) ClaimCaps(context.Context, *service.SiteAsked) (map[string]int64, error) {
	return d.caps, nil
}

func (d *desk) note(in, data any) (service.Result, error) {
	if d.refuse != nil {
		return service.Result{}, d.refuse
	}
	d.did = append(d.did, in)
	return service.Result{Data: data}, nil
}

func (d *desk) OpenClaim(_ context.Context, _ service.Call, in *service.ClaimInput) (service.Result, error) {
	return d.note(in, views.Claim{ID: d.made})
}

func (d *desk) HearClaim(_ context.Context, _ service.Call, in *service.HearInput) (service.Result, error) {
	return d.note(in, nil)
}

func (d *desk) AnswerClaim(_ context.Context, _ service.Call, in *service.ClaimAnswerInput) (service.Result, error) {
	return d.note(in, nil)
}

func (d *desk) DecideClaim(_ context.Context, _ service.Call, in *service.DecideClaimInput) (service.Result, error) {
	return d.note(in, nil)
}

func (d *desk) ConfirmClaim(_ context.Context, _ service.Call, in *service.ConfirmClaimInput) (service.Result, error) {
	return d.note(in, nil)
}

func (d *desk) ReplyClaim(_ context.Context, _ service.Call, in *service.ReplyClaimInput) (service.Result, error) {
	return d.note(in, nil)
}

func (d *desk) StepRefund(_ context.Context, _ service.Call, in *service.StepRefundInput) (service.Result, error) {
	return d.note(in, nil)
}

func (d *desk) MediateClaim(_ context.Context, _ service.Call, in *service.MediateInput) (service.Result, error) {
	return d.note(in, nil)
}

func (d *desk) EndClaim(_ context.Context, _ service.Call, in *service.EndClaimInput) (service.Result, error) {
	return d.note(in, nil)
}

func (d *desk) ReopenClaim(_ context.Context, _ service.Call, in *service.ReopenClaimInput) (service.Result, error) {
	return d.note(in, nil)
}

func (d *desk) IssueVoucher(_ context.Context, _ service.Call, in *service.IssueVoucherInput) (service.Result, error) {
	return d.note(in, views.Voucher{Code: bonCode})
}

func (d *desk) PrintVoucher(_ context.Context, code string) (string, error) {
	d.printed = append(d.printed, code)
	return "imprimé", nil
}

// claimed is a claim that came by telephone.
func claimed(n byte, status claim.Status) service.TimedClaim {
	return service.TimedClaim{Claim: views.Claim{
		ID: id(n), Status: status, About: "delay", CustomerName: "Ana Roy", Channel: message.Phone, ReceivedMS: 1, Repair: id(50), Number: "LIL2-00431-X7K",
		Said: []views.Statement{{AtMS: 1, Channel: message.Phone, WordsBox: claim.WordsBox{Words: "Promis mardi."}}},
	}}
}

// atDesk is a presenter over claims, with the first one open.
func atDesk(t *testing.T, b *bench, list ...service.TimedClaim) (*present.Claims, *desk, *present.ListState, *present.Detail) {
	d := &desk{shop: newShop(t), claims: map[string][]service.TimedClaim{views.ClaimsOpen: list}, made: id(9)}
	d.caps = map[string]int64{staff.Counter: 3_000, staff.Manager: 30_000}
	d.shop.staff = func() ([]views.Staff, error) {
		return []views.Staff{{ID: id(70), Display: "Nadia B.", Role: staff.Counter}, {ID: id(71), Display: "Claire M.", Role: staff.Manager}}, nil
	}
	b.env.Desk.Staff = id(70)
	rows, one := &present.ListState{}, &present.Detail{}
	c := present.NewClaims(b.env, present.ClaimPorts{Disputes: d, Acts: d, Files: d, Search: d},
		func(s present.ListState) { *rows = s }, func(s present.Detail) { *one = s })
	c.Enter(t.Context())
	t.Cleanup(c.Leave)
	c.Show(present.Route{Screen: present.ClaimsScreen, Open: id(1)})
	b.settle()
	return c, d, rows, one
}

func TestAClaimStandsWhereItsNextStepIs(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		answered := claimed(2, claim.Open)
		answered.AnsweredMS = 5
		c, _, rows, one := atDesk(t, b, claimed(1, claim.Open), answered, claimed(3, claim.Offered), claimed(4, claim.Refused))
		if rows.Total != 1 || one.Primary.ID != "claim.answer" {
			t.Fatalf("%d to answer, and the next thing is %q", rows.Total, one.Primary.ID)
		}
		for scope, want := range map[present.Scope]int{present.ToDecideScope: 2, present.ProposedScope: 1, present.RefundsScope: 0} {
			c.ScopeChosen(scope)
			b.settle()
			if rows.Total != want {
				t.Errorf("%q has %d", scope, rows.Total)
			}
		}
	})
}

func TestAClaimAboutAFileBeginsWithIt(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		c, d, _, one := atDesk(t, b)
		d.repair = func(context.Context, present.ID) (views.Repair, error) {
			return views.Repair{RepairRow: views.RepairRow{ID: id(50), Number: "LIL2-00431-X7K"}}, nil
		}
		c.Show(present.Route{Screen: present.ClaimsScreen, Repair: id(50)})
		b.settle()
		if !one.Sheet.Open || one.Sheet.Fields[0].Value != "LIL2-00431-X7K" {
			t.Fatalf("%+v", one.Sheet)
		}
		c.SheetSubmitted()
		c.SheetTyped("words", "Promis mardi, toujours rien.")
		c.SheetTyped("loss.trips", "deux")
		c.SheetSubmitted()
		if len(d.did) != 0 {
			t.Fatal("what is no number was taken for one")
		}
		c.SheetTyped("loss.trips", "2")
		c.SheetTyped("wish", "refund")
		c.SheetTyped("wish_cents", "49,90")
		c.SheetSubmitted()
		b.settle()
		in, ok := d.did[0].(*service.ClaimInput)
		if !ok || *in.Repair != id(50) || in.Loss.Trips != 2 || in.WishCents != 4_990 || in.Channel != message.Phone {
			t.Errorf("%+v", d.did)
		}
		if len(b.routes) != 1 || b.routes[0].Open != id(9) {
			t.Errorf("it leads to %v", b.routes)
		}
	})
}

func TestAnOfferNamesItsSumsAndWhoAllowsThem(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		answered := claimed(1, claim.Open)
		answered.AnsweredMS = 5
		c, d, _, one := atDesk(t, b, answered)
		if one.Primary.ID != "claim.decide" {
			t.Fatalf("the next thing is %q", one.Primary.ID)
		}
		c.PrimaryPressed()
		c.SheetTyped("words", "Nous vous remboursons.")
		c.SheetTyped("do", "refund\napology")
		c.SheetSubmitted()
		if len(d.did) != 0 {
			t.Fatal("a refund without a sum was offered")
		}
		c.SheetTyped("refund", "89")
		c.SheetTyped("terms", "legal")
		last := one.Sheet.Fields[len(one.Sheet.Fields)-1]
		if last.Key != "approved_by" || len(last.Choices) != 2 || last.Choices[1].Value != id(71).String() {
			t.Fatalf("who may allow it: %+v", last)
		}
		c.SheetTyped("approved_by", last.Choices[1].Value)
		c.SheetSubmitted()
		b.settle()
		in := d.did[0].(*service.DecideClaimInput)
		if len(in.Measures) != 2 || in.Measures[0].Cents != 8_900 || !in.Measures[0].Legal || in.Measures[1].Legal || *in.ApprovedBy != id(71) {
			t.Errorf("%+v", in)
		}
	})
}

func TestWhatIsAboveOnesAuthorityIsSaidOverTheSheet(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		answered := claimed(1, claim.Open)
		answered.AnsweredMS = 5
		c, d, _, one := atDesk(t, b, answered)
		d.refuse = fault.New(claim.AboveAuthority, "measures", "cap_cents", "3000", "sum_cents", "8900")
		c.PrimaryPressed()
		c.SheetTyped("words", "Un bon.")
		c.SheetTyped("do", "voucher")
		c.SheetTyped("voucher", "89")
		c.SheetSubmitted()
		b.settle()
		if !one.Sheet.Open || one.Sheet.Notice.Next == "" {
			t.Errorf("%+v", one.Sheet.Notice)
		}
	})
}

// agreed is a claim whose customer took a refund that stands at a state.
func agreed(state claim.RefundState) service.TimedClaim {
	t := claimed(1, claim.Accepted)
	t.AnsweredMS = 5
	t.Offers = []views.Offer{{
		N: 1, Why: "law", Stands: true, Measures: []claim.Measure{{Do: claim.Refund, Cents: 8_900}}, Confirmed: &views.Confirmation{AtMS: 6},
		Reply: &views.Reply{Answer: claim.Yes}, Refund: &views.Refund{State: state, Cents: 8_900, By: "1999-12-30", AtMS: 7},
	}}
	return t
}

func TestARefundGoesFromOrderedToItsProof(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		for state, step := range map[claim.RefundState]struct {
			act, field, text string
			to               claim.RefundState
		}{
			claim.RefundDecided:  {"claim.ordered", "by", "3/1/2000", claim.RefundOrdered},
			claim.RefundOrdered:  {"claim.executed", "ref", "VIR 8812", claim.RefundExecuted},
			claim.RefundExecuted: {"claim.confirmed", "proof", "relevé du 3", claim.RefundConfirmed},
		} {
			c, d, _, one := atDesk(t, b, agreed(state))
			if state != claim.RefundExecuted && one.Primary.ID != step.act {
				t.Fatalf("after %q comes %q", state, one.Primary.ID)
			}
			c.ActionPressed(step.act)
			if state != claim.RefundDecided {
				c.SheetSubmitted()
				if len(d.did) != 0 {
					t.Fatalf("%q without its %s", step.to, step.field)
				}
			}
			c.SheetTyped(step.field, step.text)
			c.SheetSubmitted()
			b.settle()
			if in, ok := d.did[0].(*service.StepRefundInput); !ok || in.State != step.to || in.Ref+in.Proof+in.By == "" {
				t.Errorf("%+v", d.did)
			}
			c.Leave()
		}
	})
}

func TestMoneyThatIsStillHereAfterItsDayIsSaidSo(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		late := agreed(claim.RefundOrdered)
		late.Risks = []claim.Risk{claim.RefundLate}
		_, _, _, one := atDesk(t, b, late)
		if len(one.Clocks) != 2 || one.Clocks[1].Tone != present.Late || one.Chips[1].Tone != present.Late {
			t.Errorf("%+v %+v", one.Clocks, one.Chips)
		}
	})
}

func TestAVoucherThatWasAgreedIsIssuedAndPrinted(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		c, d, _, _ := atDesk(t, b, claimed(1, claim.Accepted))
		c.ActionPressed("claim.voucher")
		b.settle()
		if in, ok := d.did[0].(*service.IssueVoucherInput); !ok || *in.Claim != id(1) || len(d.printed) != 1 || d.printed[0] != bonCode {
			t.Errorf("%+v, printed %v", d.did, d.printed)
		}
		if len(b.told) != 1 || b.told[0].Tone != present.Good {
			t.Errorf("%+v", b.told)
		}
	})
}

func TestWhoIsRefusedHearsOfTheMediatorFirst(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		refused := claimed(1, claim.Refused)
		refused.AnsweredMS = 5
		c, d, _, one := atDesk(t, b, refused)
		if one.Primary.ID != "claim.mediate" {
			t.Fatalf("the next thing is %q", one.Primary.ID)
		}
		c.PrimaryPressed()
		c.SheetSubmitted()
		b.settle()
		if in, ok := d.did[0].(*service.MediateInput); !ok || in.Step != claim.Told || in.On != "2000-01-01" {
			t.Errorf("%+v", d.did)
		}
	})
}
