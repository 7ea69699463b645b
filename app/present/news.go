package present

import (
	"slices"
	"time"

	"etabli/app/domain/task"
	"etabli/app/views"
)

// News is something that came up while somebody worked elsewhere, with the way to it.
type News struct {
	Text string
	When string
	Icon string
	to   Route
}

// NewsState is what came up: a chip in the bar while something of it was not seen.
type NewsState struct {
	Chip  Chip
	Items []News
}

// The limits of what is kept of what came up.
const (
	mostNews  = 20
	newsEvery = time.Minute // hours come by themselves
)

// bulletin is what came up since somebody began to work here.
type bulletin struct {
	items  []News // the latest first
	unseen int
	begun  bool
	hours  map[ID]bool // tasks whose hour was said
}

// ticked reads again by itself: an hour that comes changes nothing in the store.
func (s *Shell) ticked() {
	s.tick = s.Clock.After(newsEvery, func() {
		s.Post(func() {
			if s.here() {
				s.pulse.kick()
				s.ticked()
			}
		})
	})
}

// heard compares what is with what was, and says what came up.
func (s *Shell) heard(was, now surroundings) {
	b := &s.news
	if b.hours == nil {
		b.hours = map[ID]bool{}
	}
	w := s.Words
	var fresh []News
	if b.begun {
		if n := now.unread - was.unread; n > 0 {
			fresh = append(fresh, News{Text: w.N("news.messages", n), Icon: "mail", to: Route{Screen: MessagesScreen}})
		}
		if n := now.counts.Review - was.counts.Review; n > 0 {
			fresh = append(fresh, News{Text: w.N("news.review", n), Icon: "triangle-alert", to: Route{Screen: ReviewScreen}})
		}
	}
	for _, t := range now.tasks {
		if due := t.When == task.Hour; due && !b.hours[t.ID] {
			b.hours[t.ID] = true
			fresh = append(fresh, News{Text: w.T("news.task", "what", oneLine(t.What)), Icon: "clock", to: Route{Screen: TasksScreen, Open: t.ID}})
		}
	}
	b.begun = true
	s.announce(fresh)
}

// announce keeps what came up and says it, except what is in sight.
func (s *Shell) announce(fresh []News) {
	fresh = slices.DeleteFunc(fresh, func(n News) bool { return n.to.Screen == s.route.Screen })
	if len(fresh) == 0 {
		return
	}
	for i := range fresh {
		fresh[i].When = s.Words.Clock(s.nowMS(), s.Zone)
	}
	s.news.items = append(fresh, s.news.items...)
	s.news.items = s.news.items[:min(mostNews, len(s.news.items))]
	s.news.unseen += len(fresh)
	s.Said(Notice{Tone: Work, Text: fresh[0].Text})
}

// newsState is what the bar shows of it.
func (s *Shell) newsState() NewsState {
	out := NewsState{Items: s.news.items}
	if s.news.unseen > 0 {
		out.Chip = Chip{Work, "bell", s.Words.Number(s.news.unseen)}
	}
	return out
}

// NewsPressed says that what came up was seen.
func (s *Shell) NewsPressed() {
	if s.news.unseen > 0 {
		s.news.unseen = 0
		s.publish()
	}
}

// NewsChosen leads to what came up.
func (s *Shell) NewsChosen(i int) {
	if i >= 0 && i < len(s.news.items) {
		s.Go(s.news.items[i].to)
	}
}

// dueTasks counts the tasks of today and before.
func dueTasks(tasks []views.Task) (n int) {
	for _, t := range tasks {
		if isDue(t) {
			n++
		}
	}
	return n
}
