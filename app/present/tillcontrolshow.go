package present

import (
	"strings"

	"etabli/app/domain/till"
	"etabli/app/service"
)

func (c *Control) publish() {
	w := c.Words
	s := ControlState{
		Loading: !c.known && c.notice.IsZero(), Busy: c.busy, Reading: c.reading, Notice: c.notice, Sheet: c.sheets.state, Year: c.year,
		Verify:  Action{Label: w.T("control.verify"), Icon: "shield-check"},
		Archive: Action{Label: w.T("control.archive"), Icon: "download"},
		Minimum: w.T("policy.any"),
	}
	if c.terms.CardMinimum > 0 {
		s.Minimum = w.T("tender.card.minimum", "sum", w.Money(c.terms.CardMinimum, "EUR"))
	}
	for _, y := range c.years {
		s.Years = append(s.Years, Choice{y, y})
	}
	s.Years = append(s.Years, Choice{"", w.T("control.all_years")})
	for _, p := range c.proofs {
		s.Proofs = append(s.Proofs, c.proof(p))
	}
	if c.proofMS > 0 && len(c.proofs) > 0 {
		s.Proved = w.T("control.proved", "time", c.moment(c.proofMS))
	}
	if c.proofMS > 0 && len(c.proofs) == 0 && !c.busy {
		s.Proofs = []Notice{{Text: w.T("control.nothing")}}
	}
	for _, d := range c.days {
		s.Closings = append(s.Closings, c.closingRow(d))
	}
	if c.known && len(c.days) == 0 {
		s.Empty = Empty{Title: w.T("control.empty"), Text: w.T("control.empty.text")}
	}
	for _, rec := range c.log {
		s.Log = append(s.Log, c.logRow(rec))
	}
	if c.known && len(c.log) == 0 {
		s.NoLog = w.T("control.log.none")
	}
	c.show(s)
}

func (c *Control) closingRow(d closing) ClosingRow {
	w := c.Words
	switch d.level {
	case till.OfMonth:
		return ClosingRow{Title: w.T("control.month", "period", d.period), Chip: Chip{Tone: Work, Icon: "calendar", Text: w.T("control.level.month")}}
	case till.OfYear:
		return ClosingRow{Title: w.T("control.year", "period", d.period), Chip: Chip{Tone: Work, Icon: "calendar", Text: w.T("control.level.year")}}
	case till.OfDay:
	}
	return ClosingRow{Title: w.Date(d.period), Sum: w.Money(d.sum, "EUR"), Chip: Chip{Tone: Good, Icon: "lock", Text: w.T("day.state.closed")}}
}

// mostProblems is how many of them are named; the rest are counted.
const mostProblems = 8

// proof says in words what a replay found.
func (c *Control) proof(p service.TillProof) Notice {
	w := c.Words
	name := p.Site + p.Device
	if p.Training {
		name += " " + w.T("control.training")
	}
	n := Notice{
		Tone: Good, Text: w.T("control.sound", "till", name, "n", w.Number(p.Records)),
		Next: w.T("control.sound.text", "date", w.Date(p.LastDay), "sum", w.Money(p.Perpetual, "EUR")),
	}
	if len(p.Problems) == 0 {
		return n
	}
	n.Tone, n.Text = Late, w.T("control.broken", "till", name, "n", w.Number(len(p.Problems)))
	var said []string
	for i, problem := range p.Problems {
		if i == mostProblems {
			said = append(said, w.N("control.more", len(p.Problems)-i))
			break
		}
		said = append(said, w.T("control.problem", "seq", w.Number(problem.Seq), "number", problem.Number, "what", w.T(problemKey(problem.What))))
	}
	n.Next = strings.Join(said, " ")
	return n
}

// problems are what a replay can find, in words.
var problems = map[string]string{
	"code": "problem.code", "gap": "problem.gap", "chain": "problem.chain", "number": "problem.number", "sum": "problem.sum",
	"perpetual": "problem.perpetual", "closing": "problem.closing", "begin": "problem.begin", "form": "problem.form",
}

func problemKey(what string) string {
	if key, ok := problems[what]; ok {
		return key
	}
	return "problem.form"
}
