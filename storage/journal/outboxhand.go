package journal

import "crypto/rand"

// OutboxRun are entries of one chain, one after the other, that an outbox holds.
type OutboxRun struct {
	Chain   ChainID
	First   uint64
	Before  Digest // link before the first
	Entries [][]byte
	Keys    []KeyRow
}

// ReadOutbox reads the outbox of a device that does not run any more, oldest
// chain first, so that somebody else can hand in what it never sent. damaged
// names the segments that cannot be read to their end.
func ReadOutbox(dir string, key Key) (runs []OutboxRun, damaged []string, err error) {
	o, err := openOutbox(dir, key, rand.Reader)
	if err != nil {
		return nil, nil, err
	}
	var report Opening
	for _, chain := range o.chains() {
		var run OutboxRun
		for _, s := range o.savedAfter(chain, 0, &report) {
			if next := run.First + uint64(len(run.Entries)); len(run.Entries) == 0 || s.first != next {
				runs = appendRun(runs, run)
				run = OutboxRun{Chain: chain, First: s.first, Before: s.previous}
			}
			for _, rec := range s.records {
				run.Entries, run.Keys = append(run.Entries, rec.encoded), append(run.Keys, rec.keys...)
			}
		}
		runs = appendRun(runs, run)
	}
	return runs, report.Damaged, o.close()
}

func appendRun(runs []OutboxRun, run OutboxRun) []OutboxRun {
	if len(run.Entries) == 0 {
		return runs
	}
	return append(runs, run)
}
