package hub

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/wire"
)

// MaxProblems bounds what a Report lists; Found counts all.
const MaxProblems = 100

// Report is what Verify found.
type Report struct {
	Head     Head
	Opaque   int      // positions of entries that HQ could not read
	Found    int      // problems in all
	Problems []string // each names its place
}

func (r *Report) problem(format string, args ...any) {
	if r.Found++; len(r.Problems) < MaxProblems {
		r.Problems = append(r.Problems, fmt.Sprintf(format, args...))
	}
}

// Verify proves HQ's log: positions dense and each entry once, log hash and
// receive times right, every entry the one that was placed.
func Verify(ctx context.Context, store storage.Store) (report Report, err error) {
	err = store.View(ctx, func(r storage.Reader) error {
		report = Report{}
		if report.Head, err = HeadOf(r); err != nil {
			return err
		}
		v := verifier{r: r, report: &report, last: map[journal.ChainID]uint64{}}
		if err := r.Scan(storage.Prefix([]byte{prefix, 'p'}), v.position); err != nil {
			return err
		}
		v.end()
		return nil
	})
	return report, err
}

// verifier walks the positions.
type verifier struct {
	r       storage.Reader
	report  *Report
	reached uint64
	hash    wire.Hash
	atMS    int64
	last    map[journal.ChainID]uint64
}

func (v *verifier) position(key, value []byte) error {
	at := binary.BigEndian.Uint64(key[2:])
	v.reached++
	if at != v.reached {
		v.report.problem("position %d is missing", v.reached)
		v.reached = at
	}
	record, hash, err := parseRecord(at, value)
	if err != nil {
		v.report.problem("position %d: %v", at, err)
		return nil
	}
	if record.after(v.hash) != hash {
		v.report.problem("position %d: the log hash does not continue", at)
	}
	if record.ReceivedMS < v.atMS {
		v.report.problem("position %d: received before its predecessor", at)
	}
	if record.Flags&flagHole == 0 && record.Ref.Seq != v.last[record.Ref.Chain]+1 {
		v.report.problem("position %d: %s after %d", at, record.Ref, v.last[record.Ref.Chain])
	}
	v.hash, v.atMS = hash, record.ReceivedMS
	v.last[record.Ref.Chain] = max(v.last[record.Ref.Chain], record.Ref.Seq)
	return v.entry(record)
}

// entry compares what was placed with what is kept.
func (v *verifier) entry(record Record) error {
	if record.Flags&flagOpaque != 0 {
		v.report.Opaque++
		var q Quarantined
		found, err := getRow(v.r, quarantineKey(record.Ref, record.Digest), &q)
		if err != nil && !errors.Is(err, ErrDamaged) {
			return err
		}
		if err != nil || !found || journal.Digest(sha256.Sum256(q.Bytes)) != record.Digest {
			v.report.problem("position %d: %s: the bytes that were set aside are gone", record.Position, record.Ref)
		}
		return nil
	}
	e, err := journal.Get(v.r, record.Ref)
	switch {
	case errors.Is(err, storage.ErrNotFound), errors.Is(err, journal.ErrDamaged):
		v.report.problem("position %d: %v", record.Position, err)
	case err != nil:
		return err
	case e.Digest() != record.Digest:
		v.report.problem("position %d: %s is not the entry that was placed", record.Position, record.Ref)
	case e.Position != record.Position || e.ReceivedMS != record.ReceivedMS:
		v.report.problem("position %d: %s says position %d", record.Position, record.Ref, e.Position)
	}
	return nil
}

func (v *verifier) end() {
	if h := v.report.Head; h.Position != v.reached || h.Hash != v.hash {
		v.report.problem("the head says position %d, the log ends at %d", h.Position, v.reached)
	}
}
