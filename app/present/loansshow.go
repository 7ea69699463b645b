package present

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"etabli/app/domain/loan"
	"etabli/app/domain/repair"
	"etabli/app/domain/warranty"
	"etabli/app/service"
	"etabli/app/views"
)

func (l *Loans) publish() {
	l.list(l.listState())
	s := Detail{ID: l.open.id, Open: !l.open.id.IsZero()}
	switch {
	case !s.Open:
		s.Empty = Empty{Title: l.Words.T("loans.none"), Text: l.Words.T("loans.none.text"), Action: l.Words.T("loans.add")}
		if l.scope == PoolScope {
			s.Empty.Title = l.Words.T("loans.none.pool")
		}
		if l.lends() {
			s.Empty.Action = l.Words.T("loans.lend")
		}
	case !l.read:
		s.Loading = l.open.notice.IsZero()
	case l.one.loan != nil:
		l.showLoan(&s, *l.one.loan, l.one.unit)
	default:
		l.showUnit(&s, l.one.unit)
	}
	s.Busy, s.Notice, s.Sheet = l.open.busy, l.open.notice, l.open.sheets.state
	l.show(s)
}

func (l *Loans) showLoan(s *Detail, at service.LoanStanding, unit views.Loaner) {
	w := l.Words
	s.Code, s.Title, s.Serial = at.Number, at.Unit, serialGroups(at.Serial)
	s.Sub = cmp.Or(at.Customer, w.T(nobody(at.Erased)))
	if at.IssuedMS > 0 {
		s.Sub += " · " + w.T("loans.since", "date", l.dateOf(at.IssuedMS))
	}
	s.Chips = append(s.Chips, l.loanChip(at))
	if at.Status != loan.Out && unit.Status == loan.ToCheck {
		s.Chips = append(s.Chips, l.unitChip(unit))
	}
	if at.Tentative && !l.Desk.Alone {
		s.Chips = append(s.Chips, Chip{Icon: "circle-dashed", Text: w.T("timeline.waiting")})
	}
	s.Clocks = []ClockCard{l.dueClock(at), l.depositClock(at)}
	s.Cards = []DetailCard{l.outCard(at), l.backCard(at, unit), l.termsCard(at)}
	if at.IssuedMS == 0 {
		s.Cards = []DetailCard{l.unitCard(unit), l.waitingCard(at)}
	}
	s.Primary, s.Actions = l.loanActions(at, unit)
	if at.IssuedMS > 0 {
		s.Forms = append(s.Forms, l.paper(LoanA4))
	}
	if at.ReturnedMS > 0 {
		s.Forms = append(s.Forms, l.paper(LoanBackA4))
	}
	s.Story, s.Events = w.T("loans.story"), l.story()
}

func (e Env) paper(f Form) Action {
	return Action{ID: actPrint + string(f), Label: e.formName(f), Icon: "printer"}
}

func (e Env) dueClock(at service.LoanStanding) ClockCard {
	card := ClockCard{Label: e.Words.T("loans.clock.due"), Share: -1}
	left, known := dayDistance(e.today(), at.DueOn)
	switch {
	case at.Status != loan.Out && at.ReturnedMS > 0:
		card.Value, card.Tone = e.Words.T("status.loan."+string(at.Status)), loanLooks[at.Status].tone
		card.Sub = e.Words.T("loans.clock.back", "date", e.dateOf(at.ReturnedMS))
	case at.Status != loan.Out:
		card.Value, card.Sub = "–", e.Words.T("status.loan."+string(at.Status))
	case !known:
		card.Value, card.Sub = "–", e.Words.T("loans.clock.ready", "days", strconv.Itoa(at.Agreement.ReturnDays))
	default:
		card.Value, card.Sub, card.Tone = e.countdown(left), e.Words.T("loans.clock.on", "date", e.Words.DateShort(at.DueOn)), dueTone(left)
		card.Share = e.gone(at.IssuedMS, at.DueOn)
	}
	return card
}

// dueTone is milder than that of a promise: a loaner that comes back on its day
// is in time.
func dueTone(left int) Tone {
	switch {
	case left < 0:
		return Late
	case left <= riskDays:
		return Watch
	}
	return Work
}

func (e Env) depositClock(at service.LoanStanding) ClockCard {
	card := ClockCard{Label: e.Words.T("loans.clock.deposit"), Share: -1, Value: "–", Sub: e.Words.T("loans.deposit.none")}
	a := at.Agreement
	switch {
	case at.Deposit > 0:
		card.Value, card.Sub = e.Words.Money(at.Deposit, a.Currency), e.Words.T("loaning.deposit."+a.DepositBy)
		if at.ReturnedMS > 0 {
			card.Tone = Watch
		}
	case a.DepositCents > 0:
		card.Value, card.Tone, card.Sub = e.Words.T("loans.deposit.settled"), Good, e.Words.Money(a.DepositCents, a.Currency)
	case a.Layer == warranty.LGC:
		card.Value, card.Tone, card.Sub = e.Words.T("loans.free"), Good, e.Words.T("loans.free.law")
	}
	return card
}

// list writes a list of words, or that there is none.
func (e Env) listed(items []string) string { return cmp.Or(strings.Join(items, ", "), "–") }

func (l *Loans) outCard(at service.LoanStanding) DetailCard {
	w := l.Words
	return DetailCard{
		Title: w.T("loans.out.card"), Chip: l.signChip(at.PhotosOut, at.IssuedMS > 0), Photos: l.pictures(at.PhotosOut),
		Lines: []DetailLine{
			{Label: w.T("loans.condition"), Value: l.listed(at.Out)},
			{Label: w.T("loans.accessories"), Value: l.listed(at.Accessories)},
		},
	}
}

// signChip says whether somebody signed on the screen or on paper.
func (e Env) signChip(list []repair.Attachment, done bool) Chip {
	if !done {
		return Chip{}
	}
	if slices.ContainsFunc(list, func(a repair.Attachment) bool { return a.Role == "signature" }) {
		return Chip{Icon: "signature", Text: e.Words.T("intake.signed")}
	}
	return Chip{Icon: "file-text", Text: e.Words.T("sheet.on_paper")}
}

func (l *Loans) pictures(list []repair.Attachment) [][]byte {
	var out [][]byte
	for _, at := range list {
		if at.Role == "photo" {
			out = append(out, l.one.thumbs[string(at.Hash)])
		}
	}
	return out
}

// backCard compares what came back with what went out.
func (l *Loans) backCard(at service.LoanStanding, unit views.Loaner) DetailCard {
	w := l.Words
	card := DetailCard{Title: w.T("loans.back.card"), Chip: l.signChip(at.PhotosIn, at.ReturnedMS > 0), Photos: l.pictures(at.PhotosIn)}
	if at.ReturnedMS == 0 {
		card.Text = w.T("loans.back.not")
		return card
	}
	state := DetailLine{Label: w.T("loans.condition"), Value: l.listed(at.In)}
	if !slices.Equal(at.In, at.Out) {
		state.Tone = Watch
	}
	card.Lines = append(card.Lines, state)
	for _, a := range at.CameBack {
		line := DetailLine{Label: a.Name, Value: w.T("accessory." + a.State)}
		if a.State != "returned" {
			line.Tone = Late
		}
		card.Lines = append(card.Lines, line)
	}
	for _, d := range at.Damage {
		card.Lines = append(card.Lines, DetailLine{Label: d.What, Value: w.Money(d.Cents, at.Agreement.Currency), Tone: Late})
	}
	wiped := DetailLine{Label: w.T("loans.wiped"), Value: w.T("loans.wiped.yes"), Tone: Good}
	if unit.Status == loan.ToCheck {
		wiped.Value, wiped.Tone = w.T("loans.wiped.no"), Watch
	}
	if len(l.one.before) > 0 && l.one.before[0].ID == at.ID {
		card.Lines = append(card.Lines, wiped)
	}
	return card
}

func (l *Loans) termsCard(at service.LoanStanding) DetailCard {
	w, a := l.Words, at.Agreement
	card := DetailCard{Title: w.T("loans.terms"), Lines: []DetailLine{
		{Label: w.T("loans.file"), Value: at.Number, Open: loanFile},
		{Label: w.T("loans.value"), Value: w.Money(a.ValueCents, a.Currency)},
		{Label: w.T("loans.price"), Value: w.T("loans.free")},
	}}
	if a.PriceCents > 0 {
		card.Lines[2].Value = w.Money(a.PriceCents, a.Currency)
	}
	if a.ExtensionDays > 0 {
		card.Lines = append(card.Lines, DetailLine{
			Label: w.T("loans.extra"),
			Value: w.T("loans.extra.of", "days", w.Number(at.ExtraDays), "most", w.Number(a.ExtensionDays)),
		})
	}
	if at.Due != loan.StepNone {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("loans.step"), Value: l.step(at.Due), Tone: Late, Open: loanRemind})
	}
	return card
}

// step names a step of the ladder for what does not come back.
func (e Env) step(n int) string {
	switch n {
	case loan.StepSoon:
		return e.Words.T("loans.step.soon")
	case loan.StepDue:
		return e.Words.T("loans.step.due")
	case loan.StepNotice:
		return e.Words.T("loans.step.notice")
	}
	return e.Words.T("loans.step.again")
}

func (l *Loans) waitingCard(at service.LoanStanding) DetailCard {
	text := "loans.kept.text"
	if at.Status == loan.Asked {
		text = "loans.asked.text"
	}
	return DetailCard{
		Title: l.Words.T("status.loan." + string(at.Status)), Text: l.Words.T(text),
		Lines: []DetailLine{{Label: l.Words.T("loans.file"), Value: at.Number, Open: loanFile}},
	}
}

func (l *Loans) showUnit(s *Detail, u views.Loaner) {
	s.Title, s.Serial, s.Sub = u.Label, serialGroups(u.Serial), u.Category
	s.Chips = []Chip{l.unitChip(u)}
	if u.Books < 0 {
		s.Chips = append(s.Chips, Chip{Late, "triangle-alert", l.Words.T("loans.twice")})
	}
	s.Cards = []DetailCard{l.unitCard(u)}
	s.Primary, s.Actions = l.unitActions(u)
	if len(l.one.before) > 0 {
		s.Story, s.Events = l.Words.T("loans.story"), l.story()
	}
}

func (l *Loans) unitCard(u views.Loaner) DetailCard {
	w := l.Words
	card := DetailCard{Title: w.T("loans.unit"), Lines: []DetailLine{
		{Label: w.T("loans.condition"), Value: l.listed(u.Condition)},
		{Label: w.T("loans.accessories"), Value: l.listed(u.Accessories)},
		{Label: w.T("loans.value"), Value: "–"},
	}}
	if u.ValueCents > 0 {
		card.Lines[2].Value = w.Money(u.ValueCents, u.Currency)
	}
	return card
}

// storyLimit is how many loans of a unit are shown.
const storyLimit = 20

// story is who had the unit, the latest first.
func (l *Loans) story() []TimelineRow {
	var out []TimelineRow
	for _, b := range l.one.before[:min(len(l.one.before), storyLimit)] {
		at := max(b.IssuedMS, b.SinceMS)
		row := TimelineRow{When: l.shortWhen(at), Title: cmp.Or(b.Customer, l.Words.T(nobody(b.Erased))), By: b.Number}
		row.Chips = []Chip{l.loanChip(b)}
		out = append(out, row)
	}
	return out
}
