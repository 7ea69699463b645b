package service

import (
	"context"

	"etabli/app/domain/calendar"
	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/message"
	"etabli/app/domain/site"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func siteCommands() []Command {
	return []Command{
		command("site.save", "Name a shop and say how to reach it.", (*App).SaveSite),
		command("calendar.save", "Say when a shop is open: hours, holidays, closures, exceptional days.", (*App).SaveCalendar),
		command("message.set_targets", "Say how soon a shop means to answer, by channel.", (*App).SaveTargets),
	}
}

// CalendarInput is when a shop is open, as a whole.
type CalendarInput struct {
	Site       string                    `json:"site,omitempty" doc:"this shop when empty"`
	Region     string                    `json:"region,omitempty" doc:"FR, FR-AM for Alsace-Moselle, FR-971 and so on"`
	Week       []string                  `json:"week,omitempty" doc:"seven texts such as 09:00-12:30 13:30-19:00, Sunday first; usual hours when empty"`
	OpenOn     []string                  `json:"open_on,omitempty" doc:"codes of holidays on which it opens"`
	Closures   []calendar.ClosureFacts   `json:"closures,omitempty"`
	Exceptions []calendar.ExceptionFacts `json:"exceptions,omitempty"`
}

// daysOfWeek is how many days a week has.
const daysOfWeek = 7

// SaveCalendar saves the calendar of a shop.
func (a *App) SaveCalendar(ctx context.Context, call Call, in *CalendarInput) (Result, error) {
	facts := calendar.SavedFacts{Region: in.Region, Week: calendar.UsualWeek(), OpenOn: in.OpenOn, Closures: in.Closures, Exceptions: in.Exceptions}
	if len(in.Week) > 0 {
		if len(in.Week) != daysOfWeek {
			return Result{}, fault.New(fault.Malformed, "week", "expected", "7")
		}
		copy(facts.Week[:], in.Week)
	}
	if _, err := facts.Calendar(site.Zone("")); err != nil {
		return Result{}, err
	}
	return a.ofSite(ctx, call, kind.CalendarSaved, in.Site, facts)
}

// TargetsInput says how soon a shop means to answer.
type TargetsInput struct {
	Site    string                  `json:"site,omitempty" doc:"this shop when empty"`
	Minutes map[message.Channel]int `json:"minutes" doc:"opening minutes by channel: phone, sms, web, social, review, email, letter, visit"`
}

// SaveTargets saves the times of answer of a shop.
func (a *App) SaveTargets(ctx context.Context, call Call, in *TargetsInput) (Result, error) {
	facts := message.TargetsFacts{Minutes: in.Minutes}
	if err := message.CheckTargets(facts); err != nil {
		return Result{}, err
	}
	return a.ofSite(ctx, call, kind.AnswerTargets, in.Site, facts)
}

// ofSite commits an entry about a shop, and answers its calendar.
func (a *App) ofSite(ctx context.Context, call Call, k kind.Kind, code string, facts any) (Result, error) {
	if code == "" {
		code = a.place.Site
	}
	if err := site.CheckCode(code); err != nil {
		return Result{}, within("site", err)
	}
	return a.commit(ctx, call, func(storage.Reader) (*journal.Draft, error) {
		return newDraft(call, k, entity(kind.Site, SiteID(code))).with(facts)
	}, func(r storage.Reader) (any, error) { return a.views.Calendar(r, code) })
}

// DaysAsked asks about days of a shop.
type DaysAsked struct {
	Site string `json:"site,omitempty" doc:"this shop when empty"`
	From string `json:"from,omitempty" doc:"first day; today when empty"`
	Days int    `json:"days,omitempty" doc:"how many, seven when empty"`
}

// maxDaysAsked bounds the days of one answer.
const maxDaysAsked = 400

// ShopDay is the hours of one day, and why they are what they are.
type ShopDay struct {
	On    civil.Date   `json:"on"`
	Hours string       `json:"hours,omitempty"`
	Why   calendar.Why `json:"why"`
	Name  string       `json:"name,omitempty"`
}

func calendarQuestions() []Question {
	return []Question{
		question("site.list", "The shops.", func(a *App, ctx context.Context, _ *Anything) ([]views.Site, error) {
			return a.Sites(ctx)
		}),
		question("calendar.get", "When a shop is open and how soon it means to answer.", func(a *App, ctx context.Context, in *DaysAsked) (views.Calendar, error) {
			return a.Calendar(ctx, in.Site)
		}),
		question("calendar.days", "The hours of the next days.", (*App).Days),
		question("calendar.propose", "The first day that a customer can be promised, and why.", (*App).ProposeDay),
		question("calendar.clashes", "What was promised for days on which the shop is closed, with the next open day.", (*App).Clashes),
	}
}

// Calendar is the calendar of a shop, this one when the code is empty.
func (a *App) Calendar(ctx context.Context, code string) (views.Calendar, error) {
	if code == "" {
		code = a.place.Site
	}
	return read(ctx, a, func(r storage.Reader) (views.Calendar, error) { return a.views.Calendar(r, code) })
}

// Days are the hours of some days.
func (a *App) Days(ctx context.Context, in *DaysAsked) ([]ShopDay, error) {
	c, err := a.Calendar(ctx, in.Site)
	if err != nil {
		return nil, err
	}
	from, err := civil.Parse("from", in.From)
	if err != nil {
		return nil, err
	}
	if !from.Known() {
		from = civil.At(a.now().UnixMilli(), c.Hours.Zone)
	}
	n := in.Days
	if n == 0 {
		n = daysOfWeek
	}
	if n < 0 || n > maxDaysAsked {
		return nil, fault.New(fault.OutOfRange, "days", "min", "1", "max", itoa(maxDaysAsked))
	}
	out := make([]ShopDay, 0, n)
	for day := from; day < from.AddDays(n); day++ {
		d := c.Hours.Day(day)
		out = append(out, ShopDay{day, calendar.FormatHours(d.Hours), d.Why, d.Name})
	}
	return out, nil
}
