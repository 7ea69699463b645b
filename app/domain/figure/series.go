package figure

import "etabli/app/domain/civil"

// ID names a figure.
type ID string

// The figures that are followed week by week as well.
const (
	Turnaround  ID = "turnaround"   // custody to ready, by when it was ready
	FirstFix    ID = "first_fix"    // share of repairs after which the device stayed away for a while
	Repeats     ID = "repeats"      // share of devices handed back that come again
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

// followed are the figures of a table: which values of each are drawn, and by what
// name.
var followed = []struct {
	id    ID
	drawn []drawn
}{
	{Turnaround, []drawn{{"median", "median"}, {"p90", "p90"}}},
	{FirstFix, []drawn{{"share", "share"}}},
	{Repeats, []drawn{{"short", "share"}}},
	{FirstAnswer, []drawn{{"median", "median"}, {"p90", "p90"}}},
	{LoanUse, []drawn{{"share", "share"}}},
	{Flow, []drawn{{"received", "received"}, {"ready", "ready"}, {"returned", "returned"}}},
	{Score, []drawn{{"mean", "mean"}}},
}

type drawn struct{ value, as string }

// TableOf are the figures of the weeks that end with a day: those of a period, over
// each week and over all of them.
func TableOf(m Matter, on civil.Date, n int) Table {
	m.Today = on
	m.seen = m.visits()
	whole := Span{on.AddDays(1 - weekDays*n), on}
	t := Table{Short: m.Short, Long: m.Long}
	for i := range n {
		t.From = append(t.From, week(whole.From, i).From)
	}
	for _, f := range followed {
		all := m.line(f.id, whole)
		s := Series{ID: f.id, Unit: all.Unit, Cases: all.Cases}
		for _, d := range f.drawn {
			s.Curves = append(s.Curves, Curve{Name: d.as, Whole: all.value(d.value)})
		}
		for w := range n {
			one := m.line(f.id, week(whole.From, w))
			for i, d := range f.drawn {
				s.Curves[i].Weeks = append(s.Curves[i].Weeks, one.value(d.value))
			}
		}
		t.Series = append(t.Series, s)
	}
	return t
}

// value is one of the values of a figure, NoCase when it has none of that name.
func (l Line) value(name string) int64 {
	for _, v := range l.Values {
		if v.Name == name {
			return v.N
		}
	}
	return NoCase
}

func permille(of, all int64) int64 {
	if all == 0 {
		return NoCase
	}
	return rounded(of*1000, all)
}
