package journal

import (
	"context"
	"errors"
	"fmt"

	"etabli/storage"
)

// Command is an act that waits to be done. Plan decides from what it reads and
// has no other effect, for it may run again. It returns nil when there is
// nothing to do.
type Command struct {
	ID   CommandID
	Plan func(r storage.Reader) (*Draft, error)
}

// Outcome is how one command of several ended.
type Outcome struct {
	Receipt Receipt
	Err     error
}

// command is a Command on its way through the committer.
type command struct {
	Command
	ctx  context.Context
	done chan Outcome // takes one value
}

// Commit runs plan and puts the entry it decides on disk twice before it
// answers. Commands that wait at the same time share a transaction; plan sees
// those before it. A command id that was used before is answered with its old
// entry, Repeated set, and plan is not called. An error of plan is returned as it
// is. With ErrStopped the outcome is unknown: ask again, with the same id, after
// reopening. With ErrTooLarge or storage.ErrTooBig the entry exceeds a limit.
func (l *Log) Commit(ctx context.Context, id CommandID, plan func(r storage.Reader) (*Draft, error)) (Receipt, error) {
	c, err := l.enqueue(ctx, Command{ID: id, Plan: plan})
	if err != nil {
		return Receipt{}, err
	}
	return c.wait(l)
}

// CommitMany runs many commands, in order and with as few transactions as fit;
// each succeeds or fails alone. The error is that of the first command that
// could not be asked, or whose outcome is unknown; outcomes then cover only the
// commands before it.
func (l *Log) CommitMany(ctx context.Context, commands []Command) ([]Outcome, error) {
	outcomes := make([]Outcome, 0, len(commands))
	for len(commands) > 0 {
		some := commands[:min(len(commands), QueueCommands)]
		commands = commands[len(some):]
		done, err := l.commitSome(ctx, some)
		if outcomes = append(outcomes, done...); err != nil {
			return outcomes, err
		}
	}
	return outcomes, nil
}

// commitSome lets commands wait together, so that they meet in one transaction.
func (l *Log) commitSome(ctx context.Context, commands []Command) (outcomes []Outcome, err error) {
	waiting := make([]*command, 0, len(commands))
	var asked error
	for _, one := range commands {
		c, err := l.enqueue(ctx, one)
		if asked = err; err != nil {
			break
		}
		waiting = append(waiting, c)
	}
	for _, c := range waiting {
		receipt, failed := c.wait(l)
		if err == nil && unknown(failed) {
			err = failed
		}
		if err == nil {
			outcomes = append(outcomes, Outcome{receipt, failed})
		}
	}
	return outcomes, errors.Join(err, asked)
}

// unknown tells an error after which nobody knows what is on disk.
func unknown(err error) bool { return errors.Is(err, ErrStopped) || errors.Is(err, ErrClosed) }

func (l *Log) enqueue(ctx context.Context, one Command) (*command, error) {
	if one.ID.IsZero() {
		return nil, fmt.Errorf("%w: a command without an id", ErrMalformed)
	}
	if err := l.usable(); err != nil {
		return nil, err
	}
	c := &command{Command: one, ctx: ctx, done: make(chan Outcome, 1)}
	for {
		select {
		case l.queue <- c:
			return c, nil
		default: // it is full: help to empty it
		}
		select {
		case l.queue <- c:
			return c, nil
		case l.turn <- struct{}{}:
			l.lead()
		case <-ctx.Done():
			return nil, fmt.Errorf("journal: wait for the committer: %w", ctx.Err())
		case <-l.quit:
			return nil, ErrClosed
		}
	}
}

// wait returns the outcome. Whoever waits is the committer of all that wait,
// when nobody else is. It does not give up when the context ends: whether the
// command was done is then known a moment later, and the committer skips a
// command whose context ended before its turn.
func (c *command) wait(l *Log) (Receipt, error) {
	for {
		select {
		case o := <-c.done:
			return o.Receipt, o.Err
		default:
		}
		select {
		case o := <-c.done:
			return o.Receipt, o.Err
		case l.turn <- struct{}{}:
			l.lead()
		case <-l.finished:
			select {
			case o := <-c.done:
				return o.Receipt, o.Err
			default:
				return Receipt{}, ErrClosed
			}
		}
	}
}

// lead commits what waits already, up to the size of a group, and gives the turn
// back. Commands hold the turn for one group, so that each caller soon goes on
// with its own work.
func (l *Log) lead() {
	defer func() { <-l.turn }()
	select {
	case <-l.quit:
	case first := <-l.queue:
		l.commitGroup(l.gather(first))
	default:
	}
}

func (l *Log) gather(first *command) []*command {
	group := []*command{first}
	for len(group) < l.most {
		select {
		case c := <-l.queue:
			group = append(group, c)
		default:
			return group
		}
	}
	return group
}

// commitGroup commits commands together, or in halves when that fails in a way
// that left nothing behind, so that a command which cannot be written fails
// alone.
func (l *Log) commitGroup(commands []*command) {
	outcomes, err := l.tryGroup(commands)
	switch {
	case err == nil:
		l.grow(len(commands))
		for i, c := range commands {
			c.done <- outcomes[i]
		}
	case len(commands) == 1 || unknown(err):
		for _, c := range commands {
			c.done <- Outcome{Err: err}
		}
	default:
		half := len(commands) / 2
		if errors.Is(err, storage.ErrTooBig) {
			l.most = max(1, half)
		}
		l.commitGroup(commands[:half])
		l.commitGroup(commands[half:])
	}
}

// grow lets groups become bigger again, step by step, after they were too big
// for the store.
func (l *Log) grow(committed int) {
	if committed >= l.most {
		l.most = min(GroupCommands, l.most+l.most/16+1)
	}
}
