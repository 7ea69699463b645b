package figure

import (
	"slices"

	"etabli/app/domain/civil"
)

// The figures of a period. Each has its formula and its cohort, which stand beside
// it in the catalogue under "report.<id>.is": which cases of the period count.
const (
	TurnWorking   ID = "turn_working"   // the same in working days
	CustomerTurn  ID = "customer_turn"  // from the request to the hand-back
	HandsOn       ID = "hands_on"       // time on the bench of a repair
	NoFaultShare  ID = "no_fault"       // nothing was found
	Yield         ID = "yield"          // repaired of what could have been
	QuoteTaken    ID = "quote_taken"    // accepted of what was sent
	QuoteAnswer   ID = "quote_answer"   // from the quote to its answer
	SLAKept       ID = "sla_kept"       // ready by the day that was promised at the intake
	LegalBroken   ID = "legal_broken"   // legal guarantee, beyond the legal days
	LinesServed   ID = "lines_served"   // parts that were there when they were asked for
	FilesServed   ID = "files_served"   // files of which every part was
	LoanOverdue   ID = "loan_overdue"   // loans that were back late
	CostOfRepair  ID = "repair_cost"    // what a repair cost us
	Margin        ID = "margin"         // what stays of what came in
	Recovered     ID = "recovered"      // what guarantors took of what they were asked
	Backlog       ID = "backlog"        // open files by age
	Content       ID = "content"        // marks of four and five
	Well          ID = "well"           // all is well, a day later
	AskedAnswered ID = "asked_answered" // answers to invitations
	Unserved      ID = "unserved"       // what was refused, by reason
	Recommended   ID = "recommended"    // who would tell others to come, less who would not
	Easy          ID = "easy"           // how easy it was for customers
)

// Case is one repair as the figures of a period see it. Days that never came are
// none.
type Case struct {
	RequestedOn, ReceivedOn, ReadyOn, ReturnedOn civil.Date

	Open bool // it is worked on now
	// Uncollected tells that the device is ready and still in the shop.
	Uncollected bool
	TurnMS      int64
	TurnDays    int // working days
	CustomerMS  int64
	HandsOnMS   int64
	PromisedOn  civil.Date // at the intake
	Outcome     string
	Diagnosed   bool
	NoFault     bool
	// Intermittent tells that the fault comes and goes.
	Intermittent bool
	Verdict      string
	WaitMS       map[string]int64 // by the status in which it waited
	Device       string
	Symptom      string // code of what the user met; empty when nobody wrote it down
	Family       string // kind of device
	Executor     string // own, or the code of a subcontractor
	Person       string // who made it ready
	Layer        string
	LegalOn      civil.Date // last legal day, when one runs
	LegalEnd     civil.Date // when it was handed back, or today

	QuotedOn   civil.Date
	Answered   bool
	Accepted   bool
	AnswerMS   int64
	RefusedFor string
	Parts      int  // lines with a part
	Waited     bool // for a part
	RevenueC   int64
	BorneC     int64 // by guarantors
	CostC      int64
	CostKnown  bool
	Score      int
	Recommends *int // 0 to 10; none when nobody said
	Ease       *int // 1 to 7; none when nobody said
	AskedOn    civil.Date
	Well       string // yes, no
	Lost, Hurt bool   // by us or whoever had it
}

// Span is a period, both days in it.
type Span struct{ From, To civil.Date }

// Has tells whether a day is in the period.
func (s Span) Has(d civil.Date) bool {
	return d.Known() && (!s.From.Known() || d >= s.From) && (!s.To.Known() || d <= s.To)
}

// Asked is what a guarantor was asked and took.
type Asked struct {
	On              civil.Date // handed in first
	Claimed, Taken  int64
	Answered        bool
	RepairID, Party string
	Reason          string // why not all of it was taken
}

// Matter is what the figures of a period are made of.
type Matter struct {
	Cases    []Case
	Answers  []Answer
	Asked    []Asked
	Units    int    // loaners, where it is not known since when
	Service  []Lent // the days on which each loaner could be lent
	Lent     []Lent
	Due      []Due
	Refusals []Refusal
	Trips    []Trip // to customers' homes
	Short    int
	Long     int
	Today    civil.Date

	Goods     []Goods
	DeadDays  int
	Delivered []Delivered
	DOADays   int
	WorkDays  int // in the period

	seen map[string][]Case // by device, when it was asked for before
}

// Due is a loan with the day it had to be back.
type Due struct{ On, Back civil.Date }

// Refusal is something that was asked for and not served.
type Refusal struct {
	On  civil.Date
	Why string
}

// Value is one number of a figure.
type Value struct {
	Name string `json:"name"` // mean, median, p90, share, sum, or a code
	N    int64  `json:"n"`
}

// Line is one figure of a period.
type Line struct {
	ID     ID      `json:"id"`
	Unit   Unit    `json:"unit"`
	Cases  int     `json:"cases"` // that it is made of
	Values []Value `json:"values,omitempty"`
}

// Units of the figures of a period beside those of weeks.
const (
	Days  Unit = "days"
	Cents Unit = "cents"
)

// makers make the figures, in the order of a report.
var makers = []struct {
	id ID
	of func(Matter, ID, Span) Line
}{
	{Turnaround, ranked(Millis, func(c Case) (civil.Date, int64, bool) { return c.ReadyOn, c.TurnMS, true })},
	{TurnWorking, ranked(Days, func(c Case) (civil.Date, int64, bool) { return c.ReadyOn, int64(c.TurnDays), true })},
	{CustomerTurn, ranked(Millis, func(c Case) (civil.Date, int64, bool) { return c.ReturnedOn, c.CustomerMS, c.CustomerMS > 0 })},
	{HandsOn, ranked(Millis, func(c Case) (civil.Date, int64, bool) { return c.ReadyOn, c.HandsOnMS, c.HandsOnMS > 0 })},
	{FirstFix, Matter.firstFix}, {VisitFix, Matter.visitFix}, {Repeats, Matter.repeats},
	{NoFaultShare, Matter.noFault},
	{Yield, shared(func(c Case) (civil.Date, bool, bool) {
		return c.ReadyOn, c.Outcome == "repaired" || c.Outcome == "ber" || c.Outcome == "refused", c.Outcome == "repaired"
	})},
	{QuoteTaken, shared(func(c Case) (civil.Date, bool, bool) { return c.QuotedOn, true, c.Accepted })},
	{QuoteAnswer, ranked(Millis, func(c Case) (civil.Date, int64, bool) { return c.QuotedOn, c.AnswerMS, c.Answered })},
	{SLAKept, shared(func(c Case) (civil.Date, bool, bool) {
		return c.ReadyOn, c.PromisedOn.Known(), c.ReadyOn <= c.PromisedOn
	})},
	{LegalBroken, shared(func(c Case) (civil.Date, bool, bool) { return c.ReturnedOn, c.LegalOn.Known(), c.LegalEnd > c.LegalOn })},
	{LinesServed, served(func(c Case) int64 { return int64(c.Parts) })},
	{FilesServed, served(func(Case) int64 { return 1 })},
	{FirstAnswer, Matter.answered}, {LoanUse, Matter.lent}, {LoanOverdue, Matter.overdue}, {CostOfRepair, Matter.cost},
	{Margin, Matter.margin}, {Recovered, Matter.recovered}, {Backlog, Matter.backlog},
	{Content, shared(func(c Case) (civil.Date, bool, bool) { return c.ReadyOn, c.Score > 0, c.Score >= 4 })},
	{Well, shared(func(c Case) (civil.Date, bool, bool) { return c.ReturnedOn, c.Well != "", c.Well == "yes" })},
	{AskedAnswered, shared(func(c Case) (civil.Date, bool, bool) { return c.AskedOn, true, c.Well != "" || c.Score > 0 })},
	{Unserved, Matter.unserved}, {Flow, Matter.flow}, {Score, Matter.scored},
	{Waiting, Matter.waiting}, {JobsADay, Matter.jobs}, {DOA, Matter.doa}, {StockTurns, Matter.turns}, {DeadStock, Matter.dead},
	{RecourseWhy, Matter.recourseWhy}, {Recommended, Matter.recommended}, {Easy, Matter.easy},
}

// asked are the figures of questions that a shop may ask beside the usual one, and of
// visits: where nobody asked, or went, there is nothing to say.
var asked = []ID{Recommended, Easy, VisitFix}

// Report is what a period comes to.
func Report(m Matter, in Span) []Line {
	m.seen = m.visits()
	out := make([]Line, 0, len(makers))
	for _, f := range makers {
		l := f.of(m, f.id, in)
		if l.Cases > 0 || !slices.Contains(asked, f.id) {
			out = append(out, l)
		}
	}
	return out
}

// line is one figure of a period.
func (m Matter) line(id ID, in Span) Line {
	for _, f := range makers {
		if f.id == id {
			return f.of(m, id, in)
		}
	}
	return Line{ID: id}
}

// ranked is median, 90th percentile and mean of what cases of the period took.
func ranked(unit Unit, of func(Case) (on civil.Date, value int64, counts bool)) func(Matter, ID, Span) Line {
	return func(m Matter, id ID, in Span) Line {
		var all []int64
		for _, c := range m.Cases {
			if on, value, counts := of(c); counts && in.Has(on) {
				all = append(all, value)
			}
		}
		return rank(id, unit, all)
	}
}

func rank(id ID, unit Unit, all []int64) Line {
	l := Line{ID: id, Unit: unit, Cases: len(all)}
	if len(all) == 0 {
		return l
	}
	sum := int64(0)
	for _, v := range all {
		sum += v
	}
	l.Values = []Value{{"median", percentile(all, 50)}, {"p90", percentile(all, 90)}, {"mean", (sum + int64(len(all))/2) / int64(len(all))}}
	return l
}

// shared is how many of the cases of the period are so.
func shared(of func(Case) (on civil.Date, counts, is bool)) func(Matter, ID, Span) Line {
	return func(m Matter, id ID, in Span) Line {
		part, all := int64(0), int64(0)
		for _, c := range m.Cases {
			if on, counts, is := of(c); counts && in.Has(on) {
				all++
				if is {
					part++
				}
			}
		}
		return shareOf(id, part, all)
	}
}

func shareOf(id ID, part, all int64) Line {
	l := Line{ID: id, Unit: Permille, Cases: int(all)}
	if all > 0 {
		l.Values = []Value{{"share", permille(part, all)}}
	}
	return l
}

// PeopleFacts says whether figures may be told by person: not before the people
// were told, and whoever speaks for them was heard.
type PeopleFacts struct {
	On bool `cbor:"1,keyasint,omitempty"`
}
