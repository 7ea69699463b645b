package service

import (
	"context"

	"etabli/app/domain/kind"
	"etabli/app/domain/message"
	"etabli/app/domain/site"
	"etabli/storage"
	"etabli/storage/journal"
)

func noticeCommands() []Command {
	return []Command{
		command("message.set_notice", "Switch what customers are told by themselves of an event.", (*App).SetNotice),
		command("message.set_quiet", "Say when a shop's messages wait: from, to, Sundays and holidays.", (*App).SetQuiet),
	}
}

func noticeQuestions() []Question {
	return []Question{
		question("message.notices", "What customers of a shop are told by themselves, in both languages, and when it waits.", (*App).Notices),
	}
}

// NoticeInput switches one event.
type NoticeInput struct {
	Site  string          `json:"site,omitempty" doc:"this shop when empty"`
	Event message.Event   `json:"event" doc:"taken_in, quote, delayed, ready, reminder, loan_due, refund_sent or all_well"`
	On    bool            `json:"on"`
	By    message.Channel `json:"by,omitempty" doc:"email or sms, for customers who wished nothing"`
}

// SetNotice switches what customers are told of an event. What happened before is
// not told.
func (a *App) SetNotice(ctx context.Context, call Call, in *NoticeInput) (Result, error) {
	facts := message.NoticeFacts{Event: in.Event, On: in.On, By: in.By, SinceMS: a.now().UnixMilli()}
	if err := facts.Check(); err != nil {
		return Result{}, err
	}
	return a.saidOf(ctx, call, kind.NoticeSet, in.Site, facts)
}

// QuietInput says when messages wait.
type QuietInput struct {
	Site string `json:"site,omitempty" doc:"this shop when empty"`
	From string `json:"from" doc:"such as 20:00"`
	To   string `json:"to" doc:"such as 08:00; the same as from for no quiet hours"`
	Rest bool   `json:"rest,omitempty" doc:"Sundays and public holidays as well"`
}

// SetQuiet says when messages wait.
func (a *App) SetQuiet(ctx context.Context, call Call, in *QuietInput) (Result, error) {
	from, err := message.MinuteOf("from", in.From)
	if err != nil {
		return Result{}, err
	}
	to, err := message.MinuteOf("to", in.To)
	if err != nil {
		return Result{}, err
	}
	return a.saidOf(ctx, call, kind.QuietSet, in.Site, message.QuietFacts{FromMinutes: from, ToMinutes: to, Rest: in.Rest})
}

// saidOf commits an entry about what a shop says by itself, and answers the table.
func (a *App) saidOf(ctx context.Context, call Call, k kind.Kind, code string, facts any) (Result, error) {
	code = a.here(code)
	if err := site.CheckCode(code); err != nil {
		return Result{}, within("site", err)
	}
	return a.commit(ctx, call, func(storage.Reader) (*journal.Draft, error) {
		return newDraft(call, k, entity(kind.Site, SiteID(code))).with(facts)
	}, func(r storage.Reader) (any, error) { return a.notices(r, code) })
}

// NoticeTable is what customers of a shop are told by themselves.
type NoticeTable struct {
	Site   string      `json:"site"`
	From   string      `json:"quiet_from"`
	To     string      `json:"quiet_to"`
	Rest   bool        `json:"quiet_rest"`
	Events []NoticeRow `json:"events"`
}

// NoticeRow is one event of the table, with its words.
type NoticeRow struct {
	Event   message.Event   `json:"event"`
	On      bool            `json:"on"`
	By      message.Channel `json:"by,omitempty"`
	SinceMS int64           `json:"since_ms,omitempty"`
	Template
}

// Notices is what customers of a shop are told by themselves.
func (a *App) Notices(ctx context.Context, in *AtSite) (NoticeTable, error) {
	return read(ctx, a, func(r storage.Reader) (NoticeTable, error) { return a.notices(r, a.here(in.Site)) })
}

func (a *App) notices(r storage.Reader, code string) (NoticeTable, error) {
	says, err := a.views.SaysItself(r, code)
	out := NoticeTable{Site: code, From: message.ClockOf(says.Quiet.FromMinutes), To: message.ClockOf(says.Quiet.ToMinutes), Rest: says.Quiet.Rest}
	for _, event := range message.Events() {
		f := says.Notices[event]
		out.Events = append(out.Events, NoticeRow{Event: event, On: f.On, By: f.By, SinceMS: f.SinceMS, Template: a.template(string(event))})
	}
	return out, err
}

// quiet is the quiet hours of a shop.
func (a *App) quiet(r storage.Reader, code string) (message.Quiet, error) {
	says, err := a.views.SaysItself(r, code)
	return says.Quiet, err
}
