package present_test

import (
	"strings"
	"testing"
	"time"

	"etabli/app/domain/visit"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

func roundOf(t *testing.T, b *bench, f *tour) (*present.Round, *present.RoundState) {
	t.Helper()
	var state present.RoundState
	r := present.NewRound(b.env, present.RoundPorts{Visits: f, Delays: f, Links: f}, func(next present.RoundState) { state = next })
	r.Enter(t.Context())
	t.Cleanup(r.Leave)
	b.settle()
	return r, &state
}

func TestADayShowsItsVisitsTheNextOneAndWhatIsLate(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		b.env.Desk.Staff = id(70)
		other := appointment(4, visit.Planned, 10)
		other.Staff = id(71)
		f := newTour(t, appointment(1, visit.Signed, 0), appointment(2, visit.Planned, 2), appointment(3, visit.Planned, 8), other)
		r, state := roundOf(t, b, f)
		if len(state.Rows) != 3 || state.Rows[0].Next || !state.Rows[0].Over || !state.Rows[1].Next || state.Rows[2].Next {
			t.Fatalf("rows %+v", state.Rows)
		}
		if len(state.Rows[1].Chips) != 1 {
			t.Errorf("before its time: %+v", state.Rows[1].Chips)
		}
		b.pass(5 * time.Hour)
		if chips := state.Rows[1].Chips; len(chips) != 2 || chips[1].Tone != present.Late {
			t.Errorf("after its time: %+v", chips)
		}
		r.ScopeChosen("team")
		b.pass(time.Second)
		if len(state.Rows) != 4 || state.Rows[3].By != "Yann L." {
			t.Errorf("everybody: %+v", state.Rows)
		}
		r.RowPressed(id(2))
		if len(b.routes) != 1 || b.routes[0] != (present.Route{Screen: present.VisitScreen, Open: id(2)}) {
			t.Errorf("went to %+v", b.routes)
		}
	})
}

func TestRunningLateTellsWhoComesNextAndLeadsToTheirMessages(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		b.env.Desk.Staff = id(70)
		f := newTour(t, appointment(1, visit.OnSite, 0), appointment(2, visit.Planned, 4), appointment(3, visit.Confirmed, 8))
		r, state := roundOf(t, b, f)
		r.LateChosen("40")
		if !state.Sheet.Open || !strings.Contains(state.Sheet.Fields[1].Value, "40 minutes") {
			t.Fatalf("the sheet %+v", state.Sheet)
		}
		r.SheetTyped("words", "")
		r.SheetSubmitted()
		b.settle()
		if f.late != nil {
			t.Fatal("nobody is told, and it went")
		}
		r.SheetTyped("words", "J'arrive à 5 h")
		r.SheetSubmitted()
		b.settle()
		if f.late == nil || f.late.ID != id(2) || f.late.Minutes != 40 || f.late.Told != "sms" {
			t.Fatalf("late %+v", f.late)
		}
		if len(state.Tell) != 2 || !state.Tell[0].CanReach {
			t.Fatalf("to be told: %+v", state.Tell)
		}
		r.WritePressed(id(3))
		if len(f.links) != 1 || f.links[0] != "sms:+33639980011?body=J%27arrive%20%C3%A0%205%20h" {
			t.Errorf("opened %q", f.links)
		}
		r.ToldPressed(id(3))
		if len(state.Tell) != 1 {
			t.Errorf("left to tell: %+v", state.Tell)
		}
		// HQ has written to the other meanwhile: nobody writes again
		f.toldMS = map[present.ID]int64{id(2): b.env.Clock.Now().UnixMilli()}
		r.RetryPressed()
		b.pass(time.Second)
		if len(state.Tell) != 1 || state.Tell[0].Sent == "" || state.Tell[0].CanReach {
			t.Errorf("told by HQ: %+v", state.Tell)
		}
	})
}

func TestAnEmptyDayAndAnErrorSayWhatToDo(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		b.env.Desk.Staff = id(70)
		f := newTour(t)
		r, state := roundOf(t, b, f)
		if state.Empty.Text == "" || len(state.Late) != 0 {
			t.Errorf("an empty day shows %+v", state)
		}
		f.fail["day"] = errDisk
		r.RetryPressed()
		b.pass(time.Second)
		if state.Notice.Retry == "" {
			t.Errorf("an error shows %+v", state.Notice)
		}
		f.fail["day"] = nil
		r.RetryPressed()
		b.pass(time.Second)
		if !state.Notice.IsZero() {
			t.Errorf("after it went well: %+v", state.Notice)
		}
	})
}

func TestTheDayOfSomebodyIllMovesAsProposed(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		b.env.Desk.Staff, b.env.Field = id(70), true
		first, second := appointment(1, visit.Planned, 8), appointment(2, visit.Planned, 12)
		f := newTour(t, first, second)
		f.staff = func() ([]views.Staff, error) { return []views.Staff{{ID: id(70), Display: "Yann L."}}, nil }
		f.proposals = []service.Proposal{{Visit: first, To: id(71), Name: "Inès M.", Van: "LIL5", Why: []string{"skill"}}, {Visit: second}}
		var state present.WeekState
		k := present.NewWeek(b.env, f, f, func(next present.WeekState) { state = next })
		k.Enter(t.Context())
		defer k.Leave()
		b.settle()
		if len(state.Days) != 7 || len(state.Days[0].Rows) != 2 || state.Days[0].Move == "" || state.Days[1].Move != "" {
			t.Fatalf("the week %+v", state.Days)
		}
		k.MovePressed("2000-01-01")
		b.settle()
		if !state.Sheet.Open || len(state.Sheet.Lines) != 2 || state.Sheet.Lines[0].Value != "Inès M. (qualification)" {
			t.Fatalf("the sheet %+v", state.Sheet.Lines)
		}
		k.SheetSubmitted()
		b.settle()
		if m := f.moved; m == nil || m.ID != id(70) || m.Reason != "technician_ill" || len(m.To) != 1 || m.To[0].Van != "LIL5" {
			t.Errorf("moved %+v", m)
		}
	})
}

func TestAnAppointmentIsMadeFromAFileAndSaysWhatAnAbsenceCosts(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		b.env.Desk.Staff, b.env.Field = id(70), true
		f := newTour(t)
		f.staff = func() ([]views.Staff, error) { return []views.Staff{{ID: id(70), Display: "Yann L."}}, nil }
		var state present.WeekState
		k := present.NewWeek(b.env, f, f, func(next present.WeekState) { state = next })
		k.Enter(t.Context())
		defer k.Leave()
		b.settle()
		k.Show(present.Route{Screen: present.WeekScreen, Repair: id(1)})
		b.settle()
		if !state.Sheet.Open || state.Sheet.Fields[0].Value != "LIL2-00431-X7K" {
			t.Fatalf("the sheet %+v", state.Sheet)
		}
		k.SheetSubmitted()
		b.settle()
		if f.planned != nil || state.Sheet.Fields[3].Error == "" {
			t.Fatal("an appointment without its hours was made")
		}
		k.SheetTyped("hours", "14:00-16:00")
		k.SheetTyped("absent_cents", "30")
		k.SheetSubmitted()
		b.settle()
		in := f.planned
		if in == nil || *in.Repair != id(1) || *in.To != id(70) || in.Absent != 3_000 || in.For != visit.Repair ||
			in.Slot.FromMS != time.Date(2000, 1, 1, 14, 0, 0, 0, time.UTC).UnixMilli() || !strings.Contains(in.Words, "14:00") {
			t.Errorf("planned %+v", in)
		}
		if state.Notice.Text != "Le rendez-vous est pris." {
			t.Errorf("said %+v", state.Notice)
		}
	})
}

func TestTheVanSaysWhatTomorrowLacksAndLoadsIt(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		b.env.Desk.Staff = id(70)
		f := newTour(t, appointment(1, visit.Planned, 8))
		f.van = []service.VanPart{pump(1)}
		f.picks = []visit.Part{{Ref: "PUMP", Label: "Pompe", N: 3}, {Ref: "BELT", N: 1}}
		var state present.VanState
		v := present.NewVan(b.env, f, f, f, func(next present.VanState) { state = next })
		v.Enter(t.Context())
		defer v.Leave()
		b.settle()
		if state.Van != "LIL4" || len(state.Picks) != 2 || !strings.Contains(state.Load, "3") || state.Parts[0].N != "1" {
			t.Fatalf("the van %+v", state)
		}
		v.LoadPressed()
		b.settle()
		in := f.loaded
		if in == nil || in.To != "LIL.van4" || len(in.Lines) != 2 || in.Lines[0].N != 2 || in.Lines[0].Place != "LIL.shop" {
			t.Errorf("loaded %+v", in)
		}
	})
}

func TestInTheEveningPartsGoBackToTheShopOrIntoAnotherVan(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		b.env.Desk.Staff = id(70)
		other := appointment(2, visit.Planned, 10)
		other.Staff, other.Van = id(71), "LIL5"
		f := newTour(t, appointment(1, visit.Planned, 8), other)
		f.van = []service.VanPart{pump(2)}
		var state present.VanState
		v := present.NewVan(b.env, f, f, f, func(next present.VanState) { state = next })
		v.Enter(t.Context())
		defer v.Leave()
		b.settle()
		v.PartPressed("PUMP")
		if len(state.Sheet.Fields) != 2 || len(state.Sheet.Fields[0].Choices) != 2 {
			t.Fatalf("the sheet %+v", state.Sheet)
		}
		v.SheetTyped("n", "3")
		v.SheetSubmitted()
		b.settle()
		if f.loaded != nil || state.Sheet.Fields[1].Error == "" {
			t.Fatal("more went than there are")
		}
		v.SheetTyped("n", "1")
		v.SheetTyped("to", "LIL.van5")
		if asked := state.Sheet.Fields[len(state.Sheet.Fields)-1]; asked.Key != "taker_pin" || asked.Kind != present.SecretInput {
			t.Errorf("who takes it over is not asked: %+v", asked)
		}
		v.SheetTyped("taker_pin", "4071")
		v.SheetSubmitted()
		b.settle()
		if in := f.loaded; in == nil || in.To != "LIL.van5" || in.TakerPIN != "4071" || in.Lines[0].N != 1 || in.Lines[0].Place != "LIL.van4" {
			t.Errorf("moved %+v", in)
		}
	})
}
