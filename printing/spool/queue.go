package spool

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"time"

	"etabli/printing/profile"
	"etabli/storage"
	"etabli/storage/bell"
)

// Payloads keeps the documents of jobs, each sealed in a file of its own.
type Payloads interface {
	Put(ctx context.Context, content io.Reader) (name string, size int64, err error)
	Open(ctx context.Context, name string) (io.ReadCloser, error)
	Delete(name string) error
	List(ctx context.Context, fn func(name string, fileBytes int64) error) error
}

// Document is a document made for one printer.
type Document struct {
	Content []byte
	Title   string // for people, with nothing private
	Type    string // media type
	Paper   string
}

// Maker makes documents.
type Maker interface {
	Make(ctx context.Context, o Order, p Printer) (Document, error)
}

// Options are what a Queue needs; all are required but Default.
type Options struct {
	Store    storage.Store
	Payloads Payloads
	Ways     map[string]Way
	Maker    Maker
	Default  *Printer    // of roles that have none
	Profiles profile.Set // that printers may have; those of the program when empty
	Now      func() time.Time
	Random   io.Reader
	Log      *slog.Logger
}

// keepHistory is how long finished jobs are listed.
const keepHistory = 400 * 24 * time.Hour

// Queue runs a Machine. Its methods may be called from several goroutines.
type Queue struct {
	o    Options
	rows rows

	copying sync.Mutex // held while a duplicate is made and numbered
	mu      sync.Mutex
	machine *Machine
	round   int                            // counts loads; what belongs to an earlier one is dropped
	lifts   map[ID]context.CancelCauseFunc // of documents being sent
	running *running                       // nil while nothing goes out
	broken  error                          // the store cannot even be read
	wake    chan struct{}
	changed bell.Bell
}

// Open reads the queue of a store and deletes documents that no job has.
func Open(ctx context.Context, o Options) (*Queue, error) {
	var seed [8 + tokenBytes]byte
	if _, err := io.ReadFull(o.Random, seed[:]); err != nil {
		return nil, fmt.Errorf("spool: %w", err)
	}
	q := &Queue{
		o: o, rows: rows{o.Store}, wake: make(chan struct{}, 1),
		lifts:   map[ID]context.CancelCauseFunc{},
		machine: NewMachine(binary.BigEndian.Uint64(seed[:8])),
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	if err := q.load(ctx); err != nil {
		return nil, fmt.Errorf("open print queue: %w", err)
	}
	if err := q.sweep(ctx); err != nil {
		return nil, fmt.Errorf("open print queue: %w", err)
	}
	return q, nil
}

// load makes the machine what the store says, at the beginning and after a
// write that failed.
func (q *Queue) load(ctx context.Context) error {
	jobs, setup, err := q.rows.load(ctx)
	if err != nil {
		return err
	}
	setup.Default = q.o.Default
	q.round++
	for _, lift := range q.lifts {
		lift(errReloaded)
	}
	clear(q.lifts)
	for _, out := range q.machine.Step(Loaded{Jobs: jobs, Setup: setup}, q.nowMS()) {
		if err := q.keep(ctx, out); err != nil {
			return err
		}
		q.start(out)
	}
	return nil
}

var errReloaded = errors.New("spool: the queue was read again")

// sweep deletes documents that a crash left behind, and old history.
func (q *Queue) sweep(ctx context.Context) error {
	used := map[string]bool{}
	for _, j := range q.machine.Jobs() {
		used[j.Payload] = true
	}
	var left []string
	err := q.o.Payloads.List(ctx, func(name string, _ int64) error {
		if !used[name] {
			left = append(left, name)
		}
		return nil
	})
	for _, name := range left {
		err = errors.Join(err, q.o.Payloads.Delete(name))
	}
	return errors.Join(err, q.rows.tidy(ctx, q.nowMS()-keepHistory.Milliseconds()))
}

func (q *Queue) nowMS() int64 { return q.o.Now().UnixMilli() }

// step tells the machine something and carries out what it asks for. An error
// says that the store could not be written; the queue then stands as the store
// says.
func (q *Queue) step(ctx context.Context, in Input) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.stepLocked(ctx, in)
}

func (q *Queue) stepLocked(ctx context.Context, in Input) error {
	ctx = context.WithoutCancel(ctx) // what happened has to be written
	for _, out := range q.machine.Step(in, q.nowMS()) {
		if err := q.keep(ctx, out); err != nil {
			q.o.Log.Error("print queue", "at", fmt.Sprintf("%T", in), "error", err)
			q.broken = q.load(ctx)
			q.nudge()
			return errors.Join(err, q.broken)
		}
		q.start(out)
	}
	q.nudge()
	q.changed.Ring()
	return nil
}

// keep carries out what the store has to know.
func (q *Queue) keep(ctx context.Context, out Output) error {
	switch out := out.(type) {
	case DoSave:
		return q.rows.save(ctx, out.Job)
	case DoErase:
		if err := q.o.Payloads.Delete(out.Payload); err != nil {
			q.o.Log.Error("erase a printed document", "error", err) // the next opening tries again
		}
	}
	return nil
}

// store puts a document on disk.
func (q *Queue) store(ctx context.Context, d Document) (Stored, error) {
	name, size, err := q.o.Payloads.Put(ctx, bytes.NewReader(d.Content))
	return Stored{Payload: name, Bytes: size, Type: d.Type, Paper: d.Paper}, err
}

// nudge lets Run look at the time again.
func (q *Queue) nudge() {
	select {
	case q.wake <- struct{}{}:
	default:
	}
}
