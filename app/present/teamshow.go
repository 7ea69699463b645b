package present

import (
	"cmp"
	"strings"

	"etabli/app/domain/civil"
	"etabli/app/domain/staff"
	"etabli/app/views"
)

func (t *Team) publish() {
	if !t.here() {
		return
	}
	t.head(TeamState{Pages: t.managerPages(TeamScreen)})
	t.list(t.listState())
	s := Detail{ID: t.open.id, Open: !t.open.id.IsZero()}
	switch {
	case !s.Open:
		s.Empty = Empty{Title: t.Words.T("team.none"), Text: t.Words.T("team.none.text"), Action: t.Words.T("team.add")}
	case !t.read:
		s.Loading = t.open.notice.IsZero()
	default:
		t.showMember(&s, t.one)
	}
	s.Busy, s.Notice, s.Sheet = t.open.busy, t.open.notice, t.open.sheets.state
	t.show(s)
}

func (t *Team) listState() ListState {
	w, rows := t.Words, t.people
	s := ListState{
		Total: len(rows), Selected: -1, Opened: t.open.id, Query: t.words, Notice: t.notice,
		Loading: !t.known && t.notice.IsZero(), Revision: t.revision,
	}
	for i, p := range rows {
		if p.ID == t.open.id {
			s.Selected = i
		}
	}
	switch {
	case t.known && len(rows) == 0 && t.words != "":
		s.Empty = Empty{Title: w.T("team.unknown"), Text: w.T("team.unknown.text")}
	case t.known && len(rows) == 0:
		s.Empty = Empty{Title: w.T("team.none"), Text: w.T("team.none.text"), Action: w.T("team.add")}
	default:
		s.Foot = w.N("team.count", len(rows))
	}
	return s
}

// Row is a line of the list.
func (t *Team) Row(i int) Row {
	rows := t.people
	if i < 0 || i >= len(rows) {
		return Row{}
	}
	p := rows[i]
	return Row{ID: p.ID, Number: p.Initials, Product: p.Display, Customer: joined(t.roleName(p.Role), t.siteName(p.Site)), Chip: t.memberChip(p)}
}

// memberChip says what matters today about somebody.
func (t *Team) memberChip(p views.Staff) Chip {
	w := t.Words
	if p.Gone {
		return Chip{Icon: "x", Text: w.T("team.gone")}
	}
	if away, is := p.AwayOn(civil.At(t.nowMS(), t.Zone)); is {
		return Chip{Tone: Watch, Icon: "calendar-clock", Text: w.T("team.away.until", "date", w.DateShort(away.To.String()))}
	}
	if !p.HasPIN {
		return Chip{Tone: Watch, Icon: "key-round", Text: w.T("team.pin.none")}
	}
	return Chip{Tone: Good, Icon: "key-round", Text: w.T("team.here")}
}

func (e Env) roleName(role string) string { return e.Words.T("role." + role) }

func (t *Team) siteName(code string) string {
	for _, s := range t.sites {
		if s.Code == code {
			return cmp.Or(s.Name, code)
		}
	}
	return code
}

func (t *Team) showMember(s *Detail, p views.Staff) {
	w := t.Words
	s.Code, s.Title, s.Sub = p.Initials, p.Display, joined(t.roleName(p.Role), t.siteName(p.Site))
	s.Chips = []Chip{t.memberChip(p)}
	s.Primary, s.Actions = t.memberActs(p)
	var may, not []string
	for _, r := range staff.Rights() {
		if p.Person().May(r) {
			may = append(may, w.T("right."+string(r)))
		} else {
			not = append(not, w.T("right."+string(r)))
		}
	}
	s.Cards = append(s.Cards, DetailCard{Title: w.T("team.rights"), Lines: []DetailLine{
		{Label: w.T("team.rights.may"), Value: t.listed(may)}, {Label: w.T("team.rights.not"), Value: t.listed(not)},
	}})
	places := []string{t.siteName(p.Site)}
	for _, code := range p.Sites {
		places = append(places, t.siteName(code))
	}
	pin := w.T("team.pin.set")
	if !p.HasPIN {
		pin = w.T("team.pin.none")
	}
	s.Cards = append(s.Cards, DetailCard{Title: w.T("team.work"), Lines: []DetailLine{
		{Label: w.T("team.sites"), Value: strings.Join(places, ", ")}, {Label: w.T("team.pin"), Value: pin, Open: teamPIN},
	}})
	s.Cards = append(s.Cards, t.qualifiedCard(p), t.awayCard(p))
}

func (t *Team) qualifiedCard(p views.Staff) DetailCard {
	card := DetailCard{Title: t.Words.T("team.qualified"), Acts: []Action{t.teamAct(teamQualify)}}
	today := civil.At(t.nowMS(), t.Zone)
	for i, q := range p.Qualifications() {
		line := DetailLine{Label: t.qualification(q.Code), Value: t.Words.T("team.qualified.ever")}
		if p.Qualified[i].Until.Known() {
			line.Value = t.Words.T("team.until", "date", t.Words.Date(q.Until.String()))
		}
		switch {
		case !q.Holds(today):
			line.Tone = Late
		case q.EndsSoon(today):
			line.Tone = Watch
		}
		card.Lines = append(card.Lines, line)
	}
	if len(card.Lines) == 0 {
		card.Text = t.Words.T("team.qualified.none")
	}
	return card
}

func (t *Team) awayCard(p views.Staff) DetailCard {
	w := t.Words
	card := DetailCard{Title: w.T("team.away"), Acts: []Action{t.teamAct(teamAway)}}
	today := civil.At(t.nowMS(), t.Zone)
	for _, a := range p.Away {
		if a.To < today {
			continue
		}
		card.Lines = append(card.Lines, DetailLine{
			Label: w.T("absence." + a.Reason), Value: t.stretch(a.From.String(), a.To.String()),
			Open: teamBack + a.From.String(),
		})
	}
	if len(card.Lines) == 0 {
		card.Text = w.T("team.away.none")
	}
	return card
}
