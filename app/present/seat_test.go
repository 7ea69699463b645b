package present_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/staff"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

func (s *shop) Calls(context.Context) ([]views.Call, error) { return s.callers, nil }

func (s *shop) AnswerCall(_ context.Context, call service.Call, in *service.AnswerCallInput) (service.Result, error) {
	s.went = append(s.went, call.Staff)
	s.callers = nil
	return service.Result{}, nil
}

func (s *shop) CheckPin(_ context.Context, staff present.ID, pin string) (present.ID, error) {
	if s.pins[staff] != pin {
		return present.ID{}, fault.New("pin_wrong", "pin")
	}
	return staff, nil
}

func (s *shop) SetPIN(_ context.Context, _ service.Call, in *service.SetPINInput) (service.Result, error) {
	s.pins[in.ID] = in.PIN
	return service.Result{}, nil
}

func (s *shop) TillSignIn(_ context.Context, call service.Call, _ *service.Practice) (service.Result, error) {
	s.seats = append(s.seats, "in "+call.Staff.String())
	return service.Result{}, nil
}

func (s *shop) TillSignOut(_ context.Context, call service.Call, _ *service.Practice) (service.Result, error) {
	s.seats = append(s.seats, "out "+call.Staff.String())
	return service.Result{}, nil
}

// seated is a shell with two people, of whom the second has a PIN.
func seated(t *testing.T, b *bench) (*present.Shell, *shop, *present.ShellState) {
	s := newShop(t)
	s.counts = func() (views.Counts, error) { return views.Counts{}, nil }
	s.staff = func() ([]views.Staff, error) {
		return []views.Staff{{ID: id(7), Initials: "NB", Display: "Nadia B."}, {ID: id(8), Initials: "YL", Display: "Yann L.", HasPIN: true}}, nil
	}
	s.pins = map[present.ID]string{id(8): "4071"}
	state := &present.ShellState{}
	p := present.NewShell(b.env, s, func(next present.ShellState) { *state = next })
	p.Enter(t.Context())
	b.settle()
	return p, s, state
}

func TestWhoHasAPINTypesItToTakeOver(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		p, _, state := seated(t, b)
		defer p.Leave()
		if !b.env.Desk.Staff.IsZero() {
			t.Fatal("somebody is signed in without saying so")
		}
		p.StaffChosen(id(7))
		if b.env.Desk.Staff != id(7) {
			t.Error("who has no PIN is asked for one")
		}
		p.StaffChosen(id(8))
		p.PinTyped("9999")
		p.PinSubmitted()
		b.settle()
		if b.env.Desk.Staff != id(7) || state.Pin.Error == "" || state.Pin.Value != "" {
			t.Errorf("a wrong PIN: %v, %+v", b.env.Desk.Staff, state.Pin)
		}
		p.PinTyped("4071")
		p.PinSubmitted()
		b.settle()
		if b.env.Desk.Staff != id(8) || state.Pin.Open || state.Staff.Name != "Yann L." {
			t.Errorf("the right PIN: %v, %+v", b.env.Desk.Staff, state.Pin)
		}
	})
}

func TestAPageOpensOnlyToWhoHasTheRight(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		p, s, state := seated(t, b)
		defer p.Leave()
		s.staff = func() ([]views.Staff, error) {
			return []views.Staff{{ID: id(7), Display: "Nadia B."}, {ID: id(9), Display: "Sophie M.", May: staff.Rights()}}, nil
		}
		s.change(id(9))
		b.pass(time.Second)
		p.StaffChosen(id(7))
		p.GoTo(present.Route{Screen: present.ManagerScreen})
		if state.Closed.Action == "" || state.Nav[0].Screen != present.CounterScreen {
			t.Fatalf("Nadia sees %+v", state)
		}
		p.StaffChosen(id(9))
		if !state.Closed.IsZero() || state.Nav[0].Screen != present.ManagerScreen || !state.Nav[0].Selected {
			t.Fatalf("Sophie sees %+v", state)
		}
		p.LockPressed()
		if state.Closed.IsZero() || state.Nav[0].Screen != present.CounterScreen {
			t.Errorf("behind the lock stands %+v", state)
		}
	})
}

func TestTheTillIsToldWhoTakesOverAndThatNobodyWorks(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		p, s, _ := seated(t, b)
		defer p.Leave()
		p.StaffChosen(id(7))
		b.settle()
		p.StaffChosen(id(8))
		b.settle()
		p.PinTyped("4071")
		p.PinSubmitted()
		b.settle()
		p.LockPressed()
		b.settle()
		if want := []string{"in " + id(7).String(), "in " + id(8).String(), "out " + id(8).String()}; !slices.Equal(s.seats, want) {
			t.Errorf("it was told %q, not %q", s.seats, want)
		}
	})
}

func TestALeftScreenLocksAndNobodyIsTheAuthorMeanwhile(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		p, s, state := seated(t, b)
		defer p.Leave()
		p.StaffChosen(id(7))
		b.pass(11 * time.Minute)
		if state.Lock.Locked {
			t.Error("a screen without a PIN locks and could be opened by anybody")
		}
		p.StaffChosen(id(8))
		p.PinTyped("4071")
		p.PinSubmitted()
		b.settle()
		b.pass(9 * time.Minute)
		p.Active()
		b.pass(9 * time.Minute)
		if state.Lock.Locked {
			t.Fatal("it locks while somebody works")
		}
		b.pass(2 * time.Minute)
		if !state.Lock.Locked || !b.env.Desk.Staff.IsZero() {
			t.Fatalf("it does not lock: %+v", state.Lock)
		}
		s.change(id(1))
		b.pass(time.Second)
		if !state.Lock.Locked {
			t.Error("news opens it")
		}
		p.StaffChosen(id(8))
		p.PinTyped("4071")
		p.PinSubmitted()
		b.settle()
		if state.Lock.Locked || b.env.Desk.Staff != id(8) {
			t.Errorf("it stays locked: %+v", state.Lock)
		}
	})
}

func TestALockLeavesNobodysPINToTheNext(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		p, s, state := seated(t, b)
		defer p.Leave()
		p.StaffChosen(id(7))
		p.OwnPinPressed()
		p.LockPressed()
		if state.Sheet.Open {
			t.Error("the sheet stays open")
		}
		p.StaffChosen(id(8))
		p.PinTyped("4071")
		p.PinSubmitted()
		b.settle()
		p.SheetTyped("pin", "2580")
		p.SheetTyped("again", "2580")
		p.SheetSubmitted()
		b.settle()
		if s.pins[id(7)] != "" {
			t.Error("somebody else chose their PIN")
		}
	})
}

func TestACallFromTheKioskStaysUntilSomebodyGoes(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		p, s, state := seated(t, b)
		defer p.Leave()
		p.StaffChosen(id(7))
		s.callers = []views.Call{{Entity: journal.Entity{Type: 1, ID: id(3)}, Number: "LIL2-00428-MBV", Product: "Galaxy S24", AtMS: time.Now().UnixMilli()}}
		s.change(id(3))
		b.pass(time.Second)
		if !state.Call.Shown || state.Call.Text != "LIL2-00428-MBV · Galaxy S24" {
			t.Fatalf("it shows %+v", state.Call)
		}
		p.CallTaken()
		b.pass(time.Second)
		if state.Call.Shown || len(s.went) != 1 || s.went[0] != id(7) || len(b.routes) != 1 || b.routes[0].Repair != id(3) {
			t.Errorf("%+v, went %v, routes %v", state.Call, s.went, b.routes)
		}
	})
}

func TestEverybodyChoosesTheirOwnPIN(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		p, s, state := seated(t, b)
		defer p.Leave()
		p.StaffChosen(id(7))
		p.OwnPinPressed()
		p.SheetTyped("pin", "2580")
		p.SheetTyped("again", "2581")
		p.SheetSubmitted()
		b.settle()
		if !state.Sheet.Open || !strings.Contains(state.Sheet.Fields[1].Error, "deux fois") || s.pins[id(7)] != "" {
			t.Fatalf("two different ones: %+v", state.Sheet)
		}
		p.SheetTyped("again", "2580")
		p.SheetSubmitted()
		b.settle()
		if state.Sheet.Open || s.pins[id(7)] != "2580" {
			t.Errorf("%+v, %v", state.Sheet, s.pins)
		}
	})
}
