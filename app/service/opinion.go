package service

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"etabli/app/domain/civil"
	"etabli/app/domain/claim"
	"etabli/app/domain/customer"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/message"
	"etabli/app/domain/opinion"
	"etabli/app/domain/rules"
	"etabli/app/domain/text"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func opinionCommands() []Command {
	return []Command{
		command("opinion.asking", "Say whether this shop asks customers if all is well, and where everybody or nobody is asked to publish.", (*App).SayAsking),
		command("opinion.ask", "Record that a customer was asked whether all is well.", (*App).AskOpinion),
		command("opinion.give", "Record the answer: all is well, or not, which opens a linked claim.", (*App).GiveOpinion),
		command("review.log", "Log a published review: where, how many stars, what it says.", (*App).LogReview),
		command("review.answer", "Record our answer to a published review.", (*App).AnswerReview),
	}
}

func opinionQuestions() []Question {
	return []Question{
		question("opinion.asking", "What a shop asks its customers.", (*App).Asking),
		question("opinion.due", "The files whose customers are to be asked today whether all is well.", (*App).OpinionsDue),
		question("review.published", "The published reviews: open, with their clocks, or answered.", (*App).Reviews),
	}
}

// SayAsking says what this shop asks. There is no way to ask only some: the address
// is in every invitation, or in none.
func (a *App) SayAsking(ctx context.Context, call Call, in *opinion.AskingFacts) (Result, error) {
	if err := opinion.CheckAsking(*in); err != nil {
		return Result{}, err
	}
	return a.commit(ctx, call, func(storage.Reader) (*journal.Draft, error) {
		return newDraft(call, kind.AskingSaid, entity(kind.Site, SiteID(a.place.Site))).with(*in)
	}, func(r storage.Reader) (any, error) { return a.views.Asking(r, a.place.Site) })
}

// Asking is what a shop asks its customers; nothing when it never said.
func (a *App) Asking(ctx context.Context, in *SiteAsked) (opinion.AskingFacts, error) {
	return read(ctx, a, func(r storage.Reader) (opinion.AskingFacts, error) { return a.views.Asking(r, a.here(in.Site)) })
}

// askingDays is after how many days a customer is asked, and how long they are not
// asked again.
func (a *App) askingDays(r storage.Reader, site string) (at law, after, pause int, err error) {
	if at, err = a.lawAt(r, site); err != nil {
		return at, 0, 0, err
	}
	set, err := at.rules(rules.Dates{})
	if err != nil {
		return at, 0, 0, err
	}
	first, err := set.Span("opinion_after_days")
	if err != nil {
		return at, 0, 0, err
	}
	again, err := set.Span("opinion_pause_days")
	return at, first.N, again.N, err
}

// mayAsk refuses a customer who was asked lately, who objects, or whose file is
// not over.
func (a *App) mayAsk(r storage.Reader, file views.Repair) (civil.Date, error) {
	at, _, pause, err := a.askingDays(r, file.Site)
	if err != nil {
		return at.today, err
	}
	asking, err := a.views.Asking(r, file.Site)
	if err != nil {
		return at.today, err
	}
	switch {
	case !asking.On:
		return at.today, fault.New(opinion.NotAsking, "id")
	case file.ReturnedMS == 0:
		return at.today, fault.New(opinion.NotOver, "id")
	case file.CustomerID.IsZero():
		return at.today, fault.New(opinion.Nobody, "id")
	}
	c, err := a.views.Customer(r, file.CustomerID)
	if err != nil {
		return at.today, err
	}
	if c.Erased || objects(c) {
		return at.today, fault.New(opinion.Objects, "id")
	}
	said, err := a.views.AskedOn(r, file.CustomerID)
	if err != nil || said == "" {
		return at.today, err
	}
	last, err := civil.Parse("on", said)
	if err == nil && !opinion.MayAsk(last, at.today, pause) {
		err = fault.New(opinion.AskedLately, "id", "date", last.AddDays(pause).String())
	}
	return at.today, err
}

// objects tells whether somebody does not want to be asked how it went.
func objects(c views.Customer) bool {
	return slices.ContainsFunc(c.Consents, func(x views.Consent) bool { return x.To == customer.Invitations && !x.Given })
}

// AskOpinionInput is an invitation.
type AskOpinionInput struct {
	ID      journal.EntityID `json:"id" doc:"the file"`
	Channel message.Channel  `json:"channel" doc:"sms, email, phone, letter or web"`
}

// AskOpinion records an invitation: one a customer in thirty days, whatever the
// number of their files.
func (a *App) AskOpinion(ctx context.Context, call Call, in *AskOpinionInput) (Result, error) {
	if err := text.OneOf("channel", in.Channel, message.Channels()...); err != nil {
		return Result{}, err
	}
	return a.onRepairRead(ctx, call, kind.OpinionAsked, in.ID, func(r storage.Reader, file views.Repair, d *draft) (any, error) {
		today, err := a.mayAsk(r, file)
		if err != nil {
			return nil, err
		}
		asking, err := a.views.Asking(r, file.Site)
		d.also(kind.Customer, file.CustomerID)
		return opinion.AskedFacts{Channel: in.Channel, On: today.String(), Publish: asking.Publish}, err
	})
}

// OpinionDue is a file whose customer is to be asked.
type OpinionDue struct {
	ID         journal.EntityID `json:"id"`
	Number     string           `json:"number"`
	Product    string           `json:"product"`
	Customer   string           `json:"customer"`
	TellBy     string           `json:"tell_by,omitempty"` // as the customer wishes
	ReturnedOn string           `json:"returned_on"`
	Publish    string           `json:"publish,omitempty"` // named to everybody
}

// dueDays bounds how far back a hand-back may lie for its customer to be asked.
const dueDays = 14

// OpinionsDue are the files whose customers are to be asked today: the day after
// the hand-back, once a customer.
func (a *App) OpinionsDue(ctx context.Context, in *SiteAsked) ([]OpinionDue, error) {
	return read(ctx, a, func(r storage.Reader) ([]OpinionDue, error) { return a.opinionsDue(r, a.here(in.Site)) })
}

func (a *App) opinionsDue(r storage.Reader, site string) ([]OpinionDue, error) {
	at, after, _, err := a.askingDays(r, site)
	if err != nil {
		return nil, err
	}
	asking, err := a.views.Asking(r, site)
	out := []OpinionDue{}
	if err != nil || !asking.On {
		return out, err
	}
	seen := map[journal.EntityID]bool{}
	ids, err := a.views.HandedBackSince(r, site, a.now().AddDate(0, 0, -dueDays-after).UnixMilli())
	for _, id := range ids {
		if err != nil {
			return nil, err
		}
		file, err := a.views.Repair(r, id)
		if err != nil {
			return nil, err
		}
		if file.ReturnedMS == 0 || file.Opinion.Well != "" || seen[file.CustomerID] || civil.At(file.ReturnedMS, at.zone).AddDays(after) > at.today {
			continue
		}
		if _, err := a.mayAsk(r, file); err != nil {
			continue // not now, not this one
		}
		seen[file.CustomerID] = true
		c, err := a.views.Customer(r, file.CustomerID)
		if err != nil {
			return nil, err
		}
		out = append(out, OpinionDue{
			ID: id, Number: file.Number, Product: file.Product, Customer: c.Name, TellBy: c.TellBy,
			ReturnedOn: civil.At(file.ReturnedMS, at.zone).String(), Publish: asking.Publish,
		})
	}
	return out, err
}

// GiveOpinionInput is an answer.
type GiveOpinionInput struct {
	ID      journal.EntityID `json:"id" doc:"the file"`
	Well    bool             `json:"well"`
	Words   string           `json:"words,omitempty" doc:"what is not well, in the customer's words; needed when it is not"`
	Channel message.Channel  `json:"channel" doc:"by which the answer came"`
}

// GiveOpinion records an answer. A "no" opens a claim about the file in the same
// act, with the customer's words and its own clock. While that one goes on, what they
// say more belongs to it: one matter is one claim.
func (a *App) GiveOpinion(ctx context.Context, call Call, in *GiveOpinionInput) (Result, error) {
	if err := text.OneOf("channel", in.Channel, message.Channels()...); err != nil {
		return Result{}, err
	}
	return a.onRepairRead(ctx, call, kind.OpinionGiven, in.ID, func(r storage.Reader, file views.Repair, d *draft) (any, error) {
		if file.ReturnedMS == 0 {
			return nil, fault.New(opinion.NotOver, "id")
		}
		f := opinion.GivenFacts{Well: in.Well, Channel: in.Channel}
		if in.Well {
			return f, nil
		}
		if err := a.goesOn(r, file); err != nil {
			return nil, err
		}
		b, err := a.views.BonusOf(r, in.ID)
		if err != nil {
			return nil, err
		}
		f.Claim = &claim.OpenedFacts{
			Site: file.Site, Channel: in.Channel, ReceivedMS: a.now().UnixMilli(), About: "quality", Labelled: b != nil,
		}
		box := claim.WordsBox{Words: in.Words}
		if err := claim.CheckOpened(*f.Claim, box); err != nil {
			return nil, err
		}
		if f.Claim.AnswerBy, err = a.answerBy(r, file.Site, f.Claim.Labelled, in.Channel, f.Claim.ReceivedMS); err != nil {
			return nil, err
		}
		id := journal.NewEntityID(call.ID, 0)
		d.also(kind.Claim, id)
		if !file.CustomerID.IsZero() {
			d.also(kind.Customer, file.CustomerID)
		}
		d.box(id, journal.File, box)
		return f, nil
	})
}

// goesOn refuses a second "no" while a claim about the file goes on that a first opened.
func (a *App) goesOn(r storage.Reader, file views.Repair) error {
	if file.Opinion.Well != "no" {
		return nil
	}
	about, err := a.views.ClaimsAbout(r, file.ID)
	if slices.ContainsFunc(about, func(c views.Claim) bool { return c.Status != claim.Ended }) {
		return fault.New(opinion.ClaimOpen, "id")
	}
	return err
}

// ReviewInput is a published review.
type ReviewInput struct {
	Where      string            `json:"where" doc:"name of the place it was published in"`
	Stars      int               `json:"stars,omitempty" doc:"1 to 5; none when empty"`
	Words      string            `json:"words,omitempty"`
	By         string            `json:"by,omitempty" doc:"the name it was published under"`
	On         string            `json:"on,omitempty" doc:"when it was published; today when empty"`
	ReceivedMS int64             `json:"received_ms,omitempty" doc:"when we could know of it; now when empty"`
	URL        string            `json:"url,omitempty"`
	Repair     *journal.EntityID `json:"repair,omitempty" doc:"the file it is about, when that is known"`
}

// LogReview logs a published review. Its clock runs from when we could know of it.
func (a *App) LogReview(ctx context.Context, call Call, in *ReviewInput) (Result, error) {
	box := opinion.ReviewBox{By: in.By, Words: in.Words}
	return begin(ctx, a, call, kind.ReviewLogged, kind.Review, a.views.ReviewByID, func(r storage.Reader, d *draft) (any, error) {
		at, err := a.lawAt(r, a.place.Site)
		if err != nil {
			return nil, err
		}
		f := opinion.LoggedFacts{
			Site: a.place.Site, Where: in.Where, Stars: in.Stars, On: cmp.Or(in.On, at.today.String()), ReceivedMS: a.orNow(in.ReceivedMS), URL: in.URL,
		}
		if err := opinion.CheckLogged(f, box); err != nil {
			return nil, err
		}
		set, err := at.rules(rules.Dates{})
		if err != nil {
			return nil, err
		}
		due, err := set.After("review_answer_days", civil.At(f.ReceivedMS, at.zone), at.region)
		if err != nil {
			return nil, err
		}
		f.AnswerBy = due.String()
		if in.Repair != nil {
			if err := a.views.Known(r, entity(kind.Repair, *in.Repair)); err != nil {
				return nil, fault.New(fault.NotFound, "repair", "what", "repair").Because(err)
			}
			d.also(kind.Repair, *in.Repair)
		}
		if box != (opinion.ReviewBox{}) {
			d.box(d.Entities[0].ID, journal.File, box)
		}
		return f, nil
	})
}

// ReviewAnswerInput is our answer.
type ReviewAnswerInput struct {
	ID    journal.EntityID `json:"id"`
	Words string           `json:"words"`
	AtMS  int64            `json:"at_ms,omitempty" doc:"when it was published; now when empty"`
}

// AnswerReview records our answer to a published review.
func (a *App) AnswerReview(ctx context.Context, call Call, in *ReviewAnswerInput) (Result, error) {
	f, box := opinion.RepliedFacts{AtMS: a.orNow(in.AtMS)}, opinion.ReviewBox{Words: in.Words}
	if err := opinion.CheckReplied(f, box); err != nil {
		return Result{}, err
	}
	it := about[views.Review]{what: "review", kind: kind.Review, id: in.ID, read: a.views.ReviewByID}
	return on(ctx, a, call, kind.ReviewAnswered, it, func(_ storage.Reader, now views.Review, d *draft) (any, error) {
		if now.AnsweredMS != 0 {
			return nil, fault.New(opinion.Replied, "id")
		}
		if !now.Repair.IsZero() {
			d.also(kind.Repair, now.Repair)
		}
		d.box(in.ID, journal.File, box)
		return f, nil
	})
}

// ReviewsAsked asks for published reviews.
type ReviewsAsked struct {
	List string `json:"list,omitempty" doc:"open or answered; open when empty"`
	Site string `json:"site,omitempty" doc:"all sites when empty"`
}

// Reviews are the published reviews, the one to be answered first first.
func (a *App) Reviews(ctx context.Context, in *ReviewsAsked) ([]views.Review, error) {
	list := cmp.Or(in.List, views.ReviewsOpen)
	if err := text.OneOf("list", list, views.ReviewsOpen, views.ReviewsAnswered); err != nil {
		return nil, err
	}
	return read(ctx, a, func(r storage.Reader) ([]views.Review, error) {
		all, err := a.views.Reviews(r, list, in.Site)
		for i := range all {
			if all[i].AnsweredMS != 0 || err != nil {
				continue
			}
			at, lawErr := a.lawAt(r, all[i].Site)
			err = errors.Join(err, lawErr)
			all[i].Late = all[i].AnswerBy < at.today.String()
		}
		return all, err
	})
}
