package spool

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"

	"etabli/storage"
)

// All rows of the queue begin with this byte; the package comment lists them.
const prefix = 'p'

const (
	rowNumber  = 'n'
	rowJob     = 'j'
	rowHistory = 'h'
	rowPrinter = 'p'
	rowRole    = 'r'
	rowCopies  = 'c' // p c number → how many duplicates a job has
)

func row(what byte, name []byte) []byte { return append([]byte{prefix, what}, name...) }

func jobRow(what byte, id ID) []byte {
	return binary.BigEndian.AppendUint64([]byte{prefix, what}, uint64(id))
}

// rows reads and writes the queue's rows.
type rows struct{ store storage.Store }

// load reads the unfinished jobs and the printers.
func (s rows) load(ctx context.Context) (jobs []Job, setup Setup, err error) {
	err = s.store.View(ctx, func(r storage.Reader) error {
		jobs, setup = nil, Setup{Roles: map[Role][]string{}}
		if err := scan(r, rowJob, func(_ []byte, j Job) { jobs = append(jobs, j) }); err != nil {
			return err
		}
		if err := scan(r, rowPrinter, func(_ []byte, p Printer) { setup.Printers = append(setup.Printers, p) }); err != nil {
			return err
		}
		return scan(r, rowRole, func(name []byte, list []string) { setup.Roles[Role(name)] = list })
	})
	return jobs, setup, err
}

// scan reads the rows of one kind.
func scan[V any](r storage.Reader, what byte, fn func(name []byte, v V)) error {
	return r.Scan(storage.Prefix(row(what, nil)), func(key, value []byte) error {
		var v V
		if err := json.Unmarshal(value, &v); err != nil {
			return fmt.Errorf("%w: row %q of the print queue: %w", storage.ErrDamaged, key, err)
		}
		fn(key[2:], v)
		return nil
	})
}

// add gives a job its number and writes it. With a job of which it is a
// duplicate it also counts these.
func (s rows) add(ctx context.Context, j *Job) error {
	return s.store.Update(ctx, func(tx storage.Tx) error {
		last, err := count(tx, row(rowNumber, nil))
		if err != nil {
			return err
		}
		j.ID = ID(last + 1)
		if err := tx.Put(row(rowNumber, nil), binary.BigEndian.AppendUint64(nil, last+1)); err != nil {
			return err
		}
		if j.Of != 0 {
			n, err := count(tx, jobRow(rowCopies, j.Of))
			if err != nil {
				return err
			}
			if err := tx.Put(jobRow(rowCopies, j.Of), binary.BigEndian.AppendUint64(nil, max(n, uint64(j.Order.Copy)))); err != nil {
				return err
			}
		}
		return put(tx, jobRow(rowJob, j.ID), j)
	})
}

// copies tells how many duplicates a job has.
func (s rows) copies(ctx context.Context, id ID) (n int, err error) {
	err = s.store.View(ctx, func(r storage.Reader) error {
		counted, err := count(r, jobRow(rowCopies, id))
		n = int(counted)
		return err
	})
	return n, err
}

// save writes a job as it is; a finished one becomes history.
func (s rows) save(ctx context.Context, j Job) error {
	return s.store.Update(ctx, func(tx storage.Tx) error {
		if !j.State.Final() {
			return put(tx, jobRow(rowJob, j.ID), j)
		}
		if err := tx.Delete(jobRow(rowJob, j.ID)); err != nil {
			return err
		}
		return put(tx, jobRow(rowHistory, j.ID), j)
	})
}

// finished reads one finished job.
func (s rows) finished(ctx context.Context, id ID) (j Job, err error) {
	err = s.store.View(ctx, func(r storage.Reader) error {
		raw, err := r.Get(jobRow(rowHistory, id))
		if err != nil {
			return err
		}
		j = Job{}
		return json.Unmarshal(raw, &j)
	})
	return j, err
}

// history reads finished jobs, the latest number first.
func (s rows) history(ctx context.Context, limit int) (out []Job, err error) {
	err = s.store.View(ctx, func(r storage.Reader) error {
		out = nil
		rng := storage.Prefix(row(rowHistory, nil))
		rng.Reverse = true
		return r.Scan(rng, func(_, value []byte) error {
			var j Job
			if err := json.Unmarshal(value, &j); err != nil {
				return fmt.Errorf("%w: history of the print queue: %w", storage.ErrDamaged, err)
			}
			if out = append(out, j); len(out) >= limit {
				return storage.Stop
			}
			return nil
		})
	})
	return out, err
}

// tidy deletes the history from before a time.
func (s rows) tidy(ctx context.Context, beforeMS int64) error {
	const most = 500 // in one transaction
	return s.store.Update(ctx, func(tx storage.Tx) error {
		n := 0
		return tx.Scan(storage.Prefix(row(rowHistory, nil)), func(key, value []byte) error {
			var j Job
			if n++; n > most || json.Unmarshal(value, &j) == nil && j.SinceMS >= beforeMS {
				return storage.Stop
			}
			return errors.Join(tx.Delete(key), tx.Delete(jobRow(rowCopies, j.ID)))
		})
	})
}

func (s rows) change(ctx context.Context, key []byte, v any) error {
	return s.store.Update(ctx, func(tx storage.Tx) error {
		if v == nil {
			return tx.Delete(key)
		}
		return put(tx, key, v)
	})
}

func put(tx storage.Tx, key []byte, v any) error {
	raw, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return tx.Put(key, raw)
}

func count(r storage.Reader, key []byte) (uint64, error) {
	raw, err := r.Get(key)
	if errors.Is(err, storage.ErrNotFound) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	if len(raw) != 8 {
		return 0, fmt.Errorf("%w: row %q of the print queue", storage.ErrDamaged, key)
	}
	return binary.BigEndian.Uint64(raw), nil
}
