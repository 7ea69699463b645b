package present_test

import (
	"context"
	"strings"
	"testing"

	"etabli/app/domain/custody"
	"etabli/app/domain/erasure"
	"etabli/app/domain/preorder"
	"etabli/app/lang"
	"etabli/app/present"
	"etabli/app/present/sample"
	"etabli/app/service"
)

func (l *ledger) StepIncident(_ context.Context, _ service.Call, in *service.IncidentStepInput) (service.Result, error) {
	return l.note(in)
}

func (l *ledger) AnswerRecall(_ context.Context, _ service.Call, in *service.RecallAnswerInput) (service.Result, error) {
	return l.note(in)
}

func (l *ledger) PricePart(_ context.Context, _ service.Call, in *service.PriceInput) (service.Result, error) {
	return l.note(in)
}

func (l *ledger) PlacePreorder(_ context.Context, _ service.Call, in *service.PreorderInput) (service.Result, error) {
	return l.note(in)
}

func (l *ledger) ErasePerson(_ context.Context, _ service.Call, in *service.ErasePersonInput) (service.Result, error) {
	return l.note(in)
}

// did is the one thing that was done.
func did[In any](t *testing.T, l *ledger) *In {
	t.Helper()
	if len(l.did) != 1 {
		t.Fatalf("done: %+v", l.did)
	}
	in, is := l.did[0].(*In)
	if !is {
		t.Fatalf("done: %T", l.did[0])
	}
	return in
}

func caringFor(t *testing.T) (present.Env, *ledger, *shown) {
	t.Helper()
	env := sample.Env(lang.For("fr"))
	return env, &ledger{Shop: sample.Typical()}, &shown{}
}

func TestAPriceIsSaidWithTheDayFromWhichItHolds(t *testing.T) {
	env, l, d := caringFor(t)
	p := present.NewCatalogue(env, l, d.showHead, d.showList, d.showOne)
	p.Enter(t.Context())
	t.Cleanup(p.Leave)
	p.Show(present.Route{Screen: present.CatalogueScreen, Open: l.Shelved[0].ID})
	p.PrimaryPressed()
	p.SheetTyped("price_cents", "12,50")
	p.SheetTyped("from_on", "31/12/2026")
	p.SheetSubmitted()
	if in := did[service.PriceInput](t, l); in.Price != 1_250 || in.From != "2026-12-31" || in.Part != l.Shelved[0].ID.String() {
		t.Errorf("%+v", in)
	}
}

func TestAnOrderIsPlacedForTheCustomerOfAFileUnderTheNameOfWhatIsPaidAhead(t *testing.T) {
	env, l, d := caringFor(t)
	p := present.NewPreorders(env, present.PreorderPorts{Orders: l, Acts: l, Files: l}, d.showHead, d.showList, d.showOne)
	p.Enter(t.Context())
	t.Cleanup(p.Leave)
	p.EmptyPressed()
	p.SheetTyped("repair", l.Repairs[0].Number)
	p.SheetTyped("label", "Sac sur mesure")
	p.SheetTyped("ahead", "arrhes")
	p.SheetTyped("ahead_cents", "10")
	p.SheetSubmitted()
	if len(l.did) != 0 || d.one.Sheet.Fields[2].Error == "" {
		t.Fatalf("without a price: %+v, %+v", l.did, d.one.Sheet.Fields)
	}
	p.SheetTyped("price", "39,90")
	p.SheetSubmitted()
	in := did[service.PreorderInput](t, l)
	if in.Customer != l.Repairs[0].CustomerID || in.Lines[0].Unit != 3_990 || in.Ahead != preorder.Arrhes || in.Asked != 1_000 {
		t.Errorf("%+v", in)
	}
}

func TestWhatWasPaidIsAskedForBeforeAnythingElse(t *testing.T) {
	env, l, d := caringFor(t)
	p := present.NewPreorders(env, present.PreorderPorts{Orders: l, Acts: l, Files: l}, d.showHead, d.showList, d.showOne)
	p.Enter(t.Context())
	t.Cleanup(p.Leave)
	for id, next := range map[byte]string{220: "preorder.paid", 221: "preorder.hand", 222: "preorder.back"} {
		p.Show(at(present.PreordersScreen, id))
		if d.one.Primary.ID != next {
			t.Errorf("order %d begins with %q", id, d.one.Primary.ID)
		}
	}
}

func TestACustomerHearsOfAnIncidentBeforeItIsSettled(t *testing.T) {
	env, l, d := caringFor(t)
	p := present.NewCare(env, present.CarePorts{Care: l, Acts: l, Asked: l, Opinions: l, Files: l}, d.showHead, d.showList, d.showOne)
	p.Enter(t.Context())
	t.Cleanup(p.Leave)
	p.Show(at(present.CareScreen, 210))
	if d.one.Primary.ID != "care.tell" {
		t.Fatalf("the first act is %+v", d.one.Primary)
	}
	p.PrimaryPressed()
	p.SheetSubmitted()
	if in := did[service.IncidentStepInput](t, l); in.To != custody.Told || in.Channel != "phone" {
		t.Errorf("%+v", in)
	}
}

func TestTheHolderOfARecalledDeviceIsAnsweredFromTheirLine(t *testing.T) {
	env, l, d := caringFor(t)
	p := present.NewCare(env, present.CarePorts{Care: l, Acts: l, Asked: l, Opinions: l, Files: l}, d.showHead, d.showList, d.showOne)
	p.Enter(t.Context())
	t.Cleanup(p.Leave)
	p.ScopeChosen(present.RecallsScope)
	p.Show(at(present.CareScreen, 213))
	holders := d.one.Cards[1]
	if len(holders.Lines) != 2 || holders.Lines[0].Tone != present.Watch || holders.Lines[1].Value != "Réparation" {
		t.Fatalf("%+v", holders)
	}
	p.ActionPressed(holders.Lines[0].Open)
	p.SheetTyped("answer", "told")
	p.SheetSubmitted()
	if in := did[service.RecallAnswerInput](t, l); in.Code != "BOSCH-2026-4" || in.Repair != sample.ID(1) || in.Answer != "told" {
		t.Errorf("%+v", in)
	}
}

func TestAnErasureSaysWhatStaysBeforeItIsOrdered(t *testing.T) {
	env, l, d := caringFor(t)
	p := present.NewPeople(env, present.PrivacyPorts{Privacy: l, Files: l}, d.showHead, d.showList, d.showOne)
	p.Enter(t.Context())
	t.Cleanup(p.Leave)
	p.Show(at(present.PrivacyScreen, 230))
	if d.one.Primary.ID != "people.erase" {
		t.Fatalf("the first act is %+v of %+v", d.one.Primary, d.one.Notice)
	}
	p.PrimaryPressed()
	if s := d.one.Sheet; len(s.Lines) != 3 || s.Notice.IsZero() || len(l.did) != 0 {
		t.Fatalf("%+v", s)
	}
	p.SheetSubmitted()
	if in := did[service.ErasePersonInput](t, l); in.ID != sample.ID(230) {
		t.Errorf("%+v", in)
	}
	if l.Cares.Asked[0].Asked[0].For != erasure.ToErase {
		t.Error("the sample asks for something else")
	}
}

// Goal: whoever answers for people's data sees where an erasure is carried out and whom it
// waits for; without HQ that is said, and the rest is shown all the same.
func TestAnErasureSaysWhereItIsDone(t *testing.T) {
	for name, c := range map[string]struct {
		state present.ConnectionState
		want  []string
	}{
		"HQ is there":     {present.Online, []string{"[Attend 1 appareil]", "Siège: effacé, disque refait", "LIL4 · Véhicule 4: en attente · vu", "2 appareils d’autres sites: effacé, disque refait"}},
		"HQ is not there": {present.Offline, []string{"Pas connu pour l’instant · Le siège ne répond pas", "2 pièces de caisse"}},
	} {
		t.Run(name, func(t *testing.T) {
			env, l, d := caringFor(t)
			l.Link.State = c.state
			p := present.NewPeople(env, present.PrivacyPorts{Privacy: l, Files: l}, d.showHead, d.showList, d.showOne)
			p.Enter(t.Context())
			t.Cleanup(p.Leave)
			p.Show(at(present.PrivacyScreen, 231))
			got := all(d.one.Cards)
			for _, want := range c.want {
				if !strings.Contains(got, want) {
					t.Errorf("%q is missing in:%s", want, got)
				}
			}
		})
	}
}
