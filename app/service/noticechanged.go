package service

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

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
	visit          *views.Visit // that words about running late are about
}

func (a *App) spoken(r storage.Reader, of journal.Entity) (spoken, error) {
	switch uint8(of.Type) {
	case kind.Visit:
		v, err := a.views.Visit(r, of.ID)
		return spoken{v.Site, v.Repair, v.Customer, v.Told, "", &v}, err
	case kind.Parcel:
		p, err := a.views.Parcel(r, of.ID)
		return spoken{p.Site, p.Repair, p.Customer, p.Told, "", nil}, err
	}
	c, err := a.views.Claim(r, of.ID)
	if err != nil {
		return spoken{}, err
	}
	told, err := a.views.ClaimWritten(r, of.ID)
	return spoken{c.Site, c.Repair, c.Customer, told, message.OwedClaim, nil}, err
}

// tellWords carries the words with which somebody moved or called off a visit or a
// parcel, confirmed a decision about a claim or said that they run late, to its
// customer, each once, when the way they chose is one of ours. Of several delays the
// last one counts, while somebody still waits.
func (a *App) tellWords(ctx context.Context, by []message.Channel, of journal.Entity) (told int, err error) {
	about, err := read(ctx, a, func(r storage.Reader) (spoken, error) { return a.spoken(r, of) })
	if errors.Is(err, storage.ErrNotFound) {
		return 0, nil
	}
	for i, w := range about.told {
		if err != nil {
			return told, err
		}
		way := message.Channel(w.By)
		if w.Lag && !a.stillLate(about, i) || w.Words == "" || !way.Carried() || !slices.Contains(by, way) || w.AtMS < a.now().UnixMilli()-message.KeepTryingMS {
			continue
		}
		var done int
		done, err = a.tellChange(ctx, of.ID, about, w)
		told += done
	}
	return told, err
}

// stillLate tells whether a delay is the one that holds, and its customer waits.
func (a *App) stillLate(about spoken, i int) bool {
	v := about.visit
	return v != nil && v.Status.Ahead() && v.LateMinutes > 0 && i == len(about.told)-1 && a.now().UnixMilli() < v.Expected().ToMS
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
		if w.Lag {
			at, err := a.lawAt(r, about.site)
			if err != nil {
				return nil, err
			}
			words, when := a.words(cmp.Or(to.Language, "fr")), about.visit.Expected()
			box.Text += " " + words.T("template.expected", "from", words.Clock(when.FromMS, at.zone), "to", words.Clock(when.ToMS, at.zone))
			facts.ByMS = when.FromMS
		}
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

// ToldLate is when HQ wrote to the customer of a visit that somebody runs late, since
// that was last said; 0 while it did not.
func (a *App) ToldLate(ctx context.Context, id journal.EntityID) (int64, error) {
	return read(ctx, a, func(r storage.Reader) (int64, error) {
		v, err := a.views.Visit(r, id)
		if err != nil || len(v.Told) == 0 || !v.Told[len(v.Told)-1].Lag {
			return 0, err
		}
		said := v.Told[len(v.Told)-1]
		of := v.Customer
		if !v.Repair.IsZero() {
			of = v.Repair
		}
		t, err := a.views.Thread(r, noticesThread(of))
		if errors.Is(err, storage.ErrNotFound) {
			return 0, nil
		}
		for _, l := range t.Lines {
			if l.Automatic && !l.Inbound && l.Carried != nil && l.Carried.State == message.Sent && l.AtMS >= said.AtMS && strings.HasPrefix(l.Text, said.Words) {
				return l.Carried.AtMS, err
			}
		}
		return 0, err
	})
}

// VisitsOfFile are the visits about a file, the earliest first.
func (a *App) VisitsOfFile(ctx context.Context, file journal.EntityID) ([]views.Visit, error) {
	return read(ctx, a, func(r storage.Reader) ([]views.Visit, error) {
		return a.views.VisitsOfFile(r, file)
	})
}
