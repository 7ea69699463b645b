package post

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"etabli/app/domain/message"
	"etabli/app/service"
	"etabli/storage/journal"
)

// Carrier takes messages of one channel out.
type Carrier interface {
	Channel() message.Channel
	// Knows tells whether the carrier knows what it has by the name of ours, so
	// that the same letter given twice goes once.
	Knows() bool
	// Open makes the carrier ready. An error says that nothing can leave for now.
	Open(ctx context.Context) (Way, error)
}

// Way is a carrier that is ready.
type Way interface {
	// Carry hands one letter over and says what came of it: sent, failed,
	// given_up, or doubtful when nobody can know.
	Carry(ctx context.Context, l service.Letter) message.CarriedFacts
	Close()
}

// Desk is what the office asks of the use cases.
type Desk interface {
	Letters(ctx context.Context, c message.Channel, sinceMS int64) ([]service.Letter, error)
	GiveToCarrier(ctx context.Context, l service.Letter) error
	Carried(ctx context.Context, l service.Letter, f message.CarriedFacts) error
}

// Since says from when on messages are carried.
type Since struct {
	FirstMS int64 // before it, nothing is touched: it was said in other ways
	// SureMS is when headquarters last lost its memory. Of what was said between
	// the two nobody knows whether it went.
	SureMS int64
}

// Options are what an Office works with.
type Options struct {
	Desk    Desk
	Carrier Carrier
	Watch   func(func([]journal.Entity)) (stop func())
	Since   Since
	// Alone tells that no other process carries: what it finds given to a carrier,
	// nobody is carrying.
	Alone bool
	Now   func() time.Time
	Log   *slog.Logger
}

// Office carries what waits, whenever something is recorded or comes due.
type Office struct {
	Options
	mine map[journal.Ref]bool // given to the carrier by this process, answer not recorded
}

// New makes an office.
func New(o Options) *Office { return &Office{Options: o, mine: map[journal.Ref]bool{}} }

// rest is the longest pause between two looks; calm is that after an error.
const (
	rest = 5 * time.Minute
	calm = 30 * time.Second
)

// Run carries until ctx ends.
func (o *Office) Run(ctx context.Context) error {
	wake := make(chan struct{}, 1)
	stop := o.Watch(func([]journal.Entity) {
		select {
		case wake <- struct{}{}:
		default: // it will look anyway
		}
	})
	defer stop()
	for {
		pause := o.turn(ctx)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-wake:
		case <-time.After(pause):
		}
	}
}

// turn carries what is due and answers how long nothing will be.
func (o *Office) turn(ctx context.Context) time.Duration {
	next, err := o.Carry(ctx)
	if err != nil && ctx.Err() == nil {
		o.Log.Warn("post", "channel", string(o.Carrier.Channel()), "error", err)
		return calm
	}
	if next.IsZero() {
		return rest
	}
	return max(min(next.Sub(o.Now()), rest), time.Second)
}

// Carry carries what is due now, and answers when something is due next.
func (o *Office) Carry(ctx context.Context) (next time.Time, err error) {
	letters, err := o.Desk.Letters(ctx, o.Carrier.Channel(), o.Since.FirstMS)
	if err != nil {
		return next, err
	}
	var due []service.Letter
	for _, l := range letters {
		nowMS := o.Now().UnixMilli()
		switch f, ended := o.judge(l, nowMS); {
		case ended:
			if err := o.Desk.Carried(ctx, l, f); err != nil {
				return next, err
			}
			next = sooner(next, f.NextMS)
		case l.Carried.State == message.Trying:
			next = sooner(next, l.Carried.AtMS+message.LostMS)
		case l.DueMS > nowMS:
			next = sooner(next, l.DueMS)
		default:
			due = append(due, l)
		}
	}
	if len(due) == 0 {
		return next, nil
	}
	way, err := o.Carrier.Open(ctx)
	if err != nil {
		return next, err
	}
	defer way.Close()
	for _, l := range due {
		if ctx.Err() != nil {
			return next, ctx.Err()
		}
		nextMS, err := o.carry(ctx, way, l)
		if err != nil {
			return next, err
		}
		next = sooner(next, nextMS)
		if nextMS == broken {
			break // the line is gone: the others wait for the next one
		}
	}
	return next, nil
}

// broken says, in place of the time of the next try, that the line to the
// carrier is gone.
const broken = 1

// judge ends what must not go, or of which nobody knows whether it went.
func (o *Office) judge(l service.Letter, nowMS int64) (f message.CarriedFacts, ended bool) {
	f = message.CarriedFacts{State: message.GivenUp, Try: l.Carried.Try}
	lost := o.Alone && !o.mine[l.Ref] || nowMS > l.Carried.AtMS+message.LostMS
	switch state := l.Carried.State; {
	case state == message.Trying && !lost:
		return f, false
	case state == message.Trying && o.Carrier.Knows():
		f.State, f.Reason, f.NextMS = message.Failed, message.AnswerLost, nowMS
	case state == message.Trying:
		f.State, f.Reason = message.Doubtful, message.AnswerLost
	case l.AtMS < o.Since.SureMS && state != message.Again:
		f.State, f.Reason = message.Doubtful, message.Restored
	case l.Barred != "":
		f.Reason = l.Barred
	case nowMS > l.AtMS+message.KeepTryingMS && state != message.Again:
		f.Reason = message.TooLate
	default:
		return f, false
	}
	return f, true
}

// carry gives one letter to the carrier and records what came of it, whether the
// program is being stopped or not.
func (o *Office) carry(ctx context.Context, way Way, l service.Letter) (nextMS int64, err error) {
	err = o.Desk.GiveToCarrier(ctx, l)
	if errors.Is(err, service.ErrCarriedElse) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	o.mine[l.Ref] = true
	f := way.Carry(ctx, l)
	f.Try = l.Carried.Try + 1
	if f.State == message.Failed {
		f.NextMS = max(f.NextMS, message.NextTry(f.Try, o.Now().UnixMilli()))
	}
	if err := o.Desk.Carried(context.WithoutCancel(ctx), l, f); err != nil {
		return 0, err // it stays given to the carrier: a doubt, after a while
	}
	delete(o.mine, l.Ref)
	if f.Reason == message.Unreachable || f.State == message.Doubtful {
		return broken, nil
	}
	return f.NextMS, nil
}

func sooner(at time.Time, ms int64) time.Time {
	if t := time.UnixMilli(ms); ms != 0 && (at.IsZero() || t.Before(at)) {
		return t
	}
	return at
}
