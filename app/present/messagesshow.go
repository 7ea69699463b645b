package present

import (
	"cmp"
	"slices"
	"strings"

	"etabli/app/domain/message"
	"etabli/app/service"
	"etabli/app/views"
)

func (m *Messages) threadRow(t service.Timed, scope Scope) Row {
	chip := m.threadChip(t)
	if scope == StuckScope {
		chip = m.stuckChip()
	}
	return Row{
		ID: t.ID, Number: cmp.Or(t.Number, m.channelName(t.Channel)), When: m.shortWhen(cmp.Or(t.SinceMS, t.LastMS)),
		Product: m.sender(t.Thread), Customer: cmp.Or(oneLine(t.Last), m.Words.T("inbox.called")),
		Chip: chip, Waiting: t.Tentative, Review: t.Review > 0,
	}
}

// sender is who wrote: by name where that is known, else as the channel gave it.
func (e Env) sender(t views.Thread) string {
	return cmp.Or(t.CustomerName, shownPhone(t.From), lastFrom(t), e.Words.T("inbox.unknown"))
}

// lastFrom is the number or address that was written from last.
func lastFrom(t views.Thread) string {
	for _, l := range slices.Backward(t.Lines) {
		if l.Inbound && l.From != "" {
			return shownPhone(l.From)
		}
	}
	return ""
}

// oneLine is a text without its breaks.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

func (e Env) channelName(c message.Channel) string {
	if c == "" {
		return e.Words.T("inbox.thread")
	}
	return e.Words.T("by." + string(c))
}

// threadChip says the most pressing thing about a thread.
func (e Env) threadChip(t service.Timed) Chip {
	switch {
	case t.Promise == message.Broken:
		return Chip{Late, "phone", e.Words.T("inbox.call.late", "time", e.when(t.PromisedMS))}
	case t.Waits != message.Owned && t.Status != message.Closed:
		return Chip{Watch, "circle-question-mark", e.Words.T("inbox.whose")}
	case t.Unread > 0 && t.Late:
		return Chip{Late, "clock", e.Words.T("inbox.late")}
	case t.Promise != message.NoPromise:
		return Chip{promiseTone(t.Promise), "phone", e.Words.T("inbox.call.by", "time", e.when(t.PromisedMS))}
	case t.Unread > 0 && t.DueMS > 0:
		return Chip{Watch, "clock", e.Words.T("inbox.due", "time", e.when(t.DueMS))}
	case t.Unread > 0:
		return Chip{Watch, "mail", e.Words.T("inbox.unread")}
	case t.Status == message.Answered:
		return Chip{Good, "check", e.Words.T("inbox.answered")}
	}
	return Chip{Neutral, "check-check", e.Words.T("inbox.done")}
}

// stuckChip says that a message of ours waits for a person to decide.
func (e Env) stuckChip() Chip { return Chip{Late, "circle-alert", e.Words.T("inbox.stuck")} }

func promiseTone(p message.Promise) Tone {
	switch p {
	case message.Broken:
		return Late
	case message.AtRisk:
		return Watch
	}
	return Work
}

func (m *Messages) showThread(s *Detail, one thread) {
	t := one.Timed
	w := m.Words
	s.Code, s.Title = t.Number, m.sender(t.Thread)
	s.Chips = []Chip{m.threadChip(t)}
	if _, stuck := stuckLine(t.Thread); stuck {
		s.Chips = append([]Chip{m.stuckChip()}, s.Chips...)
	}
	if t.AssignedName != "" {
		s.Chips = append(s.Chips, Chip{Icon: "user", Text: t.AssignedName})
	}
	if t.Tentative && !m.Desk.Alone {
		s.Chips = append(s.Chips, Chip{Icon: "circle-dashed", Text: w.T("timeline.waiting")})
	}
	if from := lastFrom(t.Thread); from != s.Title {
		s.Sub = from
	}
	s.Clocks = m.threadClocks(t)
	s.Cards = m.threadCards(t)
	s.Primary, s.Actions = m.threadActions(t)
	s.Story, s.Events = w.T("inbox.story"), m.conversation(t.Thread)
}

// minuteMS is a minute.
const minuteMS = 60_000

func (m *Messages) threadClocks(t service.Timed) []ClockCard {
	w := m.Words
	card := ClockCard{Label: w.T("inbox.clock.answer"), Value: "–", Share: -1}
	switch {
	case t.AnsweredMS > 0:
		card.Value, card.Tone, card.Sub = w.T("inbox.answered"), Good, w.T("inbox.clock.after", "minutes", w.Number(int(t.SpentMS/minuteMS)))
	case t.DueMS > 0:
		card.Value, card.Tone, card.Sub = m.when(t.DueMS), Watch, w.T("inbox.clock.by", "channel", m.channelName(t.Channel))
	}
	if t.Late {
		card.Tone = Late
	}
	var out []ClockCard
	if t.AnsweredMS > 0 || t.DueMS > 0 {
		out = append(out, card)
	}
	if t.PromisedMS > 0 {
		out = append(out, ClockCard{Label: w.T("inbox.clock.call"), Value: m.when(t.PromisedMS), Tone: promiseTone(t.Promise), Share: -1, Sub: w.T("inbox.clock.promised")})
	}
	return out
}

func (m *Messages) threadCards(t service.Timed) []DetailCard {
	w := m.Words
	var out []DetailCard
	if t.Waits != message.Owned {
		out = append(out, DetailCard{
			Title: w.T("inbox.whose.card"), Chip: Chip{Watch, "circle-question-mark", w.T("inboxing.waits." + string(t.Waits))},
			Text: w.T("inbox.whose.text"), Acts: []Action{m.threadAct(messagePlace)},
		})
	}
	if !t.Repair.IsZero() {
		out = append(out, DetailCard{Title: w.T("inbox.file"), Lines: []DetailLine{{Label: w.T("inbox.file.number"), Value: t.Number, Open: messageFile}}})
	}
	if t.Assisted != nil {
		out = append(out, m.assistCard(*t.Assisted))
	}
	return out
}

func (m *Messages) assistCard(a views.Assistance) DetailCard {
	card := DetailCard{Title: m.Words.T("inbox.assist"), Lines: []DetailLine{{Label: m.Words.T("intake.product"), Value: cmp.Or(a.Product, "–")}}}
	for _, step := range a.Tried {
		line := DetailLine{Label: m.Words.T("inbox.tried"), Value: step.What}
		if step.Helped {
			line.Tone = Good
		}
		card.Lines = append(card.Lines, line)
	}
	return card
}

// conversation is what was said and noted, the latest first. What colleagues
// noted among themselves is marked, so that nobody takes it for an answer.
func (m *Messages) conversation(t views.Thread) []TimelineRow {
	type said struct {
		atMS int64
		row  TimelineRow
	}
	var all []said
	for _, l := range t.Lines {
		all = append(all, said{l.AtMS, m.lineRow(l)})
	}
	for _, n := range t.Notes {
		row := TimelineRow{When: m.shortWhen(n.AtMS), Title: m.Words.T("inbox.note"), Text: oneLine(n.Text), By: n.AuthorName}
		row.Chips = []Chip{{Neutral, "lock", m.Words.T("inbox.internal")}}
		all = append(all, said{n.AtMS, row})
	}
	slices.SortStableFunc(all, func(a, b said) int { return cmp.Compare(b.atMS, a.atMS) })
	var out []TimelineRow
	for _, s := range all {
		out = append(out, s.row)
	}
	return out
}

// carriageLooks are those of what became of a message on its way out.
var carriageLooks = map[message.Carriage]statusLook{
	message.Trying: {Neutral, "circle-dashed"}, message.Sent: {Good, "check"}, message.Failed: {Watch, "clock"},
	message.GivenUp: {Late, "circle-alert"}, message.Doubtful: {Watch, "circle-question-mark"},
	message.Again: {Neutral, "circle-dashed"}, message.Dropped: {Neutral, "x"},
}

// alongside says what came with a line: what it asks for, pictures, and what was
// not taken.
func (m *Messages) alongside(row *TimelineRow, l views.ThreadLine) {
	w := m.Words
	if l.Wish != "" {
		wished := l.WishFor
		if l.Wish != message.CollectAt && wished != "" {
			wished = w.DateShort(wished)
		}
		row.Chips = append(row.Chips, Chip{Work, "bell", w.T("inbox.wish."+string(l.Wish), "for", wished)})
	}
	if n := len(l.Pictures); n > 0 {
		row.Chips = append(row.Chips, Chip{Neutral, "images", w.N("inbox.pictures", n)})
	}
	if len(l.Left) > 0 {
		row.Chips = append(row.Chips, Chip{Watch, "paperclip", w.T("inbox.left", "names", strings.Join(l.Left, ", "))})
	}
}

func (m *Messages) lineRow(l views.ThreadLine) TimelineRow {
	w := m.Words
	row := TimelineRow{When: m.shortWhen(l.AtMS), Text: oneLine(l.Subject + " " + l.Text), By: l.AuthorName}
	key := "inbox.sent"
	switch {
	case l.Missed:
		key = "inbox.missed"
	case l.Inbound:
		key = "inbox.heard"
	case l.Automatic:
		key = "inbox.automatic"
	}
	row.Title = w.T(key, "channel", m.channelName(l.Channel))
	m.alongside(&row, l)
	if c := l.Carried; c != nil {
		look := carriageLooks[c.State]
		row.Chips = append(row.Chips, Chip{look.tone, look.icon, w.T("inboxing.carried." + string(c.State))})
		if c.Reason != "" {
			row.By = joined(row.By, w.T("inboxing.reason."+string(c.Reason)))
		}
	}
	switch {
	case l.Inbound && l.HandledMS == 0 && l.Weight == message.Counts:
		row.Chips = append(row.Chips, Chip{Watch, "mail", w.T("inbox.unread")})
	case l.Inbound && l.Weight != message.Counts:
		row.Chips = append(row.Chips, Chip{Neutral, "minus", w.T("inboxing.weight." + string(l.Weight))})
	case l.Unheard:
		row.Chips = append(row.Chips, Chip{Late, "triangle-alert", w.T("inbox.unheard")})
	}
	return row
}
