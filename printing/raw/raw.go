// Package raw brings documents to printers that take bytes as they are: network
// printers at port 9100 and device files. It asks them how they are before and
// while they print, in the language they answer in, and believes that a document
// is out when the printer says so. From one that answers nothing it only knows
// that it took everything.
package raw

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"net"
	"os"
	"syscall"
	"time"

	"etabli/printing/spool"
)

// Times are how long a Way waits for what.
type Times struct {
	Dial   time.Duration // until a connection stands
	Answer time.Duration // until a printer says how it is
	Poll   time.Duration // between two questions while it prints
	Stall  time.Duration // without a sign of life, until that is told
	GiveUp time.Duration // without a sign of life, until a person must say
	Close  time.Duration // until a printer that answers nothing ends the connection
}

// Usual are the times for real printers.
var Usual = Times{
	Dial: 5 * time.Second, Answer: 3 * time.Second, Poll: 2 * time.Second,
	Stall: 10 * time.Second, GiveUp: 2 * time.Minute, Close: 10 * time.Second,
}

// Way is the way out over connections of one kind. It implements spool.Way.
type Way struct {
	times Times
	dial  func(ctx context.Context, address string) (io.ReadWriteCloser, error)
}

// Network is the way to network printers; addresses are host:port.
func Network(t Times) *Way {
	return &Way{times: t, dial: func(ctx context.Context, address string) (io.ReadWriteCloser, error) {
		var d net.Dialer
		return d.DialContext(ctx, "tcp", address)
	}}
}

// Device is the way to device files; addresses are paths.
func Device(t Times) *Way {
	return &Way{times: t, dial: func(_ context.Context, path string) (io.ReadWriteCloser, error) {
		info, err := os.Stat(path)
		if err == nil && info.Mode()&(fs.ModeDevice|fs.ModeCharDevice|fs.ModeNamedPipe|fs.ModeSocket) == 0 {
			err = &spool.Trouble{Reason: spool.UnknownPrinter, Cause: errors.New("no device file")}
		}
		if err != nil {
			return nil, err
		}
		return os.OpenFile(path, os.O_RDWR|noTerminal, 0)
	}}
}

// open connects; an error is a *spool.Trouble.
func (w *Way) open(ctx context.Context, address string) (io.ReadWriteCloser, error) {
	ctx, cancel := context.WithTimeout(ctx, w.times.Dial)
	defer cancel()
	conn, err := w.dial(ctx, address)
	var known *spool.Trouble
	switch {
	case err == nil:
		return conn, nil
	case errors.As(err, &known):
		return nil, known
	case errors.Is(err, fs.ErrPermission):
		return nil, &spool.Trouble{Reason: spool.Denied, Cause: err}
	case errors.Is(err, syscall.EBUSY):
		return nil, &spool.Trouble{Reason: spool.Busy, Cause: err}
	}
	return nil, &spool.Trouble{Reason: spool.Offline, Cause: err}
}

// Claim asks the printer how it is, if it is one that answers.
func (w *Way) Claim(ctx context.Context, t spool.Task) (string, error) {
	conn, err := w.open(ctx, t.Printer.Address)
	if err != nil {
		return "", err
	}
	s := begin(conn, speech(t.Printer.Answers))
	defer s.end()
	if s.talk.question == nil {
		return "", nil
	}
	if !s.write(ctx, s.talk.question(), w.times.Answer) {
		return "", &spool.Trouble{Reason: spool.Stalled}
	}
	state, ok := s.hear(ctx, w.times.Answer)
	switch {
	case !ok:
		return "", &spool.Trouble{Reason: spool.Offline, Cause: errors.New("no answer")}
	case state.reason != "":
		return "", &spool.Trouble{Reason: state.reason}
	}
	return "", nil
}

// Ask cannot know: a connection that is over says nothing more.
func (w *Way) Ask(context.Context, spool.Task) (spool.Progress, error) {
	return spool.Progress{Standing: spool.Unknown}, nil
}

// Cancel cannot call bytes back.
func (w *Way) Cancel(ctx context.Context, t spool.Task) (spool.Progress, error) { return w.Ask(ctx, t) }

// Send writes the document and waits until the printer has worked it off.
func (w *Way) Send(ctx context.Context, t spool.Task) spool.Progress {
	conn, err := w.reopen(ctx, t.Printer.Address)
	if err != nil {
		return spool.Progress{Standing: spool.NotArrived, Reason: spool.ReasonOf(err)}
	}
	s := begin(conn, speech(t.Printer.Answers))
	defer s.end()
	s.note = t.Note
	if !s.hand(ctx, append(t.Content[:len(t.Content):len(t.Content)], s.talk.last...), w.times) {
		return s.broken()
	}
	if s.talk.question == nil {
		return s.part(ctx, w.times)
	}
	return s.follow(ctx, w.times)
}

// reopen connects for a while: printers of one connection need a moment after
// the question whether they are ready.
func (w *Way) reopen(ctx context.Context, address string) (io.ReadWriteCloser, error) {
	const pause = 200 * time.Millisecond
	for waited := time.Duration(0); ; waited += pause {
		conn, err := w.open(ctx, address)
		if err == nil || waited >= w.times.Dial {
			return conn, err
		}
		select {
		case <-ctx.Done():
			return nil, err
		case <-time.After(pause):
		}
	}
}
