package present

import (
	"maps"
	"strconv"
	"time"

	"etabli/app/domain/kind"
	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/app/domain/staff"
	"etabli/app/domain/stock"
)

func (q *Quote) publish() {
	w := q.Words
	s := QuoteState{Open: !q.id.IsZero(), Loading: !q.id.IsZero() && !q.known && q.notice.IsZero(), Busy: q.busy, Notice: q.notice, Chosen: q.chosen, Sheet: q.sheets.state}
	if !s.Open {
		s.Empty = Empty{Title: w.T("repair.none"), Text: w.T("repair.none.text")}
	}
	if !q.known {
		q.show(s)
		return
	}
	file := q.basis.File
	s.Number, s.About = file.Number, joinDots(file.Product, q.basis.Customer)
	s.Title = w.T("quote.title", "version", w.Number(q.version()))
	if q.made != nil {
		s.Title = w.T("quote.title", "version", w.Number(q.made.Version))
	}
	s.Warn = q.warning()
	s.Kinds, s.Kind = q.choices("quoting.kind.", q.kinds()...), string(q.kind)
	s.Text, s.Errors = maps.Clone(q.text), maps.Clone(q.errors)
	s.Rates, s.Rate = q.rates(), strconv.Itoa(q.rate)
	for _, p := range q.offered {
		s.Parts = append(s.Parts, q.offeredLine(p))
	}
	for _, l := range q.lines {
		s.Lines = append(s.Lines, q.shownLine(l))
	}
	if len(q.lines) == 0 {
		s.NoLines = Empty{Title: w.T("quoting.empty"), Text: w.T("quoting.empty.text")}
	}
	s.Form = q.form()
	q.showSums(&s)
	s.Versions = q.versions()
	s.Ready, s.Submit = len(q.lines) > 0 && !q.busy && q.basis.Allowed, w.T("quote.send")
	if q.keptMS > 0 {
		s.Kept = w.T("intake.kept", "time", w.Clock(q.keptMS, q.Zone))
	}
	s.Done, s.At, s.Turn = q.end(), q.at, q.turn
	q.show(s)
}

func (q *Quote) kinds() (out []string) {
	for _, k := range quote.LineKinds() {
		out = append(out, string(k))
	}
	return out
}

// warning is what has to be known before a line is typed.
func (q *Quote) warning() Notice {
	w, file := q.Words, q.basis.File
	was, agreed := q.before(), q.agreed()
	switch {
	case q.made != nil:
		return Notice{}
	case !q.basis.Allowed:
		return Notice{Tone: Watch, Text: w.T("quoting.not_now", "status", w.T("status."+string(file.Status))), Next: w.T("quoting.not_now.text")}
	case agreed != nil:
		return Notice{Tone: Work, Text: w.T("quoting.amends", "version", w.Number(agreed.Version)), Next: w.T("quoting.amends.text")}
	case was != nil && was.Binds(q.basis.On):
		return Notice{Tone: Work, Text: w.T("quoting.replaces", "version", w.Number(was.Version), "date", w.Date(was.ValidUntil))}
	}
	return Notice{}
}

// offeredLine is a part with what is here of it and how old that is.
func (q *Quote) offeredLine(p offeredPart) QuotePart {
	here := q.ports.Bases.SiteCode()
	var onHand, rights, short int64
	for _, at := range p.Places {
		if at.Place.Site() == here && at.Place.Promisable() && at.Place.Spot() != stock.Swap {
			onHand, rights, short = onHand+at.OnHand, rights+at.Rights, short+at.Short
		}
	}
	out := QuotePart{Title: p.Label, Ref: p.Ref, Chip: q.stockChip(onHand, rights, short)}
	if heard := p.Heard[here]; heard > 0 && !q.Desk.Alone {
		out.Age = q.Words.AgoIn(heard, q.nowMS(), q.Zone)
	}
	if p.Price > 0 {
		out.Amount = q.Words.Money(p.Price, euro)
	}
	return out
}

// shownLine writes a line: what, how much of it at what price, the rate, who bears it.
func (q *Quote) shownLine(l quote.Line) SaleLine {
	w := q.Words
	n := q.quantity(l.Quantity)
	if l.Unit != "" {
		n += "\u202f" + l.Unit
	}
	detail := joinDots(w.T("quoting.kind."+string(l.Kind)), w.T("line.detail", "n", n, "price", w.Money(l.UnitCents, euro), "rate", q.percent(l.Rate)))
	if l.Origin == quote.UsedPart || l.Origin == quote.Reconditioned {
		detail = joinDots(detail, w.T("quoting.origin."+string(l.Origin)))
	}
	out := SaleLine{Title: l.Label, Detail: detail, Amount: w.Money(l.Due(), euro), Fixed: q.made != nil}
	if l.Layer != "" {
		out.Detail = joinDots(w.T("quoting.borne", "layer", w.T("warranty.layer."+string(l.Layer)), "sum", w.Money(l.Full(), euro)), detail)
	}
	return out
}

// showSums adds up: the total, what is tax in it, and for those who may know what
// remains of it.
func (q *Quote) showSums(s *QuoteState) {
	w := q.Words
	total := quote.Total(q.lines)
	s.Total = w.Money(total, euro)
	for _, sum := range quote.ByRate(q.lines) {
		s.Sums = append(s.Sums, Line{Label: w.T("quoting.rate", "rate", q.percent(sum.Rate), "net", w.Money(sum.Net, euro)), Value: w.Money(sum.Tax, euro)})
	}
	if cents, share, known := quote.Margin(q.lines); known && q.may(staff.Figures) {
		s.Margin = Chip{Tone: Good, Icon: "percent", Text: w.T("quoting.margin", "sum", w.Money(cents, euro), "share", q.percent(share))}
		if share < q.basis.Terms.MarginFloor {
			s.Margin = Chip{Tone: Late, Icon: "triangle-alert", Text: w.T("quoting.margin.low", "share", q.percent(share), "floor", q.percent(q.basis.Terms.MarginFloor))}
		}
	}
	f := quote.Facts{TotalCents: total}
	if cents, err := q.parseMoney("replacement_cents", q.fields["replacement_cents"]); err == nil {
		f.NewCents = cents
	}
	if f.BeyondRepair(q.basis.Terms) {
		s.Beyond = Notice{Tone: Watch, Text: w.T("quoting.beyond", "share", q.percent(int(total*quote.One/f.NewCents))), Next: w.T("quoting.beyond.text")}
	}
	if cents, err := q.parseMoney("fee.cents", q.fields["fee.cents"]); err == nil && cents > 0 {
		s.Fee = w.T("quoting.fee.due", "sum", w.Money(quote.Facts{TotalCents: total, Fee: quote.Fee{Cents: cents, Announced: q.announced()}}.DueOnRefusal(), euro))
	}
}

func (q *Quote) announced() bool { return feeSays(q.fields["fee"], feeAnnounced) }

// versions are the quotes that the file had, the latest first.
func (q *Quote) versions() (out []DetailLine) {
	w := q.Words
	answers := map[string]DetailLine{}
	for _, t := range q.basis.File.Timeline {
		switch kind.Kind(t.Kind) {
		case kind.QuoteAnswered:
			said := DetailLine{Value: w.T("status.quote_ko"), Tone: Watch}
			if t.What == "timeline.quote_accepted" {
				said = DetailLine{Value: w.T("status.quote_ok"), Tone: Good}
			}
			answers[t.Args["version"]] = said
		case kind.RepairQuoted:
			day := w.DateShort(time.UnixMilli(t.AtMS).In(q.Zone).Format(isoDate))
			out = append([]DetailLine{{Label: w.T("quoting.version", "version", t.Args["version"], "day", day), Value: q.totalOf(t.Args["total_cents"])}}, out...)
			out[0].Open = t.Args["version"]
		}
	}
	for i := range out {
		if said, ok := answers[out[i].Open]; ok {
			out[i].Value, out[i].Tone = joinDots(out[i].Value, said.Value), said.Tone
		}
		out[i].Open = ""
	}
	return out
}

// totalOf writes a sum that the timeline tells.
func (q *Quote) totalOf(told string) string {
	cents, ok := repair.ParseCents(told)
	if !ok {
		return told
	}
	return q.Words.Money(cents, euro)
}

func (q *Quote) end() QuoteDone {
	if q.made == nil {
		return QuoteDone{}
	}
	w := q.Words
	d := QuoteDone{Shown: true, Title: w.T("quoting.done", "version", w.Number(q.made.Version)), Actions: q.doneActions()}
	if q.made.ValidUntil != "" {
		d.Text = w.T("quoting.done.text", "sum", w.Money(q.made.TotalCents, q.made.Currency), "date", w.Date(q.made.ValidUntil))
	}
	return d
}

// doneActions are what comes after a quote, the usual one first.
func (q *Quote) doneActions() []Action {
	w := q.Words
	return []Action{
		{ID: quotePrint, Label: w.T("quoting.print"), Icon: "printer"},
		{ID: quoteYes, Label: w.T("move.quote_ok"), Icon: "check"},
		{ID: quoteNo, Label: w.T("move.quote_ko"), Icon: "x"},
		{ID: quoteAgain, Label: w.T("quoting.again"), Icon: "pencil"},
		{ID: quoteBack, Label: w.T("quoting.back"), Icon: "chevron-left"},
	}
}
