package present_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

func TestAnExactHitOpensAndAnyOtherIsChosen(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := newShop(t)
		s.search = func(_ context.Context, query string) ([]views.Hit, error) {
			hits := []views.Hit{{RepairRow: views.RepairRow{ID: id(1)}}, {RepairRow: views.RepairRow{ID: id(2)}}}
			hits[1].Exact = query == "LIL2-00431-X7K" || query == "TOKEN"
			return hits, nil
		}
		var state present.SearchState
		p := present.NewSearch(b.env, s, func(next present.SearchState) { state = next })
		p.Enter(t.Context())
		defer p.Leave()

		p.Typed("dys")
		b.settle()
		if len(state.Hits) != 2 || len(b.routes) != 0 {
			t.Fatalf("typing shows %d hits and goes to %v", len(state.Hits), b.routes)
		}
		p.Moved(1)
		p.EnterPressed()
		p.Typed("LIL2-00431-X7K")
		p.EnterPressed() // before the answer, as a scanner does
		b.settle()
		p.Scanned("https://hq.example/r/TOKEN")
		b.settle()
		if len(b.routes) != 3 {
			t.Fatalf("went to %v", b.routes)
		}
		for _, r := range b.routes {
			if r.Repair != id(2) {
				t.Errorf("opened %v", r)
			}
		}
		if state.Query != "" || state.Open {
			t.Errorf("after opening, the box holds %+v", state)
		}
	})
}

func TestAScanThatFindsSeveralLetsSomebodyChoose(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := newShop(t)
		s.search = func(context.Context, string) ([]views.Hit, error) {
			return []views.Hit{{RepairRow: views.RepairRow{ID: id(1)}, Exact: true}, {RepairRow: views.RepairRow{ID: id(2)}, Exact: true}}, nil
		}
		var state present.SearchState
		p := present.NewSearch(b.env, s, func(next present.SearchState) { state = next })
		p.Enter(t.Context())
		defer p.Leave()
		p.Scanned("490154203237518")
		b.settle()
		if len(b.routes) != 0 || len(state.Hits) != 2 {
			t.Fatalf("went to %v", b.routes)
		}
		p.EnterPressed()
		if len(b.routes) != 1 || b.routes[0].Repair != id(1) {
			t.Errorf("then Enter goes to %v", b.routes)
		}
	})
}

func TestNothingFoundSaysWhatElseToTry(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := newShop(t)
		s.search = func(context.Context, string) ([]views.Hit, error) { return nil, nil }
		var state present.SearchState
		p := present.NewSearch(b.env, s, func(next present.SearchState) { state = next })
		p.Enter(t.Context())
		defer p.Leave()
		p.Typed("zzz")
		b.settle()
		if state.Empty.Title == "" || state.Empty.Text == "" {
			t.Errorf("it shows %+v", state)
		}
	})
}

func TestTheReviewListSettlesAndSaysSo(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := newShop(t)
		items := []views.ReviewItem{{ID: "aa", Rule: "transition_conflict", Number: "LIL2-00431-X7K", Sides: []views.ReviewSide{
			{Value: "ready", Choice: "ready", AuthorName: "Nadia B."}, {Value: "part_wait", Choice: "part_wait", Shown: true},
		}}}
		s.review = func() ([]views.ReviewItem, error) { return items, nil }
		s.settleItem = func(in *service.SettleInput) error {
			if in.Choice != "ready" {
				t.Errorf("settled with %+v", in)
			}
			items = nil
			return nil
		}
		var state present.ReviewState
		p := present.NewReview(b.env, s, func(next present.ReviewState) { state = next })
		p.Enter(t.Context())
		defer p.Leave()
		b.settle()
		if len(state.Items) != 1 || state.Items[0].Sides[0].Value != "Prêt" {
			t.Fatalf("it shows %+v", state.Items)
		}
		p.SideChosen("aa", 0)
		b.pass(time.Second)
		if len(state.Items) != 0 || state.Empty.Title == "" || state.Notice.Tone != present.Good {
			t.Errorf("after settling: %+v", state)
		}
	})
}

func TestAVoucherThatTwoTillsTookIsNoGoods(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := newShop(t)
		s.review = func() ([]views.ReviewItem, error) {
			return []views.ReviewItem{{ID: "aa", Rule: "below_zero", Entity: journal.Entity{Type: journal.EntityType(kind.Voucher), ID: id(1)}}}, nil
		}
		var state present.ReviewState
		p := present.NewReview(b.env, s, func(next present.ReviewState) { state = next })
		p.Enter(t.Context())
		defer p.Leave()
		b.settle()
		if len(state.Items) != 1 || !strings.Contains(state.Items[0].Title, "bon") {
			t.Errorf("it shows %+v", state.Items)
		}
	})
}

func TestAnItemOfTheTillLeadsToTheTill(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := newShop(t)
		s.review = func() ([]views.ReviewItem, error) {
			return []views.ReviewItem{
				{ID: "aa", Rule: "refunded_twice", Number: "LIL1-2026-000001", Entity: journal.Entity{Type: journal.EntityType(kind.Till), ID: id(1)}},
				{ID: "bb", Rule: "cash_too_much", Entity: journal.Entity{Type: journal.EntityType(kind.Repair), ID: id(2)}},
			}, nil
		}
		p := present.NewReview(b.env, s, func(present.ReviewState) {})
		p.Enter(t.Context())
		defer p.Leave()
		b.settle()
		p.FilePressed(id(1))
		p.FilePressed(id(2))
		if len(b.routes) != 2 || b.routes[0].Screen != present.TillScreen || b.routes[1].Repair != id(2) {
			t.Errorf("they lead to %+v", b.routes)
		}
	})
}

func TestTheOutboxSaysWhyAndHowOld(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := newShop(t)
		s.link = present.Connection{State: present.Offline, Waiting: 300}
		s.outgoing = func() (present.Outgoing, error) {
			return present.Outgoing{Total: 300, OldestMS: time.Now().Add(-3 * time.Hour).UnixMilli(),
				First: []present.Waiting{{Repair: id(1), Number: "LIL2-00431-X7K", What: "act.repair_noted"}}}, nil
		}
		var state present.OutboxState
		p := present.NewOutbox(b.env, s, func(next present.OutboxState) { state = next })
		p.Enter(t.Context())
		defer p.Leave()
		b.settle()
		if state.Title != "300 opérations à envoyer" || state.Why.Tone != present.Watch || state.Rest != "et 299 autres" {
			t.Errorf("it shows %+v", state)
		}
		p.RowPressed(0)
		if len(b.routes) != 1 || b.routes[0].Repair != id(1) {
			t.Errorf("a line leads to %v", b.routes)
		}
		s.link.State = present.Online
		s.outgoing = func() (present.Outgoing, error) { return present.Outgoing{}, nil }
		s.linked()
		b.pass(time.Second)
		if state.Empty.Title == "" {
			t.Errorf("when all is sent: %+v", state)
		}
	})
}

func TestTheShellFollowsTheConnectionAndSignsTheOnlyPersonIn(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := newShop(t)
		s.counts = func() (views.Counts, error) { return views.Counts{Open: 42, Review: 1}, nil }
		s.staff = func() ([]views.Staff, error) {
			return []views.Staff{{ID: id(7), Initials: "NB", Display: "Nadia B."}}, nil
		}
		s.link = present.Connection{State: present.Offline, Waiting: 14}
		var state present.ShellState
		p := present.NewShell(b.env, s, func(next present.ShellState) { state = next })
		p.Enter(t.Context())
		defer p.Leave()
		b.settle()
		if state.Online.Chip.Text != "Hors ligne" || state.Online.Lines[0] != "14 opérations à envoyer" {
			t.Errorf("offline reads %+v", state.Online)
		}
		if state.Staff.Name != "Nadia B." || b.env.Desk.Staff != id(7) || state.Nav[0].Count != "42" {
			t.Errorf("it shows %+v %+v", state.Staff, state.Nav[0])
		}
		s.link = present.Connection{State: present.Online, LastSyncMS: time.Now().UnixMilli()}
		s.linked()
		b.settle()
		if state.Online.Chip.Text != "En ligne" || state.Online.Lines[0] != "Tout est envoyé" {
			t.Errorf("online reads %+v", state.Online)
		}
	})
}

func TestTheWayBackSkipsTheFilesThatWereLookedAt(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := newShop(t)
		s.counts = func() (views.Counts, error) { return views.Counts{}, nil }
		p := present.NewShell(b.env, s, func(present.ShellState) {})
		p.Enter(t.Context())
		defer p.Leave()
		p.GoTo(present.Route{Screen: present.CounterScreen, Repair: id(1)})
		p.GoTo(present.Route{Screen: present.CounterScreen, Repair: id(2)})
		p.GoTo(present.Route{Screen: present.IntakeScreen})
		p.GoTo(present.Route{Screen: present.IntakeScreen})
		if !p.BackPressed() || p.Route() != (present.Route{Screen: present.CounterScreen, Repair: id(2)}) {
			t.Errorf("back leads to %v", p.Route())
		}
		if p.BackPressed() {
			t.Error("there is nowhere further back")
		}
	})
}

func TestANoticeGoesAwayByItself(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := newShop(t)
		s.counts = func() (views.Counts, error) { return views.Counts{}, nil }
		var state present.ShellState
		p := present.NewShell(b.env, s, func(next present.ShellState) { state = next })
		p.Enter(t.Context())
		defer p.Leave()
		b.settle()
		p.Said(present.Notice{Text: "saved"})
		if state.Toast.Text != "saved" {
			t.Fatalf("it shows %+v", state.Toast)
		}
		b.pass(time.Minute)
		if !state.Toast.IsZero() {
			t.Errorf("a minute later it still shows %+v", state.Toast)
		}
	})
}

func TestANewDeviceJoinsOrOpensAlone(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := newShop(t)
		s.join = func(code, device string) error {
			if code != "ETABLI1:GOOD" {
				return fault.New("code_wrong", "code")
			}
			return nil
		}
		s.openAlone = func(site, name, person string) error {
			if site != "LIL" || name != "Atelier Lille" || person != "Nadia B." {
				t.Errorf("opened %q %q %q", site, name, person)
			}
			return nil
		}
		var state present.FirstRunState
		ready := 0
		p := present.NewFirstRun(b.env, s, func() { ready++ }, func(next present.FirstRunState) { state = next })
		p.Enter(t.Context())
		defer p.Leave()

		p.WayChosen(present.JoinWay)
		p.Typed("code", "wrong")
		p.SubmitPressed()
		b.settle()
		if state.Fields[0].Error == "" || state.Busy || ready != 0 {
			t.Errorf("a wrong code shows %+v", state)
		}
		if p.Scanned("4006381333931") {
			t.Error("an article's code is taken for a pairing code")
		}
		p.Scanned(" ETABLI1:GOOD ")
		b.settle()
		if ready != 1 {
			t.Error("a scanned code does not join")
		}

		p.WayChosen(present.AloneWay)
		p.Typed("site", "lil")
		p.SubmitPressed()
		if state.Fields[1].Error == "" {
			t.Errorf("a shop without a name is opened: %+v", state)
		}
		p.Typed("name", "Atelier Lille")
		p.Typed("staff", "Nadia B.")
		p.SubmitPressed()
		b.settle()
		if ready != 2 {
			t.Error("a shop alone does not open")
		}
	})
}

func TestSettingsAreRememberedWhenTheyChange(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := newShop(t)
		s.preferences = present.Preferences{Language: "fr", TextPercent: 100}
		var state present.SettingsState
		p := present.NewSettings(b.env, s, func(next present.SettingsState) { state = next })
		p.Enter(t.Context())
		defer p.Leave()
		b.settle()
		p.LanguageChosen("en")
		b.settle()
		p.AppearanceChosen("dark")
		b.settle()
		p.SizeChosen(state.Sizes[3].Value)
		b.settle()
		want := present.Preferences{Language: "en", Appearance: "dark", TextPercent: 200}
		if s.preferences != want || state.Appearance != "dark" {
			t.Errorf("remembered %+v, shown %+v", s.preferences, state)
		}
		if len(state.Facts) == 0 || state.Facts[0].Value != "LIL" {
			t.Errorf("the device says %+v", state.Facts)
		}
	})
}
