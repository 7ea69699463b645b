package journal

import (
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"
)

// chains returns the chains of the segments whose heads are sound, the one that
// was written last at the end.
func (o *outbox) chains() []ChainID {
	var all []ChainID
	for _, s := range o.segments {
		if s.damaged == nil {
			all = append(slices.DeleteFunc(all, func(c ChainID) bool { return c == s.chain }), s.chain)
		}
	}
	return all
}

// reissued is the first entry of a chain that a later one records anew.
func (o *outbox) reissued(chain ChainID, later []ChainID) uint64 {
	first := uint64(math.MaxUint64)
	for _, s := range o.segments {
		if s.damaged != nil || !slices.Contains(later, s.chain) {
			continue
		}
		content, err := s.read(o.key)
		if err != nil {
			continue
		}
		for _, rec := range content.records {
			e, err := Decode(rec.encoded)
			if err != nil {
				break
			}
			if was, anew := e.Header.Reissues(); anew && was.Chain == chain {
				first = min(first, was.Seq)
			}
		}
	}
	return first
}

// savedAfter reads the segments of a chain, oldest first, that reach beyond
// storeSeq, and always the last one. Entries that a later segment wrote again
// are left out. Faults go to report; they end neither the reading nor opening.
func (o *outbox) savedAfter(chain ChainID, storeSeq uint64, report *Opening) []segmentContent {
	return o.readAfter(chain, storeSeq, report, (*segmentFile).read)
}

// readAfter is savedAfter with a way to read a segment.
func (o *outbox) readAfter(chain ChainID, storeSeq uint64, report *Opening, read readsSegment) []segmentContent {
	for _, s := range o.segments {
		if s.damaged != nil {
			report.note(s, s.damaged, s.number == o.segments[len(o.segments)-1].number)
		}
	}
	own := o.of(chain)
	for i := len(own) - 1; i > 0; i-- {
		if own[i].first <= storeSeq+1 {
			own = own[i:]
			break
		}
	}
	var saved []segmentContent
	for i, was := range slices.Backward(o.readAll(own, read)) {
		err := was.err
		if err == nil {
			err = was.broken
			saved = append(saved, was.segmentContent)
		}
		if err != nil {
			report.note(own[i], err, i == len(own)-1)
		}
	}
	voidFrom := uint64(math.MaxUint64)
	standing := saved[:0]
	for _, content := range saved { // the newest first
		if content.first >= voidFrom {
			continue // all of it was written again
		}
		content.endBefore(voidFrom)
		voidFrom, standing = content.first, append(standing, content)
	}
	slices.Reverse(standing)
	return standing
}

// readsSegment reads a segment of the outbox.
type readsSegment func(*segmentFile, Key) (segmentContent, error)

// segmentRead is a segment that was read, or why it could not be.
type segmentRead struct {
	segmentContent
	err error
}

// readAll reads segments side by side: most of it is opening what is sealed, and a shop
// without HQ keeps all that it ever recorded.
func (o *outbox) readAll(segments []segmentFile, read readsSegment) []segmentRead {
	all := make([]segmentRead, len(segments))
	var reading errgroup.Group
	reading.SetLimit(runtime.GOMAXPROCS(0))
	for i := range segments {
		reading.Go(func() error {
			all[i].segmentContent, all[i].err = read(&segments[i], o.key)
			return nil
		})
	}
	_ = reading.Wait()
	return all
}

// endBefore drops the records from seq upwards: a later segment has them anew.
func (s *segmentContent) endBefore(seq uint64) {
	if s.follows() > seq {
		s.records = s.records[:max(seq, s.first)-s.first]
	}
}

// note reports why a segment could not be read to its end. A write that was cut
// short at the very end is what a power failure leaves; it is no damage.
func (o *Opening) note(s segmentFile, err error, last bool) {
	switch {
	case errors.Is(err, errShort) && last:
		o.Unfinished = true
	case errors.Is(err, errShort):
		// It was dropped at an earlier opening, and a new segment began.
	default:
		o.Damaged = append(o.Damaged, fmt.Sprintf("%s: %v", filepath.Base(s.path), err))
	}
}
