package service

import (
	"cmp"
	"context"

	"etabli/app/domain/civil"
	"etabli/app/domain/claim"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/message"
	"etabli/app/domain/rules"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func claimCommands() []Command {
	return []Command{
		command("claim.open", "Open a claim: what a customer says went wrong, by whatever channel.", (*App).OpenClaim),
		command("claim.hear", "Log more about the same matter, by the same or another channel.", (*App).HearClaim),
		command("claim.answer", "Log an answer to a claim.", (*App).AnswerClaim),
		command("claim.link", "Say what a claim is about: file, customer, conversation, visit, parcel, receipt.", (*App).LinkClaim),
		command("claim.decide", "Decide a claim and offer it: refund, voucher, exchange, repair or apology.", (*App).DecideClaim),
		command("claim.confirm", "Confirm a decision in writing.", (*App).ConfirmClaim),
		command("claim.reply", "Log the customer's answer to an offer.", (*App).ReplyClaim),
		command("claim.refund", "Take a refund on: ordered, executed with its reference, confirmed with its proof.", (*App).StepRefund),
		command("claim.mediate", "Log a step with the consumer mediator.", (*App).MediateClaim),
		command("claim.end", "End a claim.", (*App).EndClaim),
		command("claim.reopen", "Take an ended claim up again.", (*App).ReopenClaim),
		command("claim.authority", "Say what each role of a site may decide in one claim, and let go of in a price.", (*App).SayAuthority),
	}
}

func (a *App) ofClaim(id journal.EntityID) about[views.Claim] {
	return about[views.Claim]{what: "claim", kind: kind.Claim, id: id, read: a.views.Claim}
}

// onClaim commits an entry about a claim, and about its file, whose page shows it.
func (a *App) onClaim(ctx context.Context, call Call, k kind.Kind, id journal.EntityID, decide func(storage.Reader, views.Claim, *draft) (any, error)) (Result, error) {
	return on(ctx, a, call, k, a.ofClaim(id), func(r storage.Reader, now views.Claim, d *draft) (any, error) {
		if !now.Repair.IsZero() {
			d.also(kind.Repair, now.Repair)
		}
		return decide(r, now, d)
	})
}

// MatterInput says what a claim is about.
type MatterInput struct {
	Customer *journal.EntityID `json:"customer,omitempty"`
	Repair   *journal.EntityID `json:"repair,omitempty" doc:"its customer goes with it"`
	Thread   *journal.EntityID `json:"thread,omitempty" doc:"the conversation about it; its customer and file go with it"`
	Visit    *journal.EntityID `json:"visit,omitempty" doc:"its customer and file go with it"`
	Parcel   *journal.EntityID `json:"parcel,omitempty" doc:"its customer and file go with it"`
	Receipt  string            `json:"receipt,omitempty" doc:"number of the till's receipt"`
}

// SaidInput is something a customer said.
type SaidInput struct {
	Channel    message.Channel `json:"channel,omitempty" doc:"email, sms, web, social, review, phone, letter or visit; that of the conversation when empty"`
	ReceivedMS int64           `json:"received_ms,omitempty" doc:"when it reached us, Unix ms; now, or as the conversation says, when empty"`
	Words      string          `json:"words,omitempty" doc:"what happened, in the customer's words; those of the conversation when empty"`
	From       string          `json:"from,omitempty" doc:"number, address or name, as the channel gives it"`
	Wish       claim.Remedy    `json:"wish,omitempty" doc:"refund, voucher, exchange, repair or apology"`
	WishCents  int64           `json:"wish_cents,omitempty"`
	Loss       claim.Loss      `json:"loss,omitempty"`
	LossWhy    string          `json:"loss_why,omitempty" doc:"what was missed or lost, in words"`
}

func (in SaidInput) box() claim.WordsBox {
	return claim.WordsBox{Words: in.Words, From: in.From, Why: in.LossWhy}
}

// ClaimInput opens a claim.
type ClaimInput struct {
	MatterInput
	SaidInput
	About    string `json:"about" doc:"delay, quality, damage, lost, price, delivery, pick_up, slot, no_answer, promise, behaviour or other"`
	Labelled bool   `json:"labelled,omitempty" doc:"about a repair under a label: a written complaint has its answer in writing within the days of the rule"`
}

// OpenClaim opens a claim. From a conversation it takes the channel, the moment
// and the words of what was asked first.
func (a *App) OpenClaim(ctx context.Context, call Call, in *ClaimInput) (Result, error) {
	return begin(ctx, a, call, kind.ClaimOpened, kind.Claim, a.views.Claim, func(r storage.Reader, d *draft) (any, error) {
		matter, err := a.matter(r, in.MatterInput, d)
		if err != nil {
			return nil, err
		}
		said := matter.fill(in.SaidInput)
		f := claim.OpenedFacts{
			Parcel: matter.parcel,
			Site:   cmp.Or(a.place.Site, matter.site), Channel: said.Channel, ReceivedMS: a.orNow(said.ReceivedMS), About: in.About,
			Wish: said.Wish, WishCents: said.WishCents, Loss: said.Loss, Receipt: in.Receipt, Labelled: in.Labelled,
		}
		if err := claim.CheckOpened(f, said.box()); err != nil {
			return nil, err
		}
		f.AnswerBy, err = a.answerBy(r, f.Site, f.Labelled, f.Channel, f.ReceivedMS)
		d.box(d.Entities[0].ID, journal.File, said.box())
		return f, err
	})
}

// matter is what is known of what a claim is about.
type matter struct {
	site  string
	first *views.ThreadLine // what was asked first in the conversation
	// parcel is where its parcel is said to be now.
	parcel *claim.Sighting
}

// matter makes the entry about what is named, each once.
func (a *App) matter(r storage.Reader, in MatterInput, d *draft) (matter, error) {
	var m matter
	if in.Visit != nil {
		v, err := a.views.Visit(r, *in.Visit)
		if err != nil {
			return m, fault.New(fault.NotFound, "visit", "what", "visit").Because(err)
		}
		m.site = v.Site
		in.Repair, in.Customer = either(in.Repair, v.Repair), either(in.Customer, v.Customer)
		d.also(kind.Visit, *in.Visit)
	}
	if in.Parcel != nil {
		p, err := a.views.Parcel(r, *in.Parcel)
		if err != nil {
			return m, fault.New(fault.NotFound, "parcel", "what", "parcel").Because(err)
		}
		m.site = cmp.Or(m.site, p.Site)
		m.parcel = &claim.Sighting{Status: string(p.Status), SaidBy: string(p.SaidBy), Checked: p.Checked, AtMS: p.SightedMS}
		in.Repair, in.Customer = either(in.Repair, p.Repair), either(in.Customer, p.Customer)
		d.also(kind.Parcel, *in.Parcel)
	}
	if in.Thread != nil {
		t, err := a.views.Thread(r, *in.Thread)
		if err != nil {
			return m, fault.New(fault.NotFound, "thread", "what", "thread").Because(err)
		}
		m.site, m.first = cmp.Or(m.site, t.Site), asked(t)
		in.Repair, in.Customer = either(in.Repair, t.Repair), either(in.Customer, t.Customer)
		d.also(kind.Thread, *in.Thread)
	}
	if in.Repair != nil {
		file, err := a.views.Repair(r, *in.Repair)
		if err != nil {
			return m, fault.New(fault.NotFound, "repair", "what", "repair").Because(err)
		}
		m.site = cmp.Or(file.Site, m.site)
		in.Customer = either(in.Customer, file.CustomerID)
		d.also(kind.Repair, *in.Repair)
	}
	if in.Customer != nil {
		if _, err := a.views.Customer(r, *in.Customer); err != nil {
			return m, fault.New(fault.NotFound, "customer", "what", "customer").Because(err)
		}
		d.also(kind.Customer, *in.Customer)
	}
	return m, nil
}

// either is what was said, or else what is known.
func either(said *journal.EntityID, known journal.EntityID) *journal.EntityID {
	if said != nil || known.IsZero() {
		return said
	}
	return &known
}

// asked is the first line of a conversation in which its customer asked something.
func asked(t views.Thread) *views.ThreadLine {
	var first *views.ThreadLine
	for i := range t.Lines {
		if l := &t.Lines[i]; l.Inbound && l.Weight == message.Counts && (first == nil || l.AtMS < first.AtMS) {
			first = l
		}
	}
	return first
}

// fill takes from the conversation what was not said otherwise.
func (m matter) fill(in SaidInput) SaidInput {
	if l := m.first; l != nil {
		in.Channel, in.ReceivedMS = cmp.Or(in.Channel, l.Channel), cmp.Or(in.ReceivedMS, l.AtMS)
		in.Words, in.From = cmp.Or(in.Words, l.Text), cmp.Or(in.From, l.From)
	}
	return in
}

// claimTerms are the rules of claims at a site, today.
func (a *App) claimTerms(r storage.Reader, site string) (claim.Terms, law, error) {
	at, err := a.lawAt(r, site)
	if err != nil {
		return claim.Terms{}, at, err
	}
	set, err := at.rules(rules.Dates{})
	if err != nil {
		return claim.Terms{}, at, err
	}
	t, err := claim.TermsOf(set, at.region)
	return t, at, err
}

// answerBy is the last day for a written answer; empty when no such clock runs.
func (a *App) answerBy(r storage.Reader, site string, labelled bool, by message.Channel, receivedMS int64) (string, error) {
	if !labelled || !claim.Written(by) {
		return "", nil
	}
	t, at, err := a.claimTerms(r, site)
	if err != nil {
		return "", err
	}
	return t.AnswerBy(labelled, true, civil.At(receivedMS, at.zone)).String(), nil
}

// HearInput is more about the same matter.
type HearInput struct {
	ID     journal.EntityID  `json:"id"`
	Thread *journal.EntityID `json:"thread,omitempty" doc:"the conversation in which it was said"`
	SaidInput
}

// HearClaim logs more about the same matter: it stays one file with one clock.
func (a *App) HearClaim(ctx context.Context, call Call, in *HearInput) (Result, error) {
	return a.onClaim(ctx, call, kind.ClaimHeard, in.ID, func(r storage.Reader, now views.Claim, d *draft) (any, error) {
		said := in.SaidInput
		if in.Thread != nil {
			t, err := a.views.Thread(r, *in.Thread)
			if err != nil {
				return nil, fault.New(fault.NotFound, "thread", "what", "thread").Because(err)
			}
			said = matter{first: asked(t)}.fill(said)
			d.also(kind.Thread, *in.Thread)
		}
		f := claim.HeardFacts{Channel: said.Channel, ReceivedMS: a.orNow(said.ReceivedMS), Wish: said.Wish, WishCents: said.WishCents}
		if said.Loss != (claim.Loss{}) {
			f.Loss = &said.Loss
		}
		if err := claim.CheckHeard(f, said.box()); err != nil {
			return nil, err
		}
		d.box(in.ID, journal.File, said.box())
		var err error
		f.AnswerBy, err = a.answerBy(r, now.Site, now.Labelled, f.Channel, f.ReceivedMS)
		return f, err
	})
}

// ClaimAnswerInput is an answer of ours.
type ClaimAnswerInput struct {
	ID      journal.EntityID `json:"id"`
	Channel message.Channel  `json:"channel" doc:"by which the customer heard it"`
	AtMS    int64            `json:"at_ms,omitempty" doc:"now when empty"`
	Words   string           `json:"words"`
}

// AnswerClaim logs an answer. The first one stops the clock.
func (a *App) AnswerClaim(ctx context.Context, call Call, in *ClaimAnswerInput) (Result, error) {
	f, box := claim.AnsweredFacts{Channel: in.Channel, AtMS: a.orNow(in.AtMS)}, claim.WordsBox{Words: in.Words}
	if err := claim.CheckAnswered(f, box); err != nil {
		return Result{}, err
	}
	return a.onClaim(ctx, call, kind.ClaimAnswered, in.ID, func(_ storage.Reader, _ views.Claim, d *draft) (any, error) {
		d.box(in.ID, journal.File, box)
		return f, nil
	})
}

// LinkClaimInput says what a claim is about.
type LinkClaimInput struct {
	ID journal.EntityID `json:"id"`
	MatterInput
}

// LinkClaim says what a claim is about.
func (a *App) LinkClaim(ctx context.Context, call Call, in *LinkClaimInput) (Result, error) {
	return on(ctx, a, call, kind.ClaimLinked, a.ofClaim(in.ID), func(r storage.Reader, _ views.Claim, d *draft) (any, error) {
		if in.MatterInput == (MatterInput{}) {
			return nil, fault.New(fault.Missing, "repair")
		}
		_, err := a.matter(r, in.MatterInput, d)
		return claim.LinkedFacts{Receipt: in.Receipt}, err
	})
}
