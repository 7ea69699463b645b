package views

import (
	"encoding/binary"
	"slices"
	"strconv"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/coding"
	"etabli/app/domain/custody"
	"etabli/app/domain/figure"
	"etabli/app/domain/guarantor"
	"etabli/app/domain/kind"
	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/app/domain/sendout"
	"etabli/app/domain/warranty"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Cases are the repairs that came in since a moment, or that are not closed yet,
// as figures are made of. Works counts the working days of a shop; without it, what
// stands in the states is read and not what only the entries tell, which is enough for
// the figures that are followed week by week.
func (v *Views) Cases(r storage.Reader, site string, sinceMS int64, works func(site string) func(from, to civil.Date) int) ([]figure.Case, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	var beside besides
	if works != nil {
		if beside, err = l.besides(); err != nil {
			return nil, err
		}
	}
	var out []figure.Case
	for _, scope := range []repair.Scope{repair.Open, repair.Done, repair.Ended} {
		positions, err := l.scan(l.g.list(newestFirst, scopeBytes[scope]), site, nil, 0)
		if err != nil {
			return nil, err
		}
		for _, p := range positions {
			if scope == repair.Ended && begunOf(p) < sinceMS {
				break // the newest come first
			}
			c, err := l.figured(idOf(p), works)
			if err != nil {
				return nil, err
			}
			c.Open, c.Uncollected = scope == repair.Open, scope == repair.Done
			if works != nil {
				beside.of(idOf(p), &c)
			}
			out = append(out, c)
		}
	}
	return out, nil
}

// figured is one repair as figures see it.
func (l *look) figured(id journal.EntityID, works func(site string) func(from, to civil.Date) int) (c figure.Case, err error) {
	sub := &subject{}
	if works == nil {
		sub.state, err = l.state(kind.Repair, id)
	} else {
		sub, err = l.whole(kind.Repair, id)
	}
	if err != nil {
		return c, err
	}
	site := sub.state.Value(fold.FieldSite)
	zone, err := l.zone(site)
	if err != nil {
		return c, err
	}
	c = caseOf(sub.state, zone)
	if c.Layer == string(warranty.LGC) && sub.state.Clocks.LegalStartMS != 0 {
		c.LegalEnd = c.ReturnedOn
		if c.LegalOn, err = l.legalLast(legalRule(sub.state), sub.state.Clocks.LegalStartMS, site); err != nil {
			return c, err
		}
	}
	if works != nil {
		walk(sub, zone, &c)
		c.TurnDays = works(site)(c.ReceivedOn, c.ReadyOn)
	}
	return c, nil
}

// besides is what other entities say of repairs, by file.
type besides struct {
	executor   map[journal.EntityID]string
	charged    map[journal.EntityID]int64
	borne      map[journal.EntityID]int64
	lost, hurt map[journal.EntityID]bool
}

func (l *look) besides() (besides, error) {
	b := besides{
		executor: map[journal.EntityID]string{}, charged: map[journal.EntityID]int64{}, borne: map[journal.EntityID]int64{},
		lost: map[journal.EntityID]bool{}, hurt: map[journal.EntityID]bool{},
	}
	if err := l.eachState(kind.Sendout, func(_ journal.EntityID, s *fold.State) {
		batch := sendoutOf(s)
		for _, d := range batch.Devices {
			if d.Came == sendout.Repaired {
				b.executor[d.Repair] = batch.Subcontractor
			}
			b.charged[d.Repair] += d.ChargedCents
			b.lost[d.Repair] = b.lost[d.Repair] || d.Came == sendout.Missing
			if d.Came == sendout.Missing {
				b.executor[d.Repair] = batch.Subcontractor
			}
		}
	}); err != nil {
		return b, err
	}
	if err := l.eachState(kind.Recourse, func(_ journal.EntityID, s *fold.State) {
		c := recourseOf(s)
		b.borne[c.Repair] += c.AcceptedCents
	}); err != nil {
		return b, err
	}
	err := l.eachState(kind.Incident, func(_ journal.EntityID, s *fold.State) {
		var f custody.OpenedFacts
		_ = inField(s, fold.FieldIncident, &f) // the fold wrote it
		file := s.ID(fold.FieldFile)
		b.lost[file] = b.lost[file] || f.Sort == custody.Lost
		b.hurt[file] = b.hurt[file] || f.Sort == custody.Damaged
	})
	return b, err
}

func (b besides) of(file journal.EntityID, c *figure.Case) {
	if by := b.executor[file]; by != "" {
		c.Executor = by
	}
	c.BorneC, c.Lost, c.Hurt = b.borne[file], b.lost[file], b.hurt[file]
	if charged := b.charged[file]; charged > 0 {
		c.CostC, c.CostKnown = c.CostC+charged, true
	}
}

// OwnBench is the executor of what nobody else repaired.
const OwnBench = "own"

// intermittent are the codes of a fault that comes and goes: ours and that of IRIS.
var intermittent = []string{"intermittent", "2"}

// markIn is the mark a customer gave for a question.
func markIn(s *fold.State, q repair.Question) *int {
	mark, err := strconv.Atoi(s.Value(fold.ScoreOf(q)))
	if err != nil {
		return nil
	}
	return &mark
}

// dayOrNone is the day of a moment, none of no moment.
func dayOrNone(ms int64, zone *time.Location) civil.Date {
	if ms == 0 {
		return civil.None
	}
	return civil.At(ms, zone)
}

func caseOf(s *fold.State, zone *time.Location) figure.Case {
	day := func(ms int64) civil.Date { return dayOrNone(ms, zone) }
	c := figure.Case{
		ReceivedOn: day(s.ReceivedMS), ReturnedOn: day(s.ReturnedMS), RequestedOn: day(s.Clocks.LegalStartMS), Outcome: s.Outcome, Executor: OwnBench,
		Family: quote.CategoryOf(s.Value(fold.FieldCategory), s.Value(repair.FieldProduct)), Layer: string(layerOf(s.Value(fold.FieldLayer))),
		AskedOn: dateIn(s.Value(fold.FieldAskedOn)), Well: s.Value(fold.FieldWell),
		Diagnosed: s.Value(fold.FieldFinding) != "" || s.Value(fold.FieldVerdict) != "",
	}
	c.NoFault, c.Verdict = c.Outcome == string(repair.NoFault), s.Value(fold.FieldVerdict)
	if !s.Product.IsZero() {
		c.Device = s.Product.String()
	}
	c.Symptom = s.Value(fold.GroupCoding + string(coding.Symptom))
	c.Score, _ = strconv.Atoi(s.Value(fold.FieldScore))
	c.Recommends, c.Ease = markIn(s, repair.Recommend), markIn(s, repair.Effort)
	c.Intermittent = slices.Contains(intermittent, s.Value(fold.GroupCoding+string(coding.Condition)))
	if ready := s.Clocks.TurnStopMS; ready != 0 && s.ReceivedMS != 0 {
		c.ReadyOn, c.TurnMS = day(ready), ready-s.Clocks.TurnStartMS
	}
	if asked := max(s.Clocks.LegalStartMS, 0); asked != 0 && s.ReturnedMS != 0 {
		c.CustomerMS = s.ReturnedMS - asked
	}
	return c
}

// walk takes from the entries of a file what its state does not keep.
func walk(sub *subject, zone *time.Location, c *figure.Case) {
	var sentMS, benchMS int64
	w := waits{c: c}
	var stood quote.Facts
	for i := range sub.history {
		e := &sub.history[i]
		if has(sub.state.Repeats, e.Ref()) || has(sub.state.NotApplied, e.Ref()) {
			continue
		}
		at := fold.AtMS(e)
		switch kind.Kind(e.Header.Kind) {
		case kind.RepairReceived:
			c.PromisedOn = dateIn(read[repair.ReceivedFacts](e).PromisedOn)
			w.begin(repair.DiagWait, at)
		case kind.RepairMoved:
			f := read[repair.MovedFacts](e)
			w.begin(f.To, at)
			c.Waited = c.Waited || f.To == repair.PartWait
			if benchMS != 0 {
				c.HandsOnMS += max(0, at-benchMS)
			}
			benchMS = 0
			if slices.Contains([]repair.Status{repair.Diag, repair.Repairing, repair.Test}, f.To) {
				benchMS = at
			}
			if f.To == repair.Ready {
				c.Person = e.Header.Author.String()
			}
		case kind.RepairQuoted:
			stood = read[quote.Facts](e)
			w.begin(repair.QuoteSent, at)
			if sentMS == 0 {
				sentMS, c.QuotedOn = at, civil.At(at, zone)
			}
		case kind.QuoteAnswered:
			f := read[quote.AnswerFacts](e)
			w.begin(repair.QuoteOK, at)
			c.Answered, c.Accepted, c.RefusedFor, c.AnswerMS = true, f.Accepted, f.Reason, max(0, at-sentMS)
		}
	}
	quoteSums(c, stood)
}

// waits adds up for how long a repair stood in each status in which it waits.
type waits struct {
	c      *figure.Case
	status repair.Status
	since  int64
}

var waiting = []repair.Status{repair.DiagWait, repair.QuoteSent, repair.QuoteOK, repair.PartWait, repair.ApprovalWait, repair.Subcontract}

func (w *waits) begin(to repair.Status, atMS int64) {
	if slices.Contains(waiting, w.status) && atMS > w.since {
		if w.c.WaitMS == nil {
			w.c.WaitMS = map[string]int64{}
		}
		w.c.WaitMS[string(w.status)] += atMS - w.since
	}
	w.status, w.since = to, atMS
}

// quoteSums adds up what a quote says was sold and what it cost.
func quoteSums(c *figure.Case, q quote.Facts) {
	for _, l := range q.Lines {
		if l.Kind == quote.Part {
			c.Parts++
		}
		c.CostC += (l.Quantity*l.CostCents + quote.One/2) / quote.One
		c.CostKnown = c.CostKnown || l.CostCents > 0
	}
	if c.Accepted && c.Outcome == string(repair.Repaired) {
		for _, r := range quote.ByRate(q.Lines) {
			c.RevenueC += r.Net
		}
	}
}

// begunOf reads the time out of a position of the list of the newest.
func begunOf(position []byte) int64 {
	return int64(^binary.BigEndian.Uint64(position) ^ 1<<63)
}

// Asked is what guarantors were asked and took, as figures are made of it.
func (v *Views) Asked(r storage.Reader, site string) (out []figure.Asked, err error) {
	all, err := v.EveryRecourse(r)
	for _, c := range all {
		if len(c.Tries) == 0 || site != "" && c.Site != site {
			continue
		}
		why := ""
		for _, t := range c.Tries {
			if t.Answer != nil {
				why = t.Answer.Reason
			}
		}
		out = append(out, figure.Asked{
			Reason: why,
			On:     dateIn(c.Tries[0].On), Claimed: c.ClaimedCents, Taken: c.AcceptedCents, Answered: c.Status.Answered() || c.Status == guarantor.Dropped,
		})
	}
	return out, err
}

// RefusedIntakes are the intakes that were refused, with their reasons.
func (v *Views) RefusedIntakes(r storage.Reader, site string, zone *time.Location) (out []figure.Refusal, err error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	members, err := l.placed(kind.Refusal, listAll, 0)
	for _, m := range members {
		s, err := l.state(kind.Refusal, m.ID)
		if err != nil {
			return nil, err
		}
		if site != "" && s.Value(fold.FieldSite) != site {
			continue
		}
		var f repair.RefusedFacts
		_ = inField(s, fold.FieldRefusal, &f) // the fold wrote it
		out = append(out, figure.Refusal{On: civil.At(s.BegunMS, zone), Why: f.Reason})
	}
	return out, err
}

// PeopleFigures tells whether a shop's figures may be told by person.
func (v *Views) PeopleFigures(r storage.Reader, site string) (bool, error) {
	s, err := siteState(r, SiteID(site))
	if err != nil {
		return false, err
	}
	return s.Value(fold.FieldByPerson) == "true", nil
}
