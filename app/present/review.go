package present

import (
	"context"
	"strings"

	"etabli/app/domain/kind"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// ReviewState is the list "À vérifier".
type ReviewState struct {
	Items   []ReviewCard
	Loading bool
	Empty   Empty
	Notice  Notice
}

// Reviews is what the list reads and does.
type Reviews interface {
	Changes
	Calls
	Settling
	Review(ctx context.Context) ([]views.ReviewItem, error)
}

// Review presents what has to be verified.
type Review struct {
	stay
	port Reviews
	show func(ReviewState)

	items  []views.ReviewItem
	known  bool
	busy   string // id of the item that is being settled
	notice Notice
	lane   lane
	pulse  *pulse
}

// NewReview makes the presenter of the list.
func NewReview(env Env, port Reviews, show func(ReviewState)) *Review {
	r := &Review{stay: stay{Env: env}, port: port, show: show}
	r.pulse = newPulse(env, frame, r.load)
	return r
}

// Enter shows the list and follows changes.
func (r *Review) Enter(ctx context.Context) {
	r.enter(ctx)
	r.watch(r.port, func([]journal.Entity) { r.pulse.kick() })
	r.until(r.pulse.rest)
	r.pulse.kick()
	r.publish()
}

// Leave ends it.
func (r *Review) Leave() { r.leave() }

// RetryPressed reads the list again.
func (r *Review) RetryPressed() {
	r.notice = Notice{}
	r.pulse.kick()
	r.publish()
}

func (r *Review) load() {
	ask(&r.stay, &r.lane, r.port.Review, func(items []views.ReviewItem, err error) {
		r.pulse.done()
		if err != nil {
			r.notice = r.retriable(err)
		} else {
			r.items, r.known = items, true
			if r.notice.Retry != "" {
				r.notice = Notice{}
			}
		}
		r.publish()
	})
}

// SideChosen settles an item with the value of one side. Both sides stay in
// the history of the file.
func (r *Review) SideChosen(id string, side int) {
	if r.busy != "" {
		return
	}
	for _, item := range r.items {
		if item.ID == id && side >= 0 && side < len(item.Sides) {
			r.settle(item, item.Sides[side].Choice)
			return
		}
	}
}

func (r *Review) settle(item views.ReviewItem, choice string) {
	call, err := r.port.NewCall(r.Desk.Staff)
	if err != nil {
		r.notice = r.Failure(err)
		r.publish()
		return
	}
	r.busy, r.notice = item.ID, Notice{}
	r.publish()
	act(&r.stay, func(ctx context.Context) (service.Result, error) {
		return r.port.Settle(ctx, call, &service.SettleInput{Item: item.ID, Choice: choice})
	}, func(_ service.Result, err error) {
		r.busy = ""
		if err != nil {
			r.notice = r.Failure(err)
		} else {
			r.notice = Notice{Tone: Good, Text: r.Words.T("review.settled")}
		}
		r.pulse.kick()
		r.publish()
	})
}

// FilePressed opens what an item is about: its file, else the place where it is seen to.
func (r *Review) FilePressed(id ID) {
	at := Route{Screen: CounterScreen, Repair: id}
	for _, item := range r.items {
		if item.Entity.ID != id {
			continue
		}
		switch uint8(item.Entity.Type) {
		case kind.Till:
			at = Route{Screen: TillScreen}
		case kind.Claim:
			at = Route{Screen: ClaimsScreen, Open: id}
		case kind.Parcel:
			at = Route{Screen: ParcelsScreen, Open: id}
		}
	}
	r.Go(at)
}

func (r *Review) publish() {
	s := ReviewState{Loading: !r.known && r.notice.IsZero(), Notice: r.notice}
	for _, item := range r.items {
		card := r.reviewCard(item)
		card.Busy = r.busy == item.ID
		s.Items = append(s.Items, card)
	}
	if r.known && len(r.items) == 0 {
		s.Empty = Empty{Title: r.Words.T("review.empty"), Text: r.Words.T("review.empty.text")}
	}
	r.show(s)
}

// reviewCard writes an item with its sides: what, who, where and when.
func (e Env) reviewCard(item views.ReviewItem) ReviewCard {
	card := ReviewCard{ID: item.ID, Repair: item.Entity.ID, Number: item.Number, Title: e.Words.T("rule." + ruleOf(item))}
	if item.Field != "" {
		card.Title += " · " + e.fieldName(item.Field)
	}
	for _, side := range item.Sides {
		parts := []string{e.when(side.AtMS)}
		if side.AuthorName != "" {
			parts = append([]string{side.AuthorName}, parts...)
		}
		if side.Device != "" {
			parts = append(parts, e.Words.T("review.device", "device", side.Device))
		}
		if k := side.Knew; k != nil {
			parts = append(parts, e.Words.T("review.knew", "what", e.sentence(k.What, k.Args), "when", e.when(k.AtMS)))
		}
		card.Sides = append(card.Sides, ReviewSide{
			Value: e.reviewValue(item, side), By: strings.Join(parts, " · "), Shown: side.Shown,
		})
	}
	return card
}

// ruleOf is the rule of an item by what it means there: of a voucher more was taken than it
// is worth.
func ruleOf(item views.ReviewItem) string {
	if item.Rule == "below_zero" && uint8(item.Entity.Type) == kind.Voucher {
		return "voucher_below_zero"
	}
	return item.Rule
}

// reviewValue writes what one side says in words; a status says how it came out.
func (e Env) reviewValue(item views.ReviewItem, side views.ReviewSide) string {
	if item.Field == "status" || item.Rule == "transition_conflict" || item.Rule == "not_applied" {
		if e.Words.Has("status." + side.Value) {
			words := e.Words.T("status." + side.Value)
			if side.Outcome != "" {
				words += " · " + e.Words.T("outcome."+side.Outcome)
			}
			return words
		}
	}
	return e.dated(side.Value)
}
