package service

import (
	"context"
	"slices"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/message"
	"etabli/app/domain/text"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// ThreadsAsked asks for a list of threads.
type ThreadsAsked struct {
	List  string `json:"list,omitempty" doc:"waits, answered, done, unplaced or calls; waits when empty"`
	Site  string `json:"site,omitempty" doc:"all sites when empty"`
	Limit int    `json:"limit,omitempty" doc:"200 when empty"`
}

// DraftAsked asks for the words of a template.
type DraftAsked struct {
	Template string            `json:"template"`
	Language string            `json:"language,omitempty"`
	Repair   *journal.EntityID `json:"repair,omitempty"`
}

// Drafted is a template with its blanks filled in.
type Drafted struct {
	Subject string `json:"subject"`
	Text    string `json:"text"`
}

// Timed is a thread with its clocks.
type Timed struct {
	views.Thread
	Channel    message.Channel `json:"asked_by,omitempty"` // of what was asked first
	ReceivedMS int64           `json:"received_ms,omitempty"`
	DueMS      int64           `json:"due_ms,omitempty"` // when it should have had an answer
	AnsweredMS int64           `json:"answered_ms,omitempty"`
	SpentMS    int64           `json:"spent_ms,omitempty"` // of opening hours
	Late       bool            `json:"late,omitempty"`
	Promise    message.Promise `json:"promise,omitempty"` // ahead, risk or late
	callers    []message.Clock
}

// Inbox is the figures of what waits.
type Inbox struct {
	Waiting  int                               `json:"waiting"`
	Unplaced int                               `json:"unplaced"`
	Calls    int                               `json:"calls"` // call-backs that are owed
	Late     int                               `json:"late"`
	Risk     int                               `json:"risk"`          // promised calls within half an hour, or late
	Missed   int                               `json:"missed"`        // calls nobody took and nobody called back
	Waits    map[message.Channel]message.Waits `json:"first_answers"` // of the last threads, by channel
	Callers  message.Waits                     `json:"callers"`       // of every call in them that nobody took, or that owes a call-back
}

const defaultThreads = 200

func messageQuestions() []Question {
	return []Question{
		question("message.list", "A list of threads with their clocks, what waits longest first.", (*App).Threads),
		question("message.get", "One thread with its words and its clocks.", func(a *App, ctx context.Context, in *ByID) (Timed, error) { return a.Thread(ctx, in.ID) }),
		question("message.find", "The threads whose senders or words hold these.", func(a *App, ctx context.Context, in *ByWords) ([]views.Thread, error) {
			return read(ctx, a, func(r storage.Reader) ([]views.Thread, error) { return a.views.FindThreads(r, in.Words) })
		}),
		question("message.about", "The threads about a file.", (*App).ThreadsAbout),
		question("message.of", "The threads of a customer.", func(a *App, ctx context.Context, in *ByID) ([]views.Thread, error) {
			return read(ctx, a, func(r storage.Reader) ([]views.Thread, error) { return a.views.ThreadsOf(r, in.ID) })
		}),
		question("message.inbox", "What waits, what is late, and how long first answers take.", func(a *App, ctx context.Context, in *ThreadsAsked) (Inbox, error) { return a.Inbox(ctx, in.Site) }),
		question("message.templates", "What is said often, in both languages.", func(a *App, ctx context.Context, _ *Anything) ([]Template, error) { return a.Templates(ctx) }),
		question("message.draft", "A template with its blanks filled in.", (*App).Draft),
	}
}

// ThreadsAbout are the threads about a file.
func (a *App) ThreadsAbout(ctx context.Context, in *ByID) ([]views.Thread, error) {
	return read(ctx, a, func(r storage.Reader) ([]views.Thread, error) { return a.views.ThreadsAbout(r, in.ID) })
}

// Threads is a list of threads with their clocks.
func (a *App) Threads(ctx context.Context, in *ThreadsAsked) ([]Timed, error) {
	list, limit := in.List, in.Limit
	if list == "" {
		list = views.ThreadsWaiting
	}
	if !slices.Contains(views.Threads(), list) {
		return nil, fault.New(fault.Malformed, "list", "expected", strings.Join(views.Threads(), ", "))
	}
	if limit == 0 {
		limit = defaultThreads
	}
	if limit < 1 || limit > views.MaxPage {
		return nil, fault.New(fault.OutOfRange, "limit", "min", "1", "max", itoa(views.MaxPage))
	}
	return read(ctx, a, func(r storage.Reader) ([]Timed, error) {
		threads, err := a.views.ThreadsIn(r, list, in.Site, limit)
		if err != nil {
			return nil, err
		}
		return a.timed(r, threads)
	})
}

// CountThreads counts a list of threads, of one site or of all.
func (a *App) CountThreads(ctx context.Context, list, site string) (int, error) {
	return read(ctx, a, func(r storage.Reader) (int, error) { return a.views.CountThreads(r, list, site) })
}

// Thread is one thread with its words and its clocks.
func (a *App) Thread(ctx context.Context, id journal.EntityID) (Timed, error) {
	return read(ctx, a, func(r storage.Reader) (Timed, error) {
		t, err := a.views.Thread(r, id)
		if err != nil {
			return Timed{}, err
		}
		out, err := a.timed(r, []views.Thread{t})
		if err != nil {
			return Timed{}, err
		}
		return out[0], nil
	})
}

// timed adds the clocks to threads, each by the calendar of its site.
func (a *App) timed(r storage.Reader, threads []views.Thread) ([]Timed, error) {
	nowMS := a.now().UnixMilli()
	calendars := map[string]views.Calendar{}
	out := make([]Timed, 0, len(threads))
	for _, t := range threads {
		c, known := calendars[t.Site]
		if !known {
			var err error
			if c, err = a.views.Calendar(r, t.Site); err != nil {
				return nil, err
			}
			calendars[t.Site] = c
		}
		one := Timed{Thread: t, Promise: t.Thread.Promise(nowMS)}
		k, asked, err := t.Thread.Clock(c.Targets, c.Hours, nowMS)
		if err != nil {
			return nil, err
		}
		if one.callers, err = t.Thread.Calls(c.Targets, c.Hours, nowMS); err != nil {
			return nil, err
		}
		if asked {
			one.Channel, one.ReceivedMS, one.DueMS, one.AnsweredMS, one.SpentMS, one.Late = k.Channel, k.ReceivedMS, k.DueMS, k.AnsweredMS, k.SpentMS, k.Late
		}
		out = append(out, one)
	}
	return out, nil
}

// Inbox is the figures of what waits, at one site or everywhere.
func (a *App) Inbox(ctx context.Context, site string) (Inbox, error) {
	return read(ctx, a, func(r storage.Reader) (Inbox, error) {
		in := Inbox{Waits: map[message.Channel]message.Waits{}}
		counts := map[string]int{}
		clocks := map[message.Channel][]message.Clock{}
		var callers []message.Clock
		for _, list := range views.Threads() {
			threads, err := a.views.ThreadsIn(r, list, site, views.MaxPage)
			if err != nil {
				return in, err
			}
			counts[list] = len(threads)
			timed, err := a.timed(r, threads)
			if err != nil {
				return in, err
			}
			callers = append(callers, in.add(list, timed, clocks)...)
		}
		in.Waiting, in.Unplaced, in.Calls = counts[views.ThreadsWaiting], counts[views.ThreadsUnplaced], counts[views.ThreadsPromised]
		in.Callers = message.Figures(callers)
		for c, all := range clocks {
			in.Waits[c] = message.Figures(all)
		}
		return in, nil
	})
}

// add counts the threads of a list, and answers the clocks of their callers. A thread with
// a promised call stands in a list of its own beside that of its status.
func (in *Inbox) add(list string, threads []Timed, clocks map[message.Channel][]message.Clock) (callers []message.Clock) {
	for _, t := range threads {
		switch list {
		case views.ThreadsPromised:
			if t.Promise == message.AtRisk || t.Promise == message.Broken {
				in.Risk++
			}
			continue
		case views.ThreadsUnplaced:
			continue
		case views.ThreadsWaiting:
			if t.Late {
				in.Late++
			}
			if t.missed() {
				in.Missed++
			}
		}
		callers = append(callers, t.callers...)
		if t.ReceivedMS != 0 {
			clocks[t.Channel] = append(clocks[t.Channel], message.Clock{AnsweredMS: t.AnsweredMS, SpentMS: t.SpentMS, Late: t.Late})
		}
	}
	return callers
}

// missed tells whether a call in the thread still waits for somebody to call back.
func (t Timed) missed() bool {
	return slices.ContainsFunc(t.Thread.Thread.Lines, func(l message.Line) bool { return l.Missed && l.Waits() })
}

// Draft fills a template in.
func (a *App) Draft(ctx context.Context, in *DraftAsked) (Drafted, error) {
	if err := text.OneOf("language", in.Language, "", "fr", "en"); err != nil {
		return Drafted{}, err
	}
	return read(ctx, a, func(r storage.Reader) (Drafted, error) {
		var goes message.Placing
		language := in.Language
		if in.Repair != nil {
			goes.File = in.Repair.String()
		}
		if language == "" {
			language = "fr"
		}
		subject, words, err := a.fill(r, in.Template, language, goes)
		return Drafted{subject, words}, err
	})
}
