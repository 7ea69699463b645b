package present

import (
	"cmp"
	"strconv"
	"strings"

	"etabli/app/domain/quote"
	"etabli/app/domain/visit"
	"etabli/app/service"
)

// describe makes what is shown of the visit.
func (v *Visit) describe() VisitState {
	now, w := v.now.visit, v.Words
	s := VisitState{
		ID: now.ID, Open: true, Head: v.slotText(now.Slot), Number: now.Number, Chips: append(v.visitChips(now.Visit), v.fileChips()...),
		Title: now.Product, Who: now.CustomerName, Where: v.address(),
		Access: v.access(), Right: v.right(), Report: v.written(), Charged: v.charged(), History: v.before(),
		CanAttach: now.Status == visit.OnSite || now.Status.Ahead(), VanName: now.Van,
		Working: now.Status == visit.OnSite,
	}
	if now.Erased {
		s.Who = w.T(nobody(true))
	}
	if s.Title == "" {
		s.Title = w.T("visit.for." + string(now.For))
	} else {
		s.Head = w.T("visit.head", "time", s.Head, "aim", w.T("visit.for."+string(now.For)))
	}
	if s.Who == "" {
		s.Who = w.T("row.no_customer")
	}
	s.CanCall, s.CanRoute = v.phone() != "", s.Where != ""
	for _, p := range now.Parts {
		s.Bring = append(s.Bring, Line{cmp.Or(p.Label, p.Ref), w.T("visit.times", "n", strconv.Itoa(p.N))})
	}
	s.Used = v.usedRows()
	if now.Status == visit.OnSite {
		s.Van = v.vanChoices()
	}
	if now.Status == visit.OnSite || now.Status.Ahead() {
		for _, p := range v.sheet.Photos {
			s.Photos = append(s.Photos, p.Name)
		}
	}
	s.Points = v.points()
	s.Primary, s.Actions = v.acts()
	return s
}

// fileChips are how the quote stands, and that the device went along.
func (v *Visit) fileChips() (chips []Chip) {
	if q := v.now.file.Quote; q != nil {
		chip := Chip{Watch, "receipt-text", v.Words.T("visit.quoted", "sum", v.Words.Money(q.TotalCents, q.Currency))}
		switch q.Answer {
		case "accepted":
			chip = Chip{Good, "check", v.Words.T("status.quote_ok")}
		case "refused":
			chip = Chip{Watch, "x", v.Words.T("status.quote_ko")}
		}
		chips = append(chips, chip)
	}
	if !v.now.visit.Taken.IsZero() {
		chips = append(chips, Chip{Work, "truck", v.Words.T("visit.taken")})
	}
	return chips
}

// phone is whom to call: who opens, else the customer.
func (v *Visit) phone() string { return cmp.Or(v.now.visit.Place.Phone, v.now.customer.Phone) }

func (v *Visit) address() string { return v.now.visit.Where }

func (v *Visit) access() AccessCard {
	w, place := v.Words, v.now.visit.Place
	card := AccessCard{}
	add := func(key, value string) {
		if value != "" {
			card.Lines = append(card.Lines, Line{w.T(key), value})
		}
	}
	add("visit.opens", place.Who)
	add("visit.place_note", place.Note)
	if v.now.visit.Codes != "" {
		if v.codes {
			card.Codes = v.now.visit.Codes
		} else {
			card.Reveal = w.T("visit.codes.show")
		}
	}
	card.Shown = len(card.Lines) > 0 || v.now.visit.Codes != ""
	return card
}

// right says what the visit is owed by, and what the law gives for the device.
func (v *Visit) right() Verdict {
	w := v.Words
	switch v.now.visit.Under {
	case visit.Contract, visit.Guarantee:
		under := "visit.under." + string(v.now.visit.Under)
		return Verdict{Chip: Chip{Tone: Good, Icon: "shield-check", Text: w.T(under)}, Lead: w.T(under + ".text"), Text: v.reasons(v.now.verdict.Reasons, 2)}
	}
	if !v.now.judged {
		return Verdict{}
	}
	return v.verdictOf(v.now.verdict, 3)
}

// before is what was done to the device before, the latest first.
func (v *Visit) before() (rows []TimelineRow) {
	for _, r := range v.now.history {
		if r.ID == v.now.file.ID {
			continue
		}
		rows = append(rows, TimelineRow{When: v.shortWhen(r.ReceivedMS), Title: r.Number, Text: v.Words.T("status." + string(r.Status))})
	}
	return rows
}

// written is the report, or what is noted of it.
func (v *Visit) written() (lines []Line) {
	w, report := v.Words, v.now.visit.Report
	result, done, note := v.sheet.Result, v.sheet.Done, v.sheet.Note
	if report != nil && v.now.visit.Status != visit.OnSite {
		result, done, note = report.Result, v.now.visit.Done, ""
	}
	if done == "" {
		return nil
	}
	lines = append(lines, Line{w.T("visit.result"), w.T("visit.result." + string(cmp.Or(result, visit.Done)))}, Line{w.T("visit.done"), done})
	if note != "" {
		lines = append(lines, Line{w.T("visit.note"), note})
	}
	if report != nil && v.now.visit.Status == visit.Signed {
		how := w.T("visit.signed")
		if !report.Signed {
			how = w.T("visit.unsigned." + report.Unsigned)
		}
		lines = append(lines, Line{w.T("visit.signature"), how})
	}
	return lines
}

func (v *Visit) points() (rows []PointRow) {
	if status := v.now.visit.Status; !status.Takes() && len(v.now.visit.Checked) == 0 {
		return nil
	}
	at := func(code string) string { return v.sheet.stateOf(code) }
	if len(v.now.visit.Checked) > 0 && v.now.visit.Status != visit.OnSite {
		at = func(code string) string { return (&worksheet{Points: v.now.visit.Checked}).stateOf(code) }
	}
	for _, code := range visit.Points(v.now.visit.For) {
		row := PointRow{Code: code, Label: v.Words.T("point." + code), State: at(code)}
		row.Said = v.Words.T("point.state." + cmp.Or(row.State, "open"))
		rows = append(rows, row)
	}
	return rows
}

// charges are what a visit comes to, where its contract is made and what was answered.
type charges struct {
	lines                []visit.Line
	terms                service.VisitTerms
	made                 quote.Place
	asked, urgent, start string
}

// charges are those of the report, or what is noted of them at the customer's.
func (v *Visit) charges() charges {
	report, s := v.now.visit.Report, v.sheet
	if report == nil || v.now.visit.Status == visit.OnSite {
		return charges{s.lines(), v.terms, s.made(), s.Asked, s.Urgent, s.Start}
	}
	q, terms := report.Questions, service.VisitTerms{Payable: v.now.visit.Payable}
	if terms.WithdrawBy.Known() {
		terms.Wording = []string{"contract.withdrawal"}
	}
	return charges{report.Lines, terms, quote.Place(report.Made), answer(q.Asked), answer(q.Urgent), answer(q.StartNow)}
}

// charged is what is charged and what follows from where the contract is made.
func (v *Visit) charged() ChargedCard {
	w, now, of := v.Words, v.now.visit, v.charges()
	c := ChargedCard{Editing: now.Status == visit.OnSite, Shown: now.Status == visit.OnSite || now.Report != nil}
	var total int64
	for _, l := range of.lines {
		c.Rows = append(c.Rows, ChargedRow{Label: l.Label, Sum: w.Money(l.Cents, "EUR"), Necessary: l.Necessary})
		total += l.Cents
	}
	if now.Under != visit.Nothing {
		c.Free = w.T("contract.free")
		return c
	}
	if len(of.lines) == 0 {
		return c
	}
	c.Total, c.Asks = w.Money(total, "EUR"), true
	for _, p := range quote.Places() {
		c.Places = append(c.Places, Choice{string(p), w.T("visit.made." + string(p))})
	}
	c.Answers = []Choice{{yes, w.T("answer.yes")}, {no, w.T("answer.no")}}
	c.Made, c.Asked, c.Urgent, c.Start = string(of.made), of.asked, of.urgent, of.start
	terms := of.terms
	c.AsksStart = terms.WithdrawBy.Known()
	if terms.RiskCents > 0 {
		c.Risk = w.T("visit.risk", "sum", w.Money(terms.RiskCents, "EUR"), "date", w.Date(terms.WithdrawBy.String()))
	}
	if of.made == quote.AtHome && of.urgent == yes && of.asked == yes {
		c.Necessary = w.T("visit.necessary")
	}
	c.Now = w.T("visit.pay_now", "sum", w.Money(terms.NowCents, "EUR"))
	if terms.LaterCents > 0 {
		c.Later = w.T("visit.pay_later", "sum", w.Money(terms.LaterCents, "EUR"))
		c.LaterDue = w.T("visit.pay_later.from", "date", w.Date(terms.LaterOn.String()))
	}
	c.Wording = v.wording(terms)
	return c
}

// wording is what the law has said to who makes a contract, but for dates that nobody
// knows yet.
func (v *Visit) wording(terms service.VisitTerms) (out []string) {
	w := v.Words
	for _, code := range terms.Wording {
		date := terms.WithdrawBy
		if code == "contract.no_payment" {
			date = terms.LaterOn
		}
		if !date.Known() && strings.Contains(w.T(code), "{date}") {
			continue
		}
		out = append(out, w.T(code, "date", w.Date(date.String())))
	}
	return out
}

func answer(said bool) string {
	if said {
		return yes
	}
	return no
}

// usedRows are the parts that were built in, and what the van has left.
func (v *Visit) usedRows() (rows []UsedRow) {
	w, used, open := v.Words, v.sheet.Used, v.now.visit.Status == visit.OnSite
	if !open && v.now.visit.Report != nil {
		used = v.now.visit.Report.Used
	}
	for _, p := range used {
		row := UsedRow{Ref: p.Ref, Label: cmp.Or(p.Label, p.Ref), N: w.T("visit.times", "n", strconv.Itoa(p.N))}
		if left, known := v.inVan(p.Ref); open && known {
			left -= int64(p.N)
			row.Left = w.T("visit.left", "n", strconv.FormatInt(max(0, left), 10))
			if left < 0 {
				row.Chip = Chip{Tone: Watch, Icon: "triangle-alert", Text: w.T("visit.not_in_books")}
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func (v *Visit) inVan(ref string) (n int64, known bool) {
	for _, p := range v.now.van {
		if p.Ref == ref {
			return p.OnHand, true
		}
	}
	return 0, false
}

// vanChoices are what can be taken from the van.
func (v *Visit) vanChoices() (out []Action) {
	for _, p := range v.now.van {
		left := strconv.FormatInt(p.OnHand, 10)
		out = append(out, Action{ID: p.Ref, Label: v.Words.T("visit.part_left", "label", cmp.Or(p.Label, p.Ref), "n", left), Icon: "package"})
	}
	return out
}
