package spool

import (
	"context"
	"errors"
	"io"

	"etabli/app/domain/fault"
	"etabli/storage"
)

// The faults of printing.
const (
	NoPrinter  fault.Code = "no_printer"  // a role has none; args: role
	JobNotNow  fault.Code = "job_not_now" // the job does not stand so that this makes sense; args: job, state
	PrinterBad fault.Code = "printer_bad" // a printer's settings contradict each other; args: what
)

// Target is where a document goes: to a printer, or to whichever has a role.
type Target struct {
	Printer string
	Role    Role
}

// Print makes a document and puts it into the queue. When it returns, the job
// is on disk and goes out by itself.
func (q *Queue) Print(ctx context.Context, o Order, to Target, by string) (Job, error) {
	return q.add(ctx, Job{Order: o, By: by, Role: to.Role}, to)
}

func (q *Queue) add(ctx context.Context, j Job, to Target) (Job, error) {
	p, err := q.resolve(to)
	if err != nil {
		return Job{}, err
	}
	doc, err := q.o.Maker.Make(ctx, j.Order, p)
	if err != nil {
		return Job{}, err
	}
	return q.put(ctx, j, p, doc)
}

// put writes a job with its document.
func (q *Queue) put(ctx context.Context, j Job, p Printer, doc Document) (Job, error) {
	var raw [tokenBytes]byte
	if _, err := io.ReadFull(q.o.Random, raw[:]); err != nil {
		return Job{}, err
	}
	d, err := q.store(ctx, doc)
	if err != nil {
		return Job{}, err
	}
	j.Token, j.Title, j.Printer = newToken(raw[:]), doc.Title, p.Name
	j.Payload, j.Bytes, j.Type, j.Paper = d.Payload, d.Bytes, d.Type, d.Paper
	q.mu.Lock()
	defer q.mu.Unlock()
	j.AddedMS = q.nowMS()
	j.note(Waiting, "", "", j.By, j.AddedMS)
	if err := q.rows.add(ctx, &j); err != nil {
		return Job{}, errors.Join(err, q.o.Payloads.Delete(d.Payload))
	}
	return j, q.stepLocked(ctx, Added{j})
}

func (q *Queue) resolve(to Target) (Printer, error) {
	setup := q.Setup()
	if to.Printer != "" {
		p, ok := setup.Find(to.Printer)
		if !ok {
			return p, fault.New(fault.UnknownName, "printer", "name", to.Printer)
		}
		return p, nil
	}
	p, ok := setup.For(to.Role)
	if !ok {
		return p, fault.New(NoPrinter, "role", "role", string(to.Role))
	}
	return p, nil
}

// Do does what a person asks for with a job, and answers how it stands then.
func (q *Queue) Do(ctx context.Context, p Person) (Job, error) {
	if p.Act == ActMove {
		if _, err := q.resolve(Target{Printer: p.Printer}); err != nil {
			return Job{}, err
		}
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	j, err := q.find(ctx, p.ID)
	if err != nil {
		return j, err
	}
	if !j.Can(p.Act) {
		return j, fault.New(JobNotNow, "job", "job", j.ID.String(), "state", string(j.State))
	}
	if err := q.stepLocked(ctx, p); err != nil {
		return j, err
	}
	return q.find(ctx, p.ID)
}

// Duplicate prints a job's document once more, made anew and marked as the
// duplicate that it is. Without a target it goes where the original went.
func (q *Queue) Duplicate(ctx context.Context, id ID, to Target, by string) (Job, error) {
	j, err := q.Job(ctx, id)
	if err == nil && j.Of != 0 {
		j, err = q.Job(ctx, j.Of)
	}
	if err != nil {
		return Job{}, err
	}
	q.copying.Lock() // one after the other, so that each has a number of its own
	defer q.copying.Unlock()
	n, err := q.rows.copies(ctx, j.ID)
	if err != nil {
		return Job{}, err
	}
	if to == (Target{}) {
		to = Target{Printer: j.Printer, Role: j.Role}
	}
	o := j.Order
	o.Copy, o.Drawer = n+1, false
	return q.add(ctx, Job{Order: o, Of: j.ID, By: by, Role: to.Role}, to)
}

// Job is one job, finished or not.
func (q *Queue) Job(ctx context.Context, id ID) (Job, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.find(ctx, id)
}

func (q *Queue) find(ctx context.Context, id ID) (Job, error) {
	for _, j := range q.machine.Jobs() {
		if j.ID == id {
			return j, nil
		}
	}
	j, err := q.rows.finished(ctx, id)
	if errors.Is(err, storage.ErrNotFound) {
		return j, fault.New(fault.NotFound, "job", "what", "job").Because(err)
	}
	return j, err
}

// History lists finished jobs, the latest first.
func (q *Queue) History(ctx context.Context, limit int) ([]Job, error) {
	return q.rows.history(ctx, limit)
}

// Erase destroys the documents about an entity; jobs that wait with them end.
func (q *Queue) Erase(ctx context.Context, entity string) error {
	return q.step(ctx, Forget{entity})
}
