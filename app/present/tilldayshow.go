package present

import (
	"strings"

	"etabli/app/domain/till"
	"etabli/app/service"
)

// TillDayState is the day of the till.
type TillDayState struct {
	Loading bool
	Busy    bool
	Notice  Notice

	Title   string
	Chip    Chip // open, closed, nothing yet
	Drawer  string
	Age     string // when the figures were read
	Sums    []Line
	Others  []Line // the shop's other tills, and all of them together
	Actions []Action

	What     string
	Span     string
	Spans    []Choice
	Total    int // of receipts
	Revision int // rows are to be asked for again
	Selected int
	Foot     string
	Empty    Empty

	Receipt ReceiptState
	Sheet   Sheet
}

// ReceiptState is one receipt.
type ReceiptState struct {
	Open     bool
	Loading  bool
	Number   string
	Chips    []Chip
	Facts    []Line
	Lines    []SaleLine
	Payments []SaleLine
	Total    string
	Tax      []Line
	History  []SaleLine // what became of it
	Primary  Action
	Actions  []Action
}

// ReceiptRow is a receipt in a list.
type ReceiptRow struct {
	Number string
	When   string
	Title  string
	By     string // means of payment
	Chip   Chip   // its amount
}

func (d *TillDay) publish() {
	w, day := d.Words, d.day
	s := TillDayState{
		Loading: !d.known && d.notice.IsZero(), Busy: d.busy, Notice: d.notice, Sheet: d.sheets.state,
		What: d.what, Span: d.span, Revision: d.revision, Selected: -1, Total: len(d.receipts), Drawer: "–",
	}
	for _, span := range spans {
		s.Spans = append(s.Spans, Choice{span.id, w.T(span.name)})
	}
	if d.known {
		s.Title, s.Chip = d.dayHead()
		s.Drawer, s.Age = w.Money(day.Drawer, "EUR"), w.T("day.age", "time", d.when(d.readMS))
		s.Sums, s.Others = d.daySums(), d.otherTills()
		s.Actions = d.dayActions()
		s.Foot = w.N("day.receipts", len(d.receipts))
		if len(d.receipts) == 0 {
			s.Empty = Empty{Title: w.T("day.empty"), Text: w.T("day.empty.text")}
		}
	}
	for i := range d.receipts {
		if d.receipts[i].Number == d.open {
			s.Selected = i
		}
	}
	s.Receipt = ReceiptState{Open: d.open != "", Loading: d.open != "" && d.opened == nil, Number: d.open}
	if d.opened != nil {
		s.Receipt = d.receipt(d.opened)
		for _, rec := range d.after {
			s.Receipt.History = append(s.Receipt.History, d.became(rec))
		}
	}
	d.show(s)
}

func (d *TillDay) dayHead() (title string, chip Chip) {
	w := d.Words
	if d.day.Day == "" {
		return w.T("day.none"), Chip{Icon: "circle", Text: w.T("day.state.none")}
	}
	title = w.T("day.title", "date", w.Date(d.day.Day), "till", d.day.Site+d.day.Device)
	switch {
	case d.stale():
		return title, Chip{Tone: Watch, Icon: "clock", Text: w.T("day.state.stale")}
	case d.day.Open:
		return title, Chip{Tone: Work, Icon: "circle-dot", Text: w.T("day.state.open")}
	}
	return title, Chip{Tone: Good, Icon: "check", Text: w.T("day.state.closed")}
}

// stale tells whether the day that is open is over: the till closes it before it
// goes on.
func (d *TillDay) stale() bool { return d.day.Open && d.day.Day < d.today() }

// otherTills are the shop's other tills today: each with what was sold and what
// should lie in its drawer. Drawers that are shared add up.
func (d *TillDay) otherTills() (out []Line) {
	w, sold, drawer := d.Words, d.day.Today.Gross, d.day.Drawer
	line := func(label string, sold, drawer int64) Line {
		return Line{Label: label, Value: w.T("day.other", "sold", w.Money(sold, "EUR"), "drawer", w.Money(drawer, "EUR"))}
	}
	for _, o := range d.others {
		if o.Series == d.day.Series || o.Training != *d.in.training {
			continue
		}
		out = append(out, line(o.Site+o.Device, o.Today.Gross, o.Drawer))
		sold, drawer = sold+o.Today.Gross, drawer+o.Drawer
	}
	if len(out) > 0 {
		out = append(out, line(w.T("day.shop"), sold, drawer))
	}
	return out
}

// daySums are what was sold on the day, and by what means it came in. What is kept
// for somebody is apart.
func (d *TillDay) daySums() []Line {
	w, t := d.Words, d.day.Today
	out := []Line{{Label: w.T("day.sold"), Value: w.Money(t.Gross, "EUR")}}
	for _, sum := range t.Tenders {
		if sum.Cents == 0 {
			continue // what was owed was paid
		}
		out = append(out, Line{Label: d.tenderName(sum.Tender), Value: w.Money(sum.Cents, "EUR")})
	}
	if t.Held != 0 {
		out = append(out, Line{Label: w.T("day.held"), Value: w.Money(t.Held, "EUR")})
	}
	return out
}

// dayActions are what can be done with the drawer. Practice begins here, far from where a
// hurried hand sells; its banner ends it.
func (d *TillDay) dayActions() []Action {
	w := d.Words
	list := []Action{
		{ID: actFloat, Label: w.T("drawer.float"), Icon: "banknote"},
		{ID: actCount, Label: w.T("drawer.count"), Icon: "list-checks"},
		{ID: actDrop, Label: w.T("drawer.drop"), Icon: "arrow-up-from-line"},
		{ID: actIn, Label: w.T("drawer.in"), Icon: "plus"},
		{ID: actOut, Label: w.T("drawer.out"), Icon: "minus"},
	}
	if d.day.Open {
		list = append(list, Action{ID: actClose, Label: w.T("drawer.close"), Icon: "lock"})
	}
	if !*d.in.training {
		list = append(list, Action{ID: actSchool, Label: w.T("till.practice.begin"), Icon: "circle-dashed"})
	}
	return list
}

// Row is a receipt of the list.
func (d *TillDay) Row(i int) ReceiptRow {
	if i < 0 || i >= len(d.receipts) {
		return ReceiptRow{}
	}
	return d.receiptRow(d.receipts[i])
}

// receiptRow writes a receipt on one line.
func (e Env) receiptRow(rec service.ReceiptSheet) ReceiptRow {
	row := ReceiptRow{Number: rec.Number, When: e.hourOf(rec), Title: e.kindName(rec.Kind), Chip: Chip{Text: e.Words.Money(amountOf(rec), "EUR")}}
	if len(rec.Lines) > 0 {
		row.Title = rec.Lines[0].Label
		if more := len(rec.Lines) - 1; more > 0 {
			row.Title += " " + e.Words.N("record.more", more)
		}
	} else if rec.Ref != "" {
		row.Title = joinDots(row.Title, rec.Ref)
	}
	var means []string
	for _, p := range rec.Payments {
		if rec.Kind == till.Payment && p.Tender == till.Later {
			continue // the debt that it makes smaller
		}
		means = append(means, e.tenderName(p.Tender))
	}
	row.By = strings.Join(means, ", ")
	switch {
	case rec.Kind == till.Refund:
		row.Chip.Tone, row.Chip.Icon = Watch, "undo-2"
	case rec.Owed > 0:
		row.Chip.Tone, row.Chip.Icon = Late, "hourglass"
	case rec.Kind == till.Caution:
		row.Chip.Tone, row.Chip.Icon = Work, "hand-coins"
	}
	return row
}

// amountOf is what people know a record by: what was sold, or kept, or came in.
func amountOf(rec service.ReceiptSheet) int64 {
	switch rec.Kind {
	case till.Caution:
		return rec.Held
	case till.Payment:
		return rec.Record.PaidNow()
	case till.Sale, till.Refund, till.Cash, till.Count, till.Closing, till.Copy, till.Event:
	}
	return rec.Total
}

// receipt is one receipt with what became of it, and what can be done with it.
func (d *TillDay) receipt(rec *service.ReceiptSheet) ReceiptState {
	w := d.Words
	s := ReceiptState{Open: true, Number: rec.Number, Total: w.Money(amountOf(*rec), "EUR")}
	s.Chips = append(s.Chips, Chip{Text: d.kindName(rec.Kind)})
	for _, c := range []struct {
		cents int64
		chip  Chip
	}{
		{rec.Refunded, Chip{Tone: Watch, Icon: "undo-2", Text: w.T("record.refunded", "sum", w.Money(rec.Refunded, "EUR"))}},
		{rec.Owed, Chip{Tone: Late, Icon: "hourglass", Text: w.T("record.owed", "sum", w.Money(rec.Owed, "EUR"))}},
		{rec.Kept, Chip{Tone: Work, Icon: "hand-coins", Text: w.T("record.kept", "sum", w.Money(rec.Kept, "EUR"))}},
		{rec.Copies, Chip{Icon: "copy", Text: w.N("record.copies", int(rec.Copies))}},
	} {
		if c.cents > 0 {
			s.Chips = append(s.Chips, c.chip)
		}
	}
	if !rec.AtHQ && !d.Desk.Alone {
		s.Chips = append(s.Chips, Chip{Icon: "circle-dashed", Text: w.T("timeline.waiting")})
	}
	s.Facts = append(s.Facts, Line{Label: w.T("record.when"), Value: d.moment(rec.AtMS)}, Line{Label: w.T("record.till"), Value: rec.Site + rec.Device})
	for _, f := range []Line{{w.T("record.ref"), rec.Ref}, {w.T("record.file"), fileOf(rec)}, {w.T("record.seal"), rec.Code[:min(16, len(rec.Code))]}} {
		if f.Value != "" {
			s.Facts = append(s.Facts, f)
		}
	}
	s.Facts = append(s.Facts, d.allowedWords(rec)...)
	if label, value := d.backTo(rec.Account); value != "" {
		s.Facts = append(s.Facts, Line{Label: label, Value: value})
	}
	for _, l := range rec.Lines {
		s.Lines = append(s.Lines, d.tillLine(l))
	}
	for _, p := range rec.Payments {
		if rec.Kind != till.Payment || p.Tender != till.Later {
			s.Payments = append(s.Payments, d.paidLine(p))
		}
	}
	for _, r := range rec.Rates {
		s.Tax = append(s.Tax, Line{Label: w.T("record.tax", "rate", d.percent(r.Permille)), Value: w.Money(r.Tax, "EUR")})
	}
	s.Primary, s.Actions = d.receiptActions(rec)
	return s
}

// became is one thing that became of a receipt.
func (d *TillDay) became(rec service.ReceiptSheet) SaleLine {
	line := SaleLine{Title: d.kindName(rec.Kind), Detail: joinDots(d.moment(rec.AtMS), rec.Site+rec.Device, rec.Number)}
	if rec.Kind == till.Copy {
		line.Title = d.Words.T("record.copy", "n", d.Words.Number(rec.Record.Copies))
		return line
	}
	line.Amount = d.Words.Money(amountOf(rec), "EUR")
	return line
}

func fileOf(rec *service.ReceiptSheet) string {
	if rec.Debt == rec.Number || rec.File == nil {
		return ""
	}
	return rec.Debt
}

// receiptActions are what can be done with a receipt, the right next thing first.
func (d *TillDay) receiptActions(rec *service.ReceiptSheet) (primary Action, rest []Action) {
	w := d.Words
	var list []Action
	if rec.Owed > 0 {
		list = append(list, Action{actSettle, w.T("record.settle"), "banknote"})
	}
	if rec.Kept > 0 {
		list = append(list, Action{actGive, w.T("kept.give_back"), "undo-2"})
	}
	list = append(list, Action{actAgain, w.T("till.again"), "printer"})
	if (rec.Kind == till.Sale || rec.Kind == till.Refund) && !rec.Training {
		list = append(list, Action{actBill, d.billName(*rec), "printer"})
	}
	if rec.Kind == till.Sale && rec.Refunded < rec.Total {
		if rec.Refunded == 0 {
			list = append(list, Action{actRefund, w.T("refund.all"), "undo-2"})
		}
		if len(rec.Lines) > 1 || rec.Refunded > 0 {
			list = append(list, Action{actPart, w.T("refund.part"), "undo-2"})
		}
	}
	if paidOf(rec) > 0 {
		list = append(list, Action{actMoney, w.T("back.title"), "rotate-ccw"})
	}
	if rec.File != nil {
		list = append(list, Action{actToFile, w.T("record.to_file"), "wrench"})
	}
	return list[0], list[1:]
}

// moment writes a day and its hour.
func (e Env) moment(ms int64) string { return e.Words.DateTime(ms, e.Zone) }
