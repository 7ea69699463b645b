package service

import (
	"context"
	"errors"
	"math"
	"slices"

	"etabli/app/domain/kind"
	"etabli/app/domain/message"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// spoken is what somebody decided that a customer is told, in their words.
type spoken struct {
	site           string
	file, customer journal.EntityID
	told           []views.Words
	owed           message.Owed
}

func (a *App) spoken(r storage.Reader, of journal.Entity) (spoken, error) {
	switch uint8(of.Type) {
	case kind.Visit:
		v, err := a.views.Visit(r, of.ID)
		return spoken{v.Site, v.Repair, v.Customer, v.Told, ""}, err
	case kind.Parcel:
		p, err := a.views.Parcel(r, of.ID)
		return spoken{p.Site, p.Repair, p.Customer, p.Told, ""}, err
	}
	c, err := a.views.Claim(r, of.ID)
	if err != nil {
		return spoken{}, err
	}
	told, err := a.views.ClaimWritten(r, of.ID)
	return spoken{c.Site, c.Repair, c.Customer, told, message.OwedClaim}, err
}

// tellWords carries the words with which somebody moved or called off a visit or a
// parcel, or confirmed a decision about a claim, to its customer, each once, when the
// way they chose is one of ours. Who runs late writes from the road and is not
// repeated.
func (a *App) tellWords(ctx context.Context, by []message.Channel, of journal.Entity) (told int, err error) {
	about, err := read(ctx, a, func(r storage.Reader) (spoken, error) { return a.spoken(r, of) })
	if errors.Is(err, storage.ErrNotFound) {
		return 0, nil
	}
	for _, w := range about.told {
		if err != nil {
			return told, err
		}
		way := message.Channel(w.By)
		if w.Lag || w.Words == "" || !way.Carried() || !slices.Contains(by, way) || w.AtMS < a.now().UnixMilli()-message.KeepTryingMS {
			continue
		}
		var done int
		done, err = a.tellChange(ctx, of.ID, about, w)
		told += done
	}
	return told, err
}

func (a *App) tellChange(ctx context.Context, of journal.EntityID, about spoken, w views.Words) (int, error) {
	call := Call{ID: journal.CommandIDFrom("changed", of.String(), w.Ref.String())}
	sent := false
	out, err := a.commit(ctx, call, func(r storage.Reader) (*journal.Draft, error) {
		if about.customer.IsZero() {
			return nil, nil
		}
		to, err := a.views.Customer(r, about.customer)
		if err != nil || to.Name == "" { // who was erased is told nothing
			return nil, err
		}
		facts := message.SentFacts{
			Channel: message.Channel(w.By), SentMS: a.now().UnixMilli(), Language: to.Language,
			Automatic: true, Site: about.site, Event: message.Changed, ByMS: w.Was.FromMS, Owed: about.owed,
		}
		box := message.TextBox{Text: w.Words}
		if err := message.CheckSent(facts, box); err != nil {
			return nil, err
		}
		id := noticesThread(about.customer)
		goes := message.Placing{Customer: about.customer.String()}
		if !about.file.IsZero() {
			id, goes.File = noticesThread(about.file), about.file.String()
		}
		d := newDraft(call, kind.MessageSent, entity(kind.Thread, id))
		d.Version = 2
		if err := d.linked(goes); err != nil {
			return nil, err
		}
		d.box(id, journal.File, box)
		sent = true
		return d.with(facts)
	}, nil)
	if err != nil || !sent || out.Repeated {
		return 0, err
	}
	return 1, nil
}

// VisitsOfFile are the visits about a file, the earliest first.
func (a *App) VisitsOfFile(ctx context.Context, file journal.EntityID) ([]views.Visit, error) {
	return read(ctx, a, func(r storage.Reader) ([]views.Visit, error) {
		return a.views.VisitsOf(r, "repair/"+file.String(), 0, math.MaxInt64)
	})
}
