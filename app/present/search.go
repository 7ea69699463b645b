package present

import (
	"context"
	"strings"

	"etabli/app/views"
)

// maxHits is how many results the search shows.
const maxHits = 12

// SearchState is the search-or-scan box with its results.
type SearchState struct {
	Query    string
	Open     bool // results are shown
	Hits     []Row
	Selected int
	Empty    Empty
	Notice   Notice
}

// Searches is what the search reads.
type Searches interface {
	Search(ctx context.Context, query string, limit int) ([]views.Hit, error)
}

// Search presents the search-or-scan box.
type Search struct {
	stay
	port Finding
	show func(SearchState)

	query    string
	hits     []views.Hit
	far      farFile
	named    []page // places named whole, before the hits
	like     []page // places that the query may mean, after them
	selected int
	answered string // the query that the hits belong to
	notice   Notice
	pressed  bool // Enter was pressed before the answer came
	lane     lane
}

// NewSearch makes the presenter of the search box.
func NewSearch(env Env, port Finding, show func(SearchState)) *Search {
	return &Search{stay: stay{Env: env}, port: port, show: show}
}

// Enter makes the box ready; it is there on every screen.
func (s *Search) Enter(ctx context.Context) {
	s.enter(ctx)
	s.publish()
}

// Leave ends it.
func (s *Search) Leave() { s.leave() }

// Typed looks for what was typed so far.
func (s *Search) Typed(text string) {
	if text == s.query {
		return
	}
	s.query, s.pressed, s.notice = text, false, Notice{}
	s.look()
	if query := strings.TrimSpace(text); query == "" || s.answered != query {
		s.publish()
	}
}

// Scanned looks for what a reader read, and opens the file when it is exactly
// one. The code on a receipt is the address of the customer's page. It is false
// for a text that proves nothing: somebody may have typed it fast.
func (s *Search) Scanned(text string) bool {
	text = strings.TrimSpace(text)
	if portalToken(text) == text && typedFast(text) {
		return false
	}
	s.Read(text)
	return true
}

// Read looks for what a reader read into no field, whatever it is: who holds the reader
// is told that it is nothing of ours.
func (s *Search) Read(text string) {
	s.query, s.pressed, s.notice = portalToken(strings.TrimSpace(text)), true, Notice{}
	s.look()
	s.publish()
}

// WroteOn closes results that lead nowhere: somebody read them, and writes on in a field that
// they may lie over.
func (s *Search) WroteOn() {
	query := strings.TrimSpace(s.query)
	if query != "" && s.answered == query && len(s.named)+len(s.hits)+len(s.like) == 0 {
		s.Closed()
	}
}

// portalToken finds the token in the address of a customer's page; any other
// text is left as it is.
func portalToken(text string) string {
	if _, token, ok := strings.Cut(text, "/r/"); ok {
		return strings.TrimRight(token, "/")
	}
	if _, token, ok := strings.Cut(text, "/R/"); ok {
		return strings.TrimRight(token, "/")
	}
	return text
}

func (s *Search) look() {
	query := strings.TrimSpace(s.query)
	if query == "" {
		s.lane.drop()
		s.hits, s.named, s.like, s.answered, s.selected = nil, nil, nil, "", 0
		return
	}
	askAtOnce(&s.stay, &s.lane, func(ctx context.Context) (found, error) {
		return s.find(ctx, query)
	}, func(answer found, err error) {
		if err != nil {
			s.notice = s.Failure(err)
			s.publish()
			return
		}
		s.hits, s.far, s.answered, s.selected = answer.hits, answer.far, query, 0
		s.named, s.like = s.placesNamed(query)
		if s.pressed {
			s.EnterPressed()
			return
		}
		s.publish()
	})
}

// EnterPressed opens the selected result. Pressed before the answer is there,
// as a scanner does, it opens an exact result as soon as it comes.
func (s *Search) EnterPressed() {
	query := strings.TrimSpace(s.query)
	switch {
	case query == "":
	case s.answered != query:
		s.pressed = true
	case s.pressed && s.exact() < 0:
		s.pressed = false
		s.publish()
	case s.exact() >= 0:
		s.HitChosen(len(s.named) + s.exact())
	default:
		s.HitChosen(s.selected)
	}
}

// exact is the index of the one result that the query names, -1 when there is
// none or more than one.
func (s *Search) exact() int {
	found := -1
	for i, h := range s.hits {
		if h.Exact && found >= 0 {
			return -1
		}
		if h.Exact {
			found = i
		}
	}
	return found
}

// Moved selects another result.
func (s *Search) Moved(by int) {
	if n := len(s.named) + len(s.hits) + len(s.like); n > 0 {
		s.selected = min(n-1, max(0, s.selected+by))
		s.publish()
	}
}

// HitChosen opens a result and empties the box.
func (s *Search) HitChosen(i int) {
	if to, known := s.leads(i); known {
		s.Closed()
		s.Go(to)
	}
}

// leads is where a result leads.
func (s *Search) leads(i int) (to Route, known bool) {
	files := i - len(s.named)
	last := files - len(s.hits)
	switch {
	case i < 0 || last >= len(s.like):
		return Route{}, false
	case files < 0:
		return Route{Screen: s.named[i].screen}, true
	case last < 0:
		return Route{Screen: CounterScreen, Repair: s.hits[files].ID}, true
	}
	return Route{Screen: s.like[last].screen}, true
}

// Closed empties the box.
func (s *Search) Closed() {
	s.query, s.pressed, s.notice = "", false, Notice{}
	s.look()
	s.publish()
}

func (s *Search) publish() {
	query := strings.TrimSpace(s.query)
	state := SearchState{Query: s.query, Open: query != "", Selected: s.selected, Notice: s.notice}
	for _, p := range s.named {
		state.Hits = append(state.Hits, s.placeRow(p))
	}
	for _, h := range s.hits {
		state.Hits = append(state.Hits, s.row(h.RepairRow))
	}
	for _, p := range s.like {
		state.Hits = append(state.Hits, s.placeRow(p))
	}
	if query != "" && s.answered == query && len(state.Hits) == 0 {
		state.Empty = s.nothing(query)
	}
	s.show(state)
}
