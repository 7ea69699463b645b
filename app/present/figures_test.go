package present_test

import (
	"strings"
	"testing"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/figure"
	"etabli/app/domain/site"
	"etabli/app/domain/staff"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

// measures runs a test on a page of figures that was read once. One repair took
// three days and became ready on the day before.
func measures(t *testing.T, test func(b *bench, s *shop, p *present.Figures, state *present.FiguresState)) {
	t.Helper()
	onBench(t, func(t *testing.T, b *bench) {
		s, state := newShop(t), present.FiguresState{}
		s.sites = []views.Site{{SavedFacts: site.SavedFacts{Code: "LIL", Name: "Lille"}}, {SavedFacts: site.SavedFacts{Code: "ROU", Name: "Roubaix"}}}
		s.table = func(in service.FiguresInput) (figure.Table, error) {
			today := civil.At(time.Now().UnixMilli(), time.UTC)
			m := figure.Matter{Short: 30, Long: 90, Cases: []figure.Case{{ReadyOn: today.AddDays(-1), TurnMS: 3 * 24 * 3600_000, Score: 4}}}
			m.Answers = []figure.Answer{{On: today, SpentMS: 50 * 3600_000}}
			return figure.TableOf(m, today, in.Weeks), nil
		}
		b.env.Desk.May = staff.Rights()
		p := present.NewFigures(b.env, s, func(next present.FiguresState) { state = next })
		p.Enter(t.Context())
		defer p.Leave()
		b.settle()
		test(b, s, p, &state)
	})
}

func TestFiguresBeginWithTheOwnShopAndTwelveWeeks(t *testing.T) {
	measures(t, func(b *bench, s *shop, p *present.Figures, state *present.FiguresState) {
		if state.Site != "LIL" || state.Period != "12" || len(state.Sites) != 3 || s.measured[0] != (service.FiguresInput{Weeks: 12, Site: "LIL"}) {
			t.Fatalf("it shows %+v after %+v", state, s.measured)
		}
		p.PeriodChosen("4")
		b.settle()
		p.SiteChosen("")
		b.settle()
		if last := s.measured[len(s.measured)-1]; last != (service.FiguresInput{Weeks: 4}) || state.Site != "" {
			t.Errorf("then it asks for %+v", last)
		}
	})
}

func TestEveryFigureHasItsDefinitionAndItsPlot(t *testing.T) {
	measures(t, func(_ *bench, _ *shop, p *present.Figures, state *present.FiguresState) {
		if len(state.Tiles) != 7 || !state.Tiles[0].Selected || !strings.HasPrefix(state.Tiles[0].Value, "3") {
			t.Fatalf("the figures are %+v", state.Tiles)
		}
		for _, tile := range state.Tiles {
			p.TilePressed(tile.ID)
			if state.Plot.Title != tile.Label || len(state.Plot.Definition) < 40 || strings.Contains(state.Plot.Definition, "{") {
				t.Errorf("%s is %+v", tile.ID, state.Plot)
			}
		}
		p.TilePressed("repeats")
		if state.Plot.Empty == "" || state.Plot.Sums != "" {
			t.Errorf("nothing to measure is drawn as %+v", state.Plot)
		}
		p.TilePressed("first_answer")
		if !strings.HasPrefix(state.Tiles[3].Value, "50") || state.Plot.Top != 60 {
			t.Errorf("opening hours are never days: %+v", state.Tiles[3])
		}
	})
}

func TestATableForASpreadsheetSaysWhereItLies(t *testing.T) {
	measures(t, func(b *bench, s *shop, p *present.Figures, state *present.FiguresState) {
		p.ExportPressed()
		b.settle()
		if state.Notice.Tone != present.Good || state.Notice.Next != "/papers" || s.keptName != "chiffres-LIL-2000-01-01-12.csv" {
			t.Fatalf("it says %+v about %q", state.Notice, s.keptName)
		}
		lines := strings.Split(strings.TrimSpace(string(s.kept)), "\n")
		if len(lines) != 14 || !strings.HasPrefix(lines[0], "\ufeffSemaine du;") || !strings.HasPrefix(lines[12], "1999-12-26;3;3;;;50;50;") {
			t.Errorf("the table is %q", lines)
		}
		s.keep = errDisk
		p.ExportPressed()
		b.settle()
		if state.Notice.Tone != present.Late || state.Busy {
			t.Errorf("a full disk says %+v", state.Notice)
		}
	})
}

func TestWhoOnlyReadsFiguresIsLedToThem(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		p, s, state := seated(t, b)
		defer p.Leave()
		s.staff = func() ([]views.Staff, error) {
			return []views.Staff{{ID: id(9), Display: "Paul C.", May: []staff.Right{staff.Figures}}}, nil
		}
		s.change(id(9))
		b.pass(time.Second)
		if state.Nav[0].Screen != present.FiguresScreen {
			t.Errorf("the rail begins with %+v", state.Nav[0])
		}
		p.GoTo(present.Route{Screen: present.ManagerScreen})
		if state.Closed.IsZero() {
			t.Error("today opens to them")
		}
	})
}
