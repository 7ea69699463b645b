package main

import (
	"etabli/app/domain/fault"
	"etabli/cmd/internal/device"
	"etabli/cmd/internal/papers"
	"etabli/printing/spool"
)

// queueCmd looks after what waits to be printed.
type queueCmd struct {
	List      queueListCmd    `cmd:"" help:"List the jobs that are not finished, with what they wait for."`
	History   queueHistoryCmd `cmd:"" help:"List finished jobs, the latest first."`
	Run       queueRunCmd     `cmd:"" help:"Let jobs go out until each is out or waits for a printer or a person."`
	Retry     queueRetryCmd   `cmd:"" help:"Try a job again at once."`
	Move      queueMoveCmd    `cmd:"" help:"Give a job to another printer."`
	Cancel    queueCancelCmd  `cmd:"" help:"Call a job back."`
	CameOut   queueCameOutCmd `cmd:"" help:"Say whether a job in doubt came out; only then does it go on."`
	Duplicate queueDupCmd     `cmd:"" help:"Print a job's document once more, marked as a duplicate."`
}

type queueListCmd struct{}

// Run lists jobs.
func (c *queueListCmd) Run(r *run) error {
	return r.withQueue(func(_ *device.Device, q *spool.Queue) error {
		return r.Answer(append([]spool.Job{}, q.Overview().Jobs...), nil)
	})
}

type queueHistoryCmd struct {
	Limit int `default:"50" help:"How many at most."`
}

// Run lists finished jobs.
func (c *queueHistoryCmd) Run(r *run) error {
	return r.withQueue(func(_ *device.Device, q *spool.Queue) error {
		list, err := q.History(r.ctx, max(c.Limit, 1))
		if err != nil {
			return err
		}
		return r.Answer(append([]spool.Job{}, list...), nil)
	})
}

type queueRunCmd struct{}

// Run lets jobs go out.
func (c *queueRunCmd) Run(r *run) error {
	return r.withQueue(func(_ *device.Device, q *spool.Queue) error {
		if err := q.Settle(r.ctx); err != nil {
			return err
		}
		return r.Answer(append([]spool.Job{}, q.Overview().Jobs...), nil)
	})
}

// act does something with a job and lets it go on.
func (r *run) act(p spool.Person) error {
	return r.withQueue(func(_ *device.Device, q *spool.Queue) error {
		if _, err := q.Do(r.ctx, p); err != nil {
			return err
		}
		return r.settled(q, p.ID)
	})
}

type queueRetryCmd struct {
	Job uint64 `arg:"" help:"Number of the job."`
}

// Run retries a job.
func (c *queueRetryCmd) Run(r *run) error {
	return r.act(spool.Person{ID: spool.ID(c.Job), Act: spool.ActRetry})
}

type queueMoveCmd struct {
	Job     uint64 `arg:"" help:"Number of the job."`
	Printer string `arg:"" help:"Name of the printer."`
}

// Run moves a job.
func (c *queueMoveCmd) Run(r *run) error {
	return r.act(spool.Person{ID: spool.ID(c.Job), Act: spool.ActMove, Printer: c.Printer})
}

type queueCancelCmd struct {
	Job uint64 `arg:"" help:"Number of the job."`
}

// Run cancels a job.
func (c *queueCancelCmd) Run(r *run) error {
	return r.act(spool.Person{ID: spool.ID(c.Job), Act: spool.ActCancel})
}

type queueCameOutCmd struct {
	Job    uint64 `arg:"" help:"Number of the job."`
	Answer string `arg:"" enum:"yes,no" help:"yes or no."`
}

// Run answers the question.
func (c *queueCameOutCmd) Run(r *run) error {
	return r.act(spool.Person{ID: spool.ID(c.Job), Act: spool.ActCameOut, Yes: c.Answer == "yes"})
}

type queueDupCmd struct {
	Job     uint64 `arg:"" help:"Number of the job, finished or not."`
	Printer string `help:"Name of another printer."`
}

// Run prints a duplicate.
func (c *queueDupCmd) Run(r *run) error {
	return r.withQueue(func(_ *device.Device, q *spool.Queue) error {
		first, err := q.Job(r.ctx, spool.ID(c.Job))
		if err != nil {
			return err
		}
		if first.Order.Form == string(papers.TillReceipt) {
			return fault.New(papers.DuplicateAtTill, "job")
		}
		j, err := q.Duplicate(r.ctx, spool.ID(c.Job), spool.Target{Printer: c.Printer}, "")
		if err != nil {
			return err
		}
		return r.settled(q, j.ID)
	})
}
