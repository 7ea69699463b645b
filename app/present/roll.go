package present

import (
	"slices"
	"strings"
	"time"
)

// lines are the lines of one part of a list, as they are shown, and how many lines
// the parts have.
type lines struct {
	rows   []Row
	counts map[Scope]int
	foot   string // said below them, beside how many they are
}

// roll is a board whose list is lines: a screen says where they are read, how
// what is open looks, and with what its words begin.
type roll[D any] struct {
	board[lines, D]
	at     Screen
	scopes []Scope
	words  string // what its words begin with: "contracting"
	query  string // words that its lines are searched for
	fresh  string // the act that begins something new; empty for none
	list   func(ListState)
	show   func(Detail)
	look   func(*Detail, D)
}

// begins makes the list of a screen: what its words begin with, its parts, of which the
// first is shown first, and what it is read again for.
func (r *roll[D]) begins(env Env, port interface {
	Changes
	Calls
}, at Screen, words string, scopes []Scope, kinds ...uint8) {
	r.Env, r.watched, r.kinds, r.at, r.words, r.scopes, r.publish = env, port, kinds, at, words, scopes, r.draw
	r.begin(port, scopes[0])
}

// draw publishes the list and what is open beside it.
func (r *roll[D]) draw() {
	r.list(r.listed())
	d := r.detail()
	switch {
	case !d.Open:
		d.Empty = r.nothing(r.words + ".none")
	case r.read:
		r.look(&d, r.one)
	}
	r.show(d)
}

func (r *roll[D]) nothing(key string) Empty {
	w := r.Words
	out := Empty{Title: w.T(key), Text: w.T(r.words + ".none.text")}
	if r.fresh != "" {
		out.Action = w.T("deed." + r.fresh)
	}
	return out
}

// rows are the lines that hold the words that were typed.
func (r *roll[D]) rows() []Row {
	words := strings.Fields(strings.ToLower(r.query))
	if len(words) == 0 {
		return r.now.rows
	}
	var out []Row
	for _, row := range r.now.rows {
		text := strings.ToLower(row.Number + " " + row.Product + " " + row.Customer)
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) }) {
			out = append(out, row)
		}
	}
	return out
}

// Typed searches the lines for words.
func (r *roll[D]) Typed(query string) {
	if r.query == query {
		return
	}
	r.query = query
	r.revision++
	r.publish()
}

func (r *roll[D]) listed() ListState {
	w, rows := r.Words, r.rows()
	s := ListState{
		Total: len(rows), Query: r.query, Opened: r.open.id, Loading: !r.known && r.notice.IsZero(), Notice: r.notice, Revision: r.revision,
		Selected: slices.IndexFunc(rows, func(row Row) bool { return row.ID == r.open.id }),
	}
	for _, scope := range r.scopes {
		tab := ListTab{Scope: scope, Label: w.T(r.words + ".scope." + string(scope)), Selected: r.scope == scope}
		if n, known := r.now.counts[scope]; known {
			tab.Count = w.Number(n)
		}
		s.Tabs = append(s.Tabs, tab)
	}
	if r.known {
		s.Foot = joined(w.N(r.words+".foot", len(rows)), r.now.foot)
		if len(rows) == 0 && r.query != "" {
			s.Empty = Empty{Title: w.T("roll.unknown"), Text: w.T("roll.unknown.text")}
		} else if len(rows) == 0 {
			s.Empty = r.nothing(r.words + ".empty." + string(r.scope))
			s.Empty.Text = w.T(r.words + ".empty.text")
		}
	}
	return s
}

// Row is a line of the list.
func (r *roll[D]) Row(i int) Row {
	rows := r.rows()
	if i < 0 || i >= len(rows) {
		return Row{}
	}
	row := rows[i]
	row.Waiting = row.Waiting && !r.Desk.Alone
	return row
}

// RowChosen opens what a line is about.
func (r *roll[D]) RowChosen(i int) {
	if rows := r.rows(); i >= 0 && i < len(rows) {
		r.Go(Route{Screen: r.at, Open: rows[i].ID})
	}
}

// primary is the right next thing with what is open; where nothing is, what can be
// begun.
func (r *roll[D]) primary() string {
	if r.open.id.IsZero() {
		return r.fresh
	}
	if !r.read {
		return ""
	}
	d := Detail{}
	r.look(&d, r.one)
	return d.Primary.ID
}

// deeds are the acts with these ids, the right next thing first.
func (e Env) deeds(s *Detail, icons map[string]string, ids ...string) {
	for _, id := range ids {
		s.Actions = append(s.Actions, e.deed(icons, id))
	}
	if len(s.Actions) > 0 {
		s.Primary, s.Actions = s.Actions[0], s.Actions[1:]
	}
}

func (e Env) deed(icons map[string]string, id string) Action {
	return Action{ID: id, Label: e.Words.T("deed." + id), Icon: icons[id]}
}

// dayOr is a day: in short where it is of this year, or a dash where none is known.
func (e Env) dayOr(iso string) string {
	switch {
	case iso == "":
		return "–"
	case !strings.HasPrefix(iso, e.today()[:4]):
		return e.Words.Date(iso)
	}
	return e.Words.DateShort(iso)
}

// columnDay is a day that fits into the column of a history.
func (e Env) columnDay(iso string) string {
	at, err := time.ParseInLocation(isoDate, iso, e.Zone)
	if err != nil {
		return iso
	}
	return e.shortWhen(at.UnixMilli())
}

// sum is a sum of money, in words.
func (e Env) sum(cents int64) string { return e.Words.Money(cents, euro) }
