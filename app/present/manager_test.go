package present_test

import (
	"strings"
	"testing"
	"time"

	"etabli/app/domain/account"
	"etabli/app/domain/civil"
	"etabli/app/domain/claim"
	"etabli/app/domain/figure"
	"etabli/app/domain/loan"
	"etabli/app/domain/repair"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

// managed is a shop with something of most kinds of risk, on 1 January 2000.
func managed(t *testing.T) *shop {
	s := newShop(t)
	files := []views.RepairRow{
		{ID: id(1), Number: "LIL2-00431-X7K", Product: "Lave-linge", Status: repair.Repairing, LegalOn: "2000-01-02", PromisedOn: "1999-12-30"},
		{ID: id(2), Number: "LIL2-00430-W3N", Product: "ThinkPad", Status: repair.Diag, PromisedOn: "2000-01-03"},
	}
	s.listIDs = func(views.Filter) ([]present.ID, error) { return []present.ID{id(1), id(2)}, nil }
	s.rows = func([]present.ID) ([]views.RepairRow, error) { return files, nil }
	s.review = func() ([]views.ReviewItem, error) { return nil, nil }
	s.pressing = func() (service.Pressing, error) {
		var p service.Pressing
		p.Loans = []service.LoanStanding{{Loan: views.Loan{ID: id(30), Unit: "Galaxy A54", FileID: id(9), DueOn: "1999-12-29"}, Standing: loan.Overdue, DaysLate: 3}}
		p.Below = []views.Account{{Ref: "POMPE-42", PartID: id(31), Place: "LIL.shop", OnHand: -2}}
		p.Threads = []service.Timed{{Thread: views.Thread{ID: id(32), From: "+33698123411", SinceMS: time.Now().Add(-time.Hour).UnixMilli()}}}
		return p, nil
	}
	s.figures = func() (figure.Figures, error) {
		return figure.Of(figure.Matter{}, civil.At(time.Now().UnixMilli(), time.UTC), 12), nil
	}
	return s
}

// runs runs a test on a manager's page that was read once.
func runs(t *testing.T, s func(*testing.T) *shop, test func(b *bench, s *shop, p *present.Manager, state *present.ManagerState)) {
	t.Helper()
	onBench(t, func(t *testing.T, b *bench) {
		shop, state := s(t), present.ManagerState{}
		p := present.NewManager(b.env, shop, func(next present.ManagerState) { state = next })
		p.Enter(t.Context())
		defer p.Leave()
		b.settle()
		test(b, shop, p, &state)
	})
}

func cardIDs(s *present.ManagerState) (out []string) {
	for _, r := range s.Risks {
		out = append(out, r.ID)
	}
	return out
}

func TestTheGravestRisksComeFirstAndWhatIsCalmIsOneLine(t *testing.T) {
	runs(t, managed, func(_ *bench, _ *shop, _ *present.Manager, state *present.ManagerState) {
		want := []string{"legal", "promise", "loan", "stock", "message"}
		if got := cardIDs(state); len(got) != len(want) || got[0] != "legal" || got[3] != "stock" || got[4] != "message" {
			t.Errorf("the cards are %v, want %v", got, want)
		}
		if state.Calm != "Sans souci\u202f: réclamations, rappels de produits, commandes, consignes, avoirs attendus, comptes professionnels, jours de fermeture, rappels, tâches, visites, pièces promises, clients à prévenir, points à vérifier, appareils non retirés, qualifications, envois" {
			t.Errorf("it says %q", state.Calm)
		}
	})
}

func TestAFileIsListedOnceAtItsGravestRisk(t *testing.T) {
	runs(t, managed, func(_ *bench, _ *shop, _ *present.Manager, state *present.ManagerState) {
		if len(state.Rows) != 5 {
			t.Fatalf("%d rows: %+v", len(state.Rows), state.Rows)
		}
		if state.Rows[0].Chip.Text != "J-1 légal" || state.Rows[1].Chip.Text != "J-2 promis" {
			t.Errorf("the first two are %+v", state.Rows[:2])
		}
	})
}

func TestARiskListsWhatItIsMadeOfAndEachRowOpensIt(t *testing.T) {
	runs(t, managed, func(b *bench, _ *shop, p *present.Manager, state *present.ManagerState) {
		p.RiskPressed("loan")
		if len(state.Rows) != 1 || state.All == "" || !state.Risks[2].Selected {
			t.Fatalf("it lists %+v", state.Rows)
		}
		p.RowPressed(0)
		if len(b.routes) != 1 || b.routes[0] != (present.Route{Screen: present.LoansScreen, Open: id(30)}) {
			t.Errorf("it goes to %v", b.routes)
		}
		p.RiskPressed("stock")
		if state.Rows[0].Chip.Text != "−2" {
			t.Errorf("the stock is %+v", state.Rows[0])
		}
		p.RowPressed(0)
		if len(b.routes) != 2 || b.routes[1] != (present.Route{Screen: present.StockScreen, Open: id(31)}) {
			t.Errorf("the stock goes to %v", b.routes)
		}
		p.RiskPressed("message")
		p.RowPressed(0)
		if len(b.routes) != 3 || b.routes[2] != (present.Route{Screen: present.MessagesScreen, Open: id(32)}) || state.Rows[0].Title != "06 98 12 34 11" {
			t.Errorf("a message goes to %v, and reads %+v", b.routes, state.Rows[0])
		}
		p.RiskPressed("stock")
		p.RiskPressed("stock")
		if len(state.Rows) != 5 || state.All != "" {
			t.Errorf("once more lists %d rows", len(state.Rows))
		}
	})
}

func TestAClaimSaysWhatIsDueAndOpensWhereItIsDecided(t *testing.T) {
	runs(t, func(t *testing.T) *shop {
		s := managed(t)
		s.pressing = func() (p service.Pressing, err error) {
			p.Claims = []service.TimedClaim{
				{Claim: views.Claim{ID: id(7), CustomerName: "Ana Roy", Repair: id(8), Status: claim.Open}, Risks: []claim.Risk{claim.RefundLate}},
				{Claim: views.Claim{ID: id(9), Status: claim.Open}, Risks: []claim.Risk{claim.AnswerDue}},
			}
			return p, nil
		}
		return s
	}, func(b *bench, _ *shop, p *present.Manager, state *present.ManagerState) {
		p.RiskPressed("claim")
		if len(state.Rows) != 2 || state.Rows[0].Chip != (present.Chip{Tone: present.Late, Icon: "circle-alert", Text: "remboursement en retard"}) ||
			state.Rows[1].Chip.Tone != present.Watch || !state.Rows[1].Opens {
			t.Fatalf("it lists %+v", state.Rows)
		}
		p.RowPressed(0)
		p.RowPressed(1)
		if len(b.routes) != 2 || b.routes[0] != (present.Route{Screen: present.ClaimsScreen, Open: id(7)}) || b.routes[1].Open != id(9) {
			t.Errorf("they go to %v", b.routes)
		}
	})
}

func TestCreditsAccountsRecallsAndClosingDaysThatPressLeadToTheirPages(t *testing.T) {
	runs(t, func(t *testing.T) *shop {
		s := managed(t)
		s.pressing = func() (p service.Pressing, err error) {
			p.Credits = []service.OwedBack{{Supplier: "FOURNI", N: 3, Cents: 18_450, Late: 2}}
			p.Accounts = []service.AccountNow{{Business: views.Business{Customer: id(4), Name: "Ferrand", SavedFacts: account.SavedFacts{Ceiling: 10_000}, OwedCents: 12_000}}}
			p.Recalls = []service.RecallHit{{Code: "R-1", Title: "Batterie", Stop: true, Repair: id(8), Product: "Trottinette"}}
			p.Closed = []service.Clash{{What: "loan", ID: id(9), On: civil.None}, {What: "visit", ID: id(10)}}
			return p, nil
		}
		return s
	}, func(b *bench, _ *shop, p *present.Manager, state *present.ManagerState) {
		for _, c := range []struct {
			kind string
			to   present.Screen
		}{{"credit", present.ThirdsScreen}, {"account", present.AccountsScreen}, {"recall", present.CounterScreen}, {"closed", present.LoansScreen}} {
			p.RiskPressed(c.kind)
			p.RowPressed(0)
			if last := b.routes[len(b.routes)-1]; last.Screen != c.to {
				t.Errorf("%s leads to %+v", c.kind, last)
			}
		}
		if p.RowPressed(1); b.routes[len(b.routes)-1].Screen != present.VisitScreen {
			t.Errorf("the visit leads to %+v", b.routes)
		}
		p.RiskPressed("account")
		if chip := state.Rows[0].Chip.Text; !strings.Contains(chip, "20,00") {
			t.Errorf("the account is over by %q", chip)
		}
	})
}

func TestAKindOfRiskThatIsOverLeavesAllInSight(t *testing.T) {
	runs(t, managed, func(b *bench, s *shop, p *present.Manager, state *present.ManagerState) {
		p.RiskPressed("loan")
		s.pressing = func() (service.Pressing, error) { return service.Pressing{}, nil }
		s.change(id(9))
		b.pass(10 * time.Second)
		if len(state.Rows) != 2 || state.All != "" {
			t.Errorf("it lists %+v", state.Rows)
		}
	})
}

func TestADeviceThatWasNotHeardForADayIsARisk(t *testing.T) {
	runs(t, managed, func(b *bench, s *shop, p *present.Manager, state *present.ManagerState) {
		s.link = present.Connection{State: present.Offline, Waiting: 14, LastSyncMS: time.Now().Add(-time.Hour).UnixMilli()}
		s.linked()
		b.settle()
		if len(state.Risks) != 5 {
			t.Fatalf("an hour offline is a risk: %v", cardIDs(state))
		}
		s.link.LastSyncMS = time.Now().Add(-25 * time.Hour).UnixMilli()
		s.linked()
		b.settle()
		if got := cardIDs(state); len(got) != 6 || got[4] != "sync" || state.Risks[4].Value != "14" {
			t.Fatalf("the cards are %v", got)
		}
		p.RiskPressed("sync")
		if len(b.routes) != 1 || b.routes[0].Screen != present.OutboxScreen {
			t.Errorf("it goes to %v", b.routes)
		}
	})
}

func TestAFigureSaysHowItIsMadeWhenAsked(t *testing.T) {
	runs(t, managed, func(_ *bench, _ *shop, p *present.Manager, state *present.ManagerState) {
		for _, f := range state.Week {
			if f.Said || f.Definition == "" {
				t.Errorf("%+v", f)
			}
		}
		p.InfoPressed("ready")
		if !state.Week[1].Said {
			t.Errorf("%+v", state.Week[1])
		}
		p.InfoPressed("ready")
		if state.Week[1].Said {
			t.Error("once more does not put it away")
		}
	})
}

func TestAPageThatCannotBeReadSaysSoAndTriesAgain(t *testing.T) {
	runs(t, func(t *testing.T) *shop {
		s := managed(t)
		s.pressing = func() (service.Pressing, error) { return service.Pressing{}, errDisk }
		return s
	}, func(b *bench, s *shop, p *present.Manager, state *present.ManagerState) {
		if state.Notice.Retry == "" || state.Loading || len(state.Risks) != 0 {
			t.Fatalf("it shows %+v", state)
		}
		s.pressing = func() (service.Pressing, error) { return service.Pressing{}, nil }
		p.RetryPressed()
		b.pass(10 * time.Second)
		if !state.Notice.IsZero() || len(state.Risks) == 0 {
			t.Errorf("then %+v", state)
		}
	})
}

func TestAQuietMorningSaysWhatWillAppear(t *testing.T) {
	runs(t, func(t *testing.T) *shop {
		s := managed(t)
		s.listIDs = func(views.Filter) ([]present.ID, error) { return nil, nil }
		s.pressing = func() (service.Pressing, error) { return service.Pressing{}, nil }
		return s
	}, func(_ *bench, _ *shop, _ *present.Manager, state *present.ManagerState) {
		if len(state.Risks) != 0 || state.Nothing.Title == "" || state.Plot.Empty == "" {
			t.Errorf("it shows %+v", state)
		}
	})
}
