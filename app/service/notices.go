package service

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"

	"etabli/app/domain/civil"
	"etabli/app/domain/claim"
	"etabli/app/domain/customer"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/ladder"
	"etabli/app/domain/message"
	"etabli/app/domain/opinion"
	"etabli/app/domain/repair"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// notice is one thing that happened of which its customer is told.
type notice struct {
	event message.Event
	of    journal.EntityID // what it happened to
	nth   string           // which time, of those it can happen
	atMS  int64
	file  views.Repair
	more  func(w Words) []string // what its words mention beside the file
	step  ladder.Step            // of a reminder: the rung of the ladder that it is
	asks  bool                   // whether all is well: the customer is not asked again for a while
}

// TellCustomers tells customers what happened to the files and claims that
// changed, as their shops want it, and answers how many were told. Each is told
// once, whoever asks how often.
func (a *App) TellCustomers(ctx context.Context, by []message.Channel, changed []journal.Entity) (told int, err error) {
	for _, e := range changed {
		if t := uint8(e.Type); t == kind.Visit || t == kind.Parcel || t == kind.Claim {
			n, err := a.tellWords(ctx, by, e)
			if told += n; err != nil {
				return told, err
			}
		}
	}
	n, err := a.tellEvents(ctx, by, changed)
	return told + n, err
}

func (a *App) tellEvents(ctx context.Context, by []message.Channel, changed []journal.Entity) (int, error) {
	return a.tellAll(ctx, by, func(r storage.Reader) ([]notice, error) {
		var out []notice
		for _, e := range changed {
			var more []notice
			var err error
			switch uint8(e.Type) {
			case kind.Repair:
				more, err = a.noticesOf(r, e.ID)
			case kind.Claim:
				more, err = a.refundsOf(r, e.ID)
			}
			if err != nil && !errors.Is(err, storage.ErrNotFound) {
				return nil, err
			}
			out = append(out, more...)
		}
		return out, nil
	})
}

// TellDue tells customers what comes with the days: devices that nobody fetched,
// loaners that have to come back.
func (a *App) TellDue(ctx context.Context, by []message.Channel) (int, error) {
	return a.tellAll(ctx, by, a.noticesDue)
}

func (a *App) tellAll(ctx context.Context, by []message.Channel, find func(storage.Reader) ([]notice, error)) (told int, err error) {
	all, err := read(ctx, a, find)
	if err != nil {
		return 0, err
	}
	for _, n := range all {
		done, err := a.tell(ctx, by, n)
		if err != nil {
			return told, err
		}
		told += done
	}
	return told, nil
}

// noticesOf is what happened to a file that customers can be told of.
func (a *App) noticesOf(r storage.Reader, id journal.EntityID) ([]notice, error) {
	file, err := a.views.Repair(r, id)
	if err != nil {
		return nil, err
	}
	var out []notice
	for _, t := range file.Timeline {
		if kind.Kind(t.Kind) == kind.RepairReceived && t.Applied {
			out = append(out, notice{event: message.TakenIn, of: id, atMS: t.AtMS, file: file})
		}
	}
	if file.Status == repair.QuoteSent && file.Quote != nil {
		for _, t := range file.Timeline {
			if kind.Kind(t.Kind) == kind.RepairQuoted && t.Args["version"] == strconv.Itoa(file.Quote.Version) {
				out = append(out, notice{event: message.Quoted, of: id, nth: t.Ref.String(), atMS: t.AtMS, file: file})
			}
		}
	}
	if file.Status == repair.Ready && file.ReadyMS != 0 {
		out = append(out, notice{event: message.Ready, of: id, nth: strconv.FormatInt(file.ReadyMS, 10), atMS: file.ReadyMS, file: file})
	}
	if late := file.PromiseMoved; late.Later() && file.Status.Scope() == repair.Open {
		out = append(out, notice{event: message.Delayed, of: id, nth: late.Ref.String(), atMS: late.AtMS, file: file, more: func(w Words) []string {
			return []string{"date", w.Date(late.To), "reason", because(w, cmp.Or(late.Why, repair.WhyOf(file.Status)))}
		}})
	}
	return out, nil
}

// because says why a promised day moved, as far as somebody or its status said.
func because(w Words, why repair.Why) string {
	if why == "" {
		return ""
	}
	return w.T("promise.why."+string(why)) + " "
}

// refundsOf are the refunds of a claim that have left us.
func (a *App) refundsOf(r storage.Reader, id journal.EntityID) ([]notice, error) {
	c, err := a.views.Claim(r, id)
	if err != nil || c.Repair.IsZero() {
		return nil, err
	}
	file, err := a.views.Repair(r, c.Repair)
	if err != nil {
		return nil, err
	}
	at, err := a.lawAt(r, file.Site)
	if err != nil {
		return nil, err
	}
	var out []notice
	for _, o := range c.Offers {
		refund := o.Refund
		if refund == nil || refund.State != claim.RefundExecuted {
			continue
		}
		out = append(out, notice{event: message.Refunded, of: id, nth: strconv.Itoa(o.N), atMS: refund.AtMS, file: file, more: func(w Words) []string {
			return []string{"sum", w.Money(refund.Cents, cmp.Or(file.Currency, defaultCurrency)), "date", w.Date(civil.At(refund.AtMS, at.zone).String())}
		}})
	}
	return out, nil
}

// tell tells one customer of one thing, unless their shop does not want it, they
// do not, or it is too long ago; it answers how many were told.
func (a *App) tell(ctx context.Context, by []message.Channel, n notice) (int, error) {
	call := Call{ID: journal.CommandIDFrom("notice", string(n.event), n.of.String(), n.nth)}
	told := false
	out, err := a.commit(ctx, call, func(r storage.Reader) (*journal.Draft, error) {
		says, err := a.views.SaysItself(r, n.file.Site)
		set := says.Notices[n.event]
		if err != nil || !set.On || n.atMS < set.SinceMS || n.atMS < a.now().UnixMilli()-message.KeepTryingMS || n.file.CustomerID.IsZero() {
			return nil, err
		}
		d, err := a.noticeDraft(r, call, by, n, set)
		told = d != nil
		return d, err
	}, nil)
	if err == nil && (n.step != "" || n.asks) && (told || out.Repeated) {
		err = a.afterTold(ctx, call, n)
	}
	if err != nil || !told || out.Repeated {
		return 0, err
	}
	return 1, nil
}

// afterTold records what a message was beside a message, once, also when the program
// ended after it and before this: a rung of the ladder, or the one invitation that a
// customer gets in a while.
func (a *App) afterTold(ctx context.Context, told Call, n notice) error {
	way, err := read(ctx, a, func(r storage.Reader) (message.Channel, error) {
		t, err := a.views.Thread(r, noticesThread(n.file.ID))
		for _, l := range slices.Backward(t.Lines) {
			if !l.Inbound && l.Automatic {
				return l.Channel, err // the last one is this one
			}
		}
		return "", err
	})
	if err != nil || way == "" {
		return err
	}
	if n.asks {
		_, err = a.AskOpinion(ctx, Call{ID: journal.CommandIDFrom("notice asks", told.ID.String())}, &AskOpinionInput{ID: n.of, Channel: way})
		if errors.Is(err, fault.New(opinion.AskedLately, "")) || errors.Is(err, fault.New(opinion.Objects, "")) || errors.Is(err, fault.New(opinion.NotOver, "")) {
			return nil // somebody asked, or said no, meanwhile
		}
		return err
	}
	in := &RemindInput{ID: n.of, Step: n.step, Channel: string(way)}
	_, err = a.Remind(ctx, Call{ID: journal.CommandIDFrom("notice step", told.ID.String())}, in)
	if errors.Is(err, fault.New(NotAllowed, "")) {
		return nil // it was fetched meanwhile
	}
	return err
}

// noticesThread is the one conversation in which a file's notices stand.
func noticesThread(file journal.EntityID) journal.EntityID {
	return journal.NewEntityID(journal.CommandIDFrom("notices", file.String()), 0)
}

// noticeDraft is the message about one thing; nil when no machine may tell it.
func (a *App) noticeDraft(r storage.Reader, call Call, by []message.Channel, n notice, set message.NoticeFacts) (*journal.Draft, error) {
	of, err := a.views.Customer(r, n.file.CustomerID)
	if err != nil || of.Name == "" { // who was erased is told nothing
		return nil, err
	}
	phone := customer.NormalisePhone(of.Phone)
	shelved, err := a.views.ShelvedNumber(r, n.file.CustomerID, phone)
	if err != nil {
		return nil, err
	}
	way, ok := message.Told{TellBy: of.TellBy, Mobile: customer.Mobile(phone) && !shelved, Email: of.Email != "", Carriers: by}.Way(set.By)
	if !ok {
		return nil, nil
	}
	goes := message.Placing{File: n.file.ID.String(), Customer: n.file.CustomerID.String()}
	facts := message.SentFacts{
		Channel: way, SentMS: a.now().UnixMilli(), Template: string(n.event), Language: cmp.Or(of.Language, "fr"),
		Automatic: true, Site: n.file.Site, Event: n.event,
	}
	var more []string
	if n.more != nil {
		more = n.more(a.words(facts.Language))
	}
	subject, words, err := a.fill(r, facts.Template, facts.Language, goes, more...)
	if err != nil {
		return nil, err
	}
	box := message.TextBox{Subject: subject, Text: words}
	if err := message.CheckSent(facts, box); err != nil {
		return nil, err
	}
	id := noticesThread(n.file.ID)
	d := newDraft(call, kind.MessageSent, entity(kind.Thread, id))
	d.Version = 2
	if err := d.linked(goes); err != nil {
		return nil, err
	}
	d.box(id, journal.File, box)
	return d.with(facts)
}
