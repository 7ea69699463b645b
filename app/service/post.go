package service

import (
	"cmp"
	"context"
	"errors"
	"regexp"
	"slices"
	"strconv"

	"etabli/app/domain/customer"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/message"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// Letter is a message of ours that is not out yet, with all that its carrier
// needs to know.
type Letter struct {
	views.Outgoing
	To       string // telephone as E.164, or address; empty when nobody knows
	ToName   string
	Shop     string
	Subject  string
	Text     string
	Language string
	Answers  string // the carrier's own name of the message that it answers
	Stop     string // address at which its reader ends such messages; may be empty
	DueMS    int64  // not before then
	Barred   message.Reason
}

// Letters are the messages by a channel, said since a moment, that are not out
// yet.
func (a *App) Letters(ctx context.Context, c message.Channel, sinceMS int64) ([]Letter, error) {
	return read(ctx, a, func(r storage.Reader) ([]Letter, error) {
		waiting, err := a.views.Outgoing(r, c, sinceMS)
		if err != nil {
			return nil, err
		}
		out := make([]Letter, 0, len(waiting))
		for _, o := range waiting {
			l, err := a.letter(r, o)
			if err != nil {
				return nil, err
			}
			out = append(out, l)
		}
		slices.SortStableFunc(out, func(x, y Letter) int { return cmp.Compare(x.AtMS, y.AtMS) })
		return out, nil
	})
}

func (a *App) letter(r storage.Reader, o views.Outgoing) (Letter, error) {
	l := Letter{Outgoing: o, Language: "fr"}
	t, err := a.views.Thread(r, o.Thread)
	if err != nil {
		return l, err
	}
	var of views.Customer
	if !t.Customer.IsZero() {
		if of, err = a.views.Customer(r, t.Customer); err != nil && !errors.Is(err, storage.ErrNotFound) {
			return l, err
		}
		l.ToName, l.Language = of.Name, cmp.Or(of.Language, l.Language)
	}
	l.To = reachedBy(o.Channel, of)
	asked, before := "", t.Lines
	for n, line := range t.Lines {
		if line.Ref == o.Ref {
			l.Subject, l.Text, before = line.Subject, line.Text, t.Lines[:n]
			break
		}
		if to := message.Key(line.Channel, line.From); to != "" && line.Inbound && line.Channel == o.Channel && line.Weight != message.Spam {
			l.To, l.Answers, asked = to, line.Source, line.Subject // it goes where they wrote from
		}
	}
	if err := a.fromShop(r, t, &l); err != nil {
		return l, err
	}
	l.entitle(a.words, asked, t.Number)
	l.bar(of, before)
	a.canStop(&l, t.Customer)
	return l, nil
}

// entitle gives an e-mail that has no subject the one it answers, or the shop's.
func (l *Letter) entitle(words func(string) Words, asked, number string) {
	switch {
	case l.Channel != message.Email || l.Subject != "":
	case asked != "":
		l.Subject = "Re: " + reply.ReplaceAllString(asked, "")
	case words != nil && number != "":
		l.Subject = words(l.Language).T("post.subject_of", "shop", l.Shop, "number", number)
	case words != nil:
		l.Subject = words(l.Language).T("post.subject", "shop", l.Shop)
	}
}

// reply is how subjects of answers begin.
var reply = regexp.MustCompile(`^(?i:\s*(re|aw|rép)\s*:\s*)+`)

// reachedBy is where a channel reaches a customer.
func reachedBy(c message.Channel, of views.Customer) string {
	if c == message.SMS {
		return customer.NormalisePhone(of.Phone)
	}
	return of.Email
}

// fromShop says in whose name a letter goes, and not before when.
func (a *App) fromShop(r storage.Reader, t views.Thread, l *Letter) error {
	c, err := a.views.Calendar(r, t.Site)
	if err != nil {
		return err
	}
	sites, err := a.views.Sites(r)
	l.Shop = t.Site
	for _, s := range sites {
		if s.Code == t.Site {
			l.Shop = s.Name
		}
	}
	l.DueMS = max(l.AtMS, l.Carried.NextMS)
	if message.Rings(l.Channel, l.Automatic) {
		quiet, err := a.quiet(r, t.Site)
		if err != nil {
			return err
		}
		now := max(l.DueMS, a.now().UnixMilli())
		if l.DueMS = quiet.Until(now, c.Hours); l.ByMS != 0 && l.DueMS > l.ByMS-heedMS {
			l.DueMS = now
		}
	}
	return err
}

// heedMS is how long before its slot begins a customer has to hear that it moved.
const heedMS = 3600 * 1000

// bar says why a letter must not go at all: nobody knows where to, its reader has
// stopped messages meanwhile, or has objected to be asked how it went.
func (l *Letter) bar(of views.Customer, before []views.ThreadLine) {
	switch {
	case l.To == "":
		l.Barred = message.NoAddress
	case !wants(of, message.SentFacts{Channel: l.Channel, Automatic: l.Automatic, Owed: l.Owed}, before):
		l.Barred = message.Unwanted
	case l.Event == message.AllWell && objects(of):
		l.Barred = message.NoConsent
	}
}

// canStop has an e-mail that nobody wrote say how to get no more of them.
func (a *App) canStop(l *Letter, of journal.EntityID) {
	if a.stopLink == nil || of.IsZero() || l.Channel != message.Email || !l.Automatic {
		return
	}
	if l.Stop = a.stopLink(of); l.Stop != "" && a.words != nil {
		l.Text += "\n\n" + a.words(l.Language).T("post.stop", "link", l.Stop)
	}
}

// ErrCarriedElse says that a letter is in other hands, or out.
var ErrCarriedElse = errors.New("service: the letter is not there to be carried any more")

// GiveToCarrier records, before anything leaves, that a letter is about to go.
// One that another process has taken answers ErrCarriedElse.
func (a *App) GiveToCarrier(ctx context.Context, l Letter) error {
	out, err := a.carried(ctx, l, message.CarriedFacts{State: message.Trying, Try: l.Carried.Try + 1}, message.Carriage.Goes)
	if err == nil && out.Repeated {
		err = ErrCarriedElse
	}
	return err
}

// Carried records what became of a letter.
func (a *App) Carried(ctx context.Context, l Letter, f message.CarriedFacts) error {
	_, err := a.carried(ctx, l, f, func(c message.Carriage) bool { return c.Goes() || c == message.Trying })
	if errors.Is(err, ErrCarriedElse) {
		return nil // it was recorded already
	}
	return err
}

// carried commits what became of a line, once for each state of each try.
func (a *App) carried(ctx context.Context, l Letter, f message.CarriedFacts, from func(message.Carriage) bool) (Result, error) {
	f.Chain, f.Seq, f.AtMS = l.Ref.Chain[:], l.Ref.Seq, a.now().UnixMilli()
	if err := f.Check(); err != nil {
		return Result{}, err
	}
	call := Call{ID: journal.CommandIDFrom("carried", l.Ref.String(), strconv.Itoa(f.Try), string(f.State), strconv.FormatInt(l.Carried.AtMS, 10))}
	return a.commit(ctx, call, func(r storage.Reader) (*journal.Draft, error) {
		line, err := a.lineOf(r, l.Thread, l.Ref)
		if err != nil {
			return nil, err
		}
		if !from(carriageOf(line)) {
			return nil, ErrCarriedElse
		}
		return newDraft(call, kind.MessageCarried, entity(kind.Thread, l.Thread)).with(f)
	}, nil)
}

func carriageOf(line views.ThreadLine) message.Carriage {
	if line.Carried == nil {
		return message.InPost
	}
	return line.Carried.State
}

// lineOf is a line of a thread that headquarters carries.
func (a *App) lineOf(r storage.Reader, thread journal.EntityID, ref journal.Ref) (views.ThreadLine, error) {
	t, err := a.views.Thread(r, thread)
	if err != nil {
		return views.ThreadLine{}, fault.New(fault.NotFound, "thread", "what", "thread").Because(err)
	}
	for _, line := range t.Lines {
		if line.Ref == ref && !line.Inbound && line.Channel.Carried() && !line.Unheard {
			return line, nil
		}
	}
	return views.ThreadLine{}, fault.New(fault.NotFound, "line", "what", "message")
}

// OutcomeInput decides about a message that did not go by itself.
type OutcomeInput struct {
	Thread journal.EntityID `json:"thread"`
	Line   journal.Ref      `json:"line" doc:"ref of the message in its thread"`
	Then   message.Carriage `json:"then" doc:"again: send it once more; sent: it arrived; dropped: let it be"`
}

// SettleOutcome decides what becomes of a message whose sending is in doubt or
// was given up. Nothing that may have gone goes again unless a person says so.
func (a *App) SettleOutcome(ctx context.Context, call Call, in *OutcomeInput) (Result, error) {
	if in.Then != message.Again && in.Then != message.Sent && in.Then != message.Dropped {
		return Result{}, fault.New(fault.Malformed, "then", "expected", "again, sent, dropped")
	}
	return on(ctx, a, call, kind.MessageCarried, a.inThread(in.Thread), func(r storage.Reader, _ views.Thread, _ *draft) (any, error) {
		line, err := a.lineOf(r, in.Thread, in.Line)
		if err != nil {
			return nil, err
		}
		if now := carriageOf(line); !now.Stuck() && (now != message.Failed || in.Then == message.Again) {
			return nil, fault.New(message.NotStuck, "line")
		}
		nowMS := a.now().UnixMilli()
		return message.CarriedFacts{Chain: in.Line.Chain[:], Seq: in.Line.Seq, State: in.Then, AtMS: nowMS, Try: line.Carried.Try}, nil
	})
}
