package present_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"etabli/app/domain/bonus"
	"etabli/app/domain/message"
	"etabli/app/domain/task"
	"etabli/app/lang"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

func (l *ledger) SaveCarrier(_ context.Context, _ service.Call, in *service.CarrierInput) (service.Result, error) {
	return l.note(in)
}

func (l *ledger) SetNotice(_ context.Context, _ service.Call, in *service.NoticeInput) (service.Result, error) {
	return l.note(in)
}

func (l *ledger) SaveBonusAmount(_ context.Context, _ service.Call, in *bonus.AmountFacts) (service.Result, error) {
	return l.note(in)
}

func (l *ledger) CountCustody(_ context.Context, _ service.Call, in *service.CustodyInput) (service.Result, error) {
	_, err := l.note(in)
	return service.Result{Data: views.Count{Seen: in.Scans, Missing: []string{"LIL2-1"}}}, err
}

func normsOf(t *testing.T) (*present.Norms, *ledger, *shown) {
	l, d, env := onLedger()
	n := present.NewNorms(env, l, d.showHead, d.showList, d.showOne)
	n.Enter(t.Context())
	t.Cleanup(n.Leave)
	return n, l, d
}

func TestTheNumbersOfTheLawAreFoundAndSayFromWhenTheyHold(t *testing.T) {
	n, _, d := normsOf(t)
	n.ScopeChosen(present.LawScope)
	n.Typed("l217-3")
	if row := n.Row(0); d.list.Total != 1 || row.Number != "24 mois" || row.Product != "Garantie légale de conformité, bien neuf" {
		t.Fatalf("%+v, %+v", d.list, n.Row(0))
	}
	n.RowChosen(0)
	n.Show(d.went[0])
	if holds := d.card("Quand cela vaut"); len(holds) != 3 || holds[0] != "À partir du: 1er janv. 2022" || d.one.Primary.ID != "" {
		t.Errorf("%q, %+v", holds, d.one.Primary)
	}
	n.Typed("licorne")
	if d.list.Total != 0 || d.list.Empty.IsZero() {
		t.Errorf("%+v", d.list)
	}
}

func TestACarrierIsSavedFromTheScreen(t *testing.T) {
	n, l, d := normsOf(t)
	n.ScopeChosen(present.CarriersScope)
	n.EmptyPressed()
	for key, value := range map[string]string{"name": "Chronopost", "code": "chrono", "countries": "fr be", "does": "home\nlithium", "cents": "12,50", "max_grams": "20"} {
		n.SheetTyped(key, value)
	}
	n.SheetSubmitted()
	in, ok := l.did[0].(*service.CarrierInput)
	if !ok || in.Code != "chrono" || !slices.Equal(in.Countries, []string{"FR", "BE"}) || !in.Home || in.Point || !in.Lithium || in.Cents != 1_250 || in.MaxGrams != 20_000 {
		t.Errorf("%+v, %+v", l.did, d.one.Sheet)
	}
}

func TestAMessageThatGoesByItselfShowsItsWordsAndIsSwitched(t *testing.T) {
	n, l, d := normsOf(t)
	n.RowChosen(2)
	n.Show(d.went[0])
	if len(d.one.Cards) != 4 || n.Row(2).Chip.Text != "Coupé" {
		t.Fatalf("%+v", d.one.Cards)
	}
	n.PrimaryPressed()
	n.SheetTyped("on", "on")
	n.SheetTyped("by", "email")
	n.SheetSubmitted()
	if in, ok := l.did[0].(*service.NoticeInput); !ok || !in.On || in.By != "email" || in.Event != "delayed" {
		t.Errorf("%+v", l.did)
	}
}

func custodyOf(t *testing.T) (*present.Custody, *ledger, *shown) {
	l, d, env := onLedger()
	c := present.NewCustody(env, l, d.showList, d.showOne)
	c.Enter(t.Context())
	t.Cleanup(c.Leave)
	return c, l, d
}

func TestACountSaysWhatWasSeenWhatIsMissingAndWhatIsStrange(t *testing.T) {
	c, l, d := custodyOf(t)
	if d.list.Total != 5 || d.one.Primary.ID != "custody.type" {
		t.Fatalf("%+v, %+v", d.list, d.one.Primary)
	}
	for _, code := range []string{l.Repairs[0].Number, l.Repairs[0].Number, l.Repairs[5].Number, "nobody's"} {
		if !c.Scanned(code) {
			t.Fatalf("%q is not for the count", code)
		}
	}
	counts := []string{}
	for _, tab := range d.list.Tabs {
		counts = append(counts, tab.Count)
	}
	if !slices.Equal(counts, []string{"4", "1", "2"}) {
		t.Fatalf("to find, seen, strange: %q", counts)
	}
	c.PrimaryPressed()
	in, ok := l.did[0].(*service.CustodyInput)
	if !ok || len(in.Scans) != 4 || len(d.one.Cards) != 2 || d.list.Tabs[1].Count != "0" {
		t.Errorf("%+v, %+v", l.did, d.one)
	}
}

func TestACountThatIsRefusedKeepsWhatWasScanned(t *testing.T) {
	c, l, d := custodyOf(t)
	c.Scanned(l.Repairs[0].Number)
	l.refuse = errDisk
	c.PrimaryPressed()
	if d.one.Notice.IsZero() || d.list.Tabs[1].Count != "1" {
		t.Errorf("%+v, %+v", d.one.Notice, d.list.Tabs)
	}
}

// newsOf is a shell over the fake shop with what it showed last.
func newsOf(t *testing.T, b *bench, s *shop) (*present.Shell, *present.ShellState) {
	s.counts = func() (views.Counts, error) { return views.Counts{}, nil }
	last := &present.ShellState{}
	p := present.NewShell(b.env, s, func(now present.ShellState) { *last = now })
	p.Enter(t.Context())
	t.Cleanup(p.Leave)
	b.pass(time.Second)
	return p, last
}

func TestTheHourOfATaskIsSaidOnceWhereverSomebodyIs(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := newShop(t)
		s.todo = []views.Task{{ID: id(1), What: "Rappeler M. Roy", When: task.Today}}
		p, last := newsOf(t, b, s)
		if !last.News.Chip.IsZero() {
			t.Fatalf("%+v", last.News)
		}
		s.todo[0].When = task.Hour // nothing changed in the store: an hour came
		b.pass(2 * time.Minute)
		if len(last.News.Items) != 1 || last.News.Chip.Text != "1" || last.Toast.IsZero() {
			t.Fatalf("%+v", last.News)
		}
		b.pass(3 * time.Minute)
		if len(last.News.Items) != 1 {
			t.Errorf("said again: %+v", last.News.Items)
		}
		p.NewsPressed()
		p.NewsChosen(0)
		if !last.News.Chip.IsZero() || b.routes[0] != (present.Route{Screen: present.TasksScreen, Open: id(1)}) {
			t.Errorf("%+v, %v", last.News.Chip, b.routes)
		}
	})
}

func TestNewMessagesAreSaidButNotInTheInbox(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := newShop(t)
		s.unread = 2
		p, last := newsOf(t, b, s)
		s.unread = 4
		s.change(id(1))
		b.pass(time.Second)
		if last.News.Chip.Text != "1" || last.Toast.Text != "2 nouveaux messages" {
			t.Fatalf("%+v, %+v", last.News, last.Toast)
		}
		p.GoTo(present.Route{Screen: present.MessagesScreen})
		s.unread = 5
		s.change(id(1))
		b.pass(time.Second)
		if last.News.Chip.Text != "1" {
			t.Errorf("what is in sight is said: %+v", last.News)
		}
	})
}

func TestEveryScreenHasItsHelpInBothLanguages(t *testing.T) {
	for _, tag := range []string{"fr", "en"} {
		words := lang.For(tag)
		for _, at := range []present.Screen{
			present.CounterScreen, present.IntakeScreen, present.QuoteScreen, present.ReviewScreen, present.OutboxScreen, present.SettingsScreen, present.StockScreen,
			present.CustodyScreen, present.MessagesScreen, present.LoansScreen, present.TillScreen, present.ClaimsScreen, present.ParcelsScreen, present.TasksScreen,
			present.PrintersScreen, present.MoreScreen, present.ManagerScreen, present.FiguresScreen, present.TeamScreen, present.HoursScreen, present.NormsScreen,
			present.ContractsScreen, present.AccountsScreen, present.ThirdsScreen, present.CatalogueScreen, present.PreordersScreen, present.CareScreen, present.PrivacyScreen, present.RoundScreen, present.WeekScreen, present.VanScreen, present.VisitScreen,
		} {
			for _, key := range []string{"help." + string(at), "help.of." + string(at)} {
				if !words.Has(key) {
					t.Errorf("%s: %s is missing", tag, key)
				}
			}
		}
	}
}

func TestHelpOpensAndClosesByTheSameKey(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		p, last := newsOf(t, b, newShop(t))
		p.HelpPressed()
		if !last.Sheet.Open || last.Sheet.Title != "Réparations" || len(last.Sheet.Lines) < 5 {
			t.Fatalf("%+v", last.Sheet)
		}
		p.HelpPressed()
		if last.Sheet.Open {
			t.Error("it stays open")
		}
		p.HelpPressed()
		p.SheetSubmitted()
		if last.Sheet.Open || !last.Toast.IsZero() {
			t.Errorf("%+v, %+v", last.Sheet, last.Toast)
		}
	})
}

func TestEveryMessageThatGoesByItselfHasAName(t *testing.T) {
	for _, tag := range []string{"fr", "en"} {
		for _, event := range message.Events() {
			if words := lang.For(tag); !words.Has("norming.event."+string(event)) || !words.Has("norming.event."+string(event)+".when") {
				t.Errorf("%s: %q has no words", tag, event)
			}
		}
	}
}
