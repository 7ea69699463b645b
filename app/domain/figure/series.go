package figure

import "etabli/app/domain/civil"

// ID names a figure.
type ID string

// The figures that are followed week by week.
const (
	Turnaround  ID = "turnaround"   // custody to ready, by the week in which it was ready
	FirstFix    ID = "first_fix"    // share of repairs after which the device stayed away for a while
	Repeats     ID = "repeats"      // share of intakes that come soon after a repair
	FirstAnswer ID = "first_answer" // opening time from a question to a person's answer
	LoanUse     ID = "loan_use"     // share of the days of all loaners on which they were out
	Flow        ID = "flow"         // what came, became ready and left
	Score       ID = "score"        // what customers said
)

// Unit is what the values of a figure are counted in.
type Unit string

// The units.
const (
	Millis   Unit = "ms"
	Permille Unit = "permille"
	Tenths   Unit = "tenths"
	Count    Unit = "count"
)

// NoCase stands where there is nothing to make a figure of.
const NoCase int64 = -1

// Curve is one line of a figure: over all weeks, and week by week.
type Curve struct {
	Name  string  `json:"name"` // median, p90, share, mean, received, ready, returned
	Whole int64   `json:"whole"`
	Weeks []int64 `json:"weeks"` // the oldest first
}

// Series is a figure over weeks.
type Series struct {
	ID     ID      `json:"id"`
	Unit   Unit    `json:"unit"`
	Cases  int     `json:"cases"` // that it is made of
	Curves []Curve `json:"curves"`
}

// Table is figures over the same weeks, the last of which ends today and may
// still fill.
type Table struct {
	From   []civil.Date `json:"from"` // first days of the weeks
	Series []Series     `json:"series"`
	Short  int          `json:"short_days"` // a device that comes back within them was not repaired at once
	Long   int          `json:"long_days"`  // one that comes back within them is a repeat
}

// Lent is a loaner in somebody's hands.
type Lent struct {
	From, To civil.Date // To is none while it is out
}

// Answer is a question of a customer: the opening time until a person answered,
// or until now.
type Answer struct {
	On      civil.Date
	SpentMS int64
}

// Material is what figures are made of.
type Material struct {
	Samples []Sample
	Units   int // loaners
	Lent    []Lent
	Answers []Answer

	Short int // days, see Table
	Long  int
}

// weeks sorts values into weeks.
type weeks struct {
	first civil.Date
	on    civil.Date
	n     int
}

// of is the week of a day, -1 when it lies in none.
func (w weeks) of(day civil.Date) int {
	if !day.Known() || day < w.first || day > w.on {
		return -1
	}
	return w.first.DaysUntil(day) / weekDays
}

// TableOf computes the figures of the weeks that end with a day.
func TableOf(m Material, on civil.Date, n int) Table {
	w := weeks{first: on.AddDays(1 - weekDays*n), on: on, n: n}
	t := Table{Short: m.Short, Long: m.Long}
	for i := range n {
		t.From = append(t.From, w.first.AddDays(weekDays*i))
	}
	turns, answers, scores := w.values(), w.values(), w.values()
	for _, s := range m.Samples {
		turns.add(s.ReadyOn, s.TurnMS)
		if s.Score > 0 {
			scores.add(s.ReadyOn, int64(10*s.Score))
		}
	}
	for _, a := range m.Answers {
		answers.add(a.On, a.SpentMS)
	}
	fixed, again := w.held(m)
	t.Series = []Series{
		turns.ranked(Turnaround), fixed.shared(FirstFix), again.shared(Repeats), answers.ranked(FirstAnswer),
		w.lent(m), w.flow(m.Samples), scores.meant(Score),
	}
	return t
}

// flow counts what came, became ready and left.
func (w weeks) flow(samples []Sample) Series {
	names := []string{"received", "ready", "returned"}
	s := Series{ID: Flow, Unit: Count, Cases: len(samples)}
	for _, name := range names {
		s.Curves = append(s.Curves, Curve{Name: name, Weeks: make([]int64, w.n)})
	}
	for _, one := range samples {
		for i, day := range []civil.Date{one.ReceivedOn, one.ReadyOn, one.ReturnedOn} {
			if at := w.of(day); at >= 0 {
				s.Curves[i].Weeks[at]++
				s.Curves[i].Whole++
			}
		}
	}
	s.Cases = int(s.Curves[0].Whole)
	return s
}

// lent is the share of the days of all loaners on which they were out. A day on
// which one goes and comes back counts once.
func (w weeks) lent(m Material) Series {
	use := w.shares()
	for i := range w.n {
		from := w.first.AddDays(weekDays * i)
		to := from.AddDays(weekDays - 1)
		use.all[i] = int64(m.Units * weekDays)
		for _, l := range m.Lent {
			end := l.To
			if !end.Known() {
				end = w.on
			}
			if days := max(l.From, from).DaysUntil(min(end, to)) + 1; l.From.Known() && days > 0 {
				use.of[i] += int64(days)
			}
		}
		use.of[i] = min(use.of[i], use.all[i])
	}
	s := use.shared(LoanUse)
	s.Cases = m.Units
	return s
}
