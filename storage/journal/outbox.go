package journal

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"etabli/storage/durable"
)

// outbox is the folder of segments. It belongs to the goroutine that writes.
type outbox struct {
	dir      string
	key      Key
	rand     io.Reader
	segments []segmentFile // by number; the last may be the one in work

	file  *os.File // nil until something is written after opening
	head  segmentHead
	size  int
	index uint64 // of the next record
	next  uint64 // seq that follows
	hasty bool   // no record waits for the disk; the end of a segment does
}

// openOutbox lists the segments of a folder, which it makes when missing. What
// is there is never written to again: the first write begins a new segment, so
// that a restored copy cannot use a nonce twice.
func openOutbox(dir string, key Key, rand io.Reader) (*outbox, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("journal: open the outbox: %w", err)
	}
	segments, err := listSegments(dir, key)
	if err != nil {
		return nil, err
	}
	return &outbox{dir: dir, key: key, rand: rand, segments: segments}, nil
}

// of returns the segments of a chain whose heads are sound, oldest first.
func (o *outbox) of(chain ChainID) []segmentFile {
	var own []segmentFile
	for _, s := range o.segments {
		if s.damaged == nil && s.chain == chain {
			own = append(own, s)
		}
	}
	return own
}

// write puts entries of a chain on disk, in order and without gaps; previous is
// the link before the first. Entries at or above the first that were written
// before are void by this.
func (o *outbox) write(chain ChainID, previous Digest, records []record) error {
	if len(records) == 0 {
		return nil
	}
	var b []byte
	first := records[0].seq
	fresh := o.file == nil || o.head.chain != chain || o.size >= SegmentBytes || first < o.head.first || first > o.next
	if fresh {
		var err error
		if b, err = o.begin(chain, first, previous); err != nil {
			return err
		}
	}
	index := o.index
	if first < o.next {
		b = o.head.appendRecord(b, index, recordVoid, first, nil)
		index++
	}
	for _, r := range records {
		for _, k := range r.keys {
			b = o.head.appendRecord(b, index, recordKey, r.seq, k.body())
			index++
		}
		b = o.head.appendRecord(b, index, recordEntry, r.seq, r.encoded)
		index++
	}
	if err := o.append(b); err != nil {
		return err
	}
	o.index, o.next = index, first+uint64(len(records))
	if fresh {
		return durable.SyncFolder(o.dir)
	}
	return nil
}

// void takes back the entries of the segment in work from seq upwards.
func (o *outbox) void(seq uint64) error {
	if o.file == nil || seq >= o.next || seq < o.head.first {
		return nil
	}
	if err := o.append(o.head.appendRecord(nil, o.index, recordVoid, seq, nil)); err != nil {
		return err
	}
	o.index, o.next = o.index+1, seq
	return nil
}

func (o *outbox) append(b []byte) error {
	if _, err := o.file.Write(b); err != nil {
		return fmt.Errorf("journal: write the outbox: %w", err)
	}
	if !o.hasty {
		if err := durable.SyncData(o.file); err != nil {
			return fmt.Errorf("journal: write the outbox: %w", err)
		}
	}
	o.size += len(b)
	return nil
}

// begin starts a new segment and returns the bytes of its head, which go to disk
// with the first record.
func (o *outbox) begin(chain ChainID, first uint64, previous Digest) ([]byte, error) {
	if err := o.close(); err != nil {
		return nil, err
	}
	number := uint64(1)
	if n := len(o.segments); n > 0 {
		number = o.segments[n-1].number + 1
	}
	head, b, err := newSegment(o.rand, o.key, chain, first, previous)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(o.dir, fmt.Sprintf("%010d%s", number, segmentSuffix))
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, fmt.Errorf("journal: begin a segment: %w", err)
	}
	o.file, o.head, o.size, o.index, o.next = file, head, 0, 0, first
	o.segments = append(o.segments, segmentFile{number: number, path: path, chain: chain, first: first})
	return b, nil
}

func (o *outbox) close() error {
	if o.file == nil {
		return nil
	}
	var err error
	if o.hasty {
		err = durable.SyncData(o.file)
	}
	err = errors.Join(err, o.file.Close())
	o.file = nil
	if err != nil {
		return fmt.Errorf("journal: close a segment: %w", err)
	}
	return nil
}

// prune deletes the segments that obsolete names, but never the last one, nor
// one whose head is damaged. lastSeq is the seq of the segment's last entry.
func (o *outbox) prune(obsolete func(chain ChainID, lastSeq uint64, path string) bool, headSeq func(ChainID) uint64) error {
	kept := o.segments[:0:0]
	keeps := map[ChainID]bool{} // what a chain still has is its end, without a gap
	var failed error
	for i, s := range o.segments {
		if i == len(o.segments)-1 || s.damaged != nil || failed != nil || keeps[s.chain] ||
			!obsolete(s.chain, o.lastSeq(i, headSeq), s.path) {
			kept = append(kept, s)
			keeps[s.chain] = true
			continue
		}
		if err := os.Remove(s.path); err != nil {
			failed = fmt.Errorf("journal: prune the outbox: %w", err)
			kept = append(kept, s)
		}
	}
	o.segments = kept
	return failed
}

// lastSeq is the seq before the next segment of the same chain, or the chain's
// head when there is none.
func (o *outbox) lastSeq(i int, headSeq func(ChainID) uint64) uint64 {
	for _, later := range o.segments[i+1:] {
		if later.damaged == nil && later.chain == o.segments[i].chain {
			return later.first - 1
		}
	}
	return headSeq(o.segments[i].chain)
}
