package journal

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"

	"etabli/storage"
	"etabli/storage/durable"
)

// Cleared says up to which erasure everything is gone that erasures leave
// behind beside the rows of a store: in the outbox, in files, on the disk itself.
type Cleared struct {
	Erasures uint64 // see Erasures
	Position uint64 // up to where this store held HQ's log then
}

// ClearedOf tells how far a store is cleared.
func ClearedOf(r storage.Reader) (c Cleared, err error) {
	value, err := getRow(r, metaKey(metaCleared))
	if errors.Is(err, storage.ErrNotFound) {
		return c, nil
	}
	if err == nil && len(value) != 16 {
		err = damagedRow(metaKey(metaCleared), "it is not two numbers")
	}
	if err != nil {
		return c, err
	}
	return Cleared{binary.BigEndian.Uint64(value), binary.BigEndian.Uint64(value[8:])}, nil
}

// ClearedRow is the row that says how far a store is cleared, for who copies the
// others.
func ClearedRow(c Cleared) (key, value []byte) {
	key = metaKey(metaCleared)
	value = binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, c.Erasures), c.Position)
	return key, binary.BigEndian.AppendUint32(value, rowSum(key, value))
}

// ForgetErased writes the segments of the outbox anew that hold keys or boxes of
// what the store was told to erase, without them. The entries stay: their digests
// prove them as before.
func (l *Log) ForgetErased(ctx context.Context) error {
	l.writing.Lock()
	defer l.writing.Unlock()
	if err := l.usable(); err != nil {
		return err
	}
	return l.store.View(ctx, func(r storage.Reader) error { return l.outbox.forget(r) })
}

// ForgetOutbox is ForgetErased for an outbox that no log has open.
func ForgetOutbox(ctx context.Context, store storage.Store, dir string, key Key) error {
	o, err := openOutbox(dir, key, rand.Reader)
	if err != nil {
		return err
	}
	return errors.Join(store.View(ctx, o.forget), o.close())
}

// EachErased calls fn for everything that a store was told to erase.
func EachErased(r storage.Reader, fn func(subject EntityID, purpose Purpose) error) error {
	return r.Scan(storage.Prefix([]byte{prefixKey}), func(key, value []byte) error {
		if len(key) != 1+16+1 || len(value) != sumBytes {
			return nil
		}
		return fn(EntityID(key[1:17]), Purpose(key[17]))
	})
}

func (o *outbox) forget(r storage.Reader) error {
	for i := range o.segments {
		s := &o.segments[i]
		if s.damaged != nil {
			continue
		}
		content, err := s.read(o.key)
		if err != nil || content.broken != nil && !errors.Is(content.broken, errShort) {
			continue // what cannot be read to its end is told by whoever verifies it
		}
		held, err := content.forget(r)
		if err != nil {
			return err
		}
		if !held {
			continue
		}
		if err := o.rewrite(s, &content, i == len(o.segments)-1); err != nil {
			return fmt.Errorf("journal: write a segment anew: %w", err)
		}
	}
	return nil
}

// forget drops what was erased, and tells whether there was any.
func (s *segmentContent) forget(r storage.Reader) (held bool, err error) {
	for i := range s.records {
		rec := &s.records[i]
		kept := rec.keys[:0:0]
		for _, k := range rec.keys {
			gone, err := IsErased(r, k.Subject, k.Purpose)
			if err != nil {
				return false, err
			}
			if held = held || gone; !gone {
				kept = append(kept, k)
			}
		}
		rec.keys = kept
		e, err := Decode(rec.encoded)
		if err != nil {
			return false, err
		}
		dropped, err := dropErased(r, e)
		if err != nil {
			return false, err
		}
		if dropped {
			rec.encoded, held = Encode(e), true
		}
	}
	return held, nil
}

// rewrite puts a segment in the place of another, under a key of its own. What
// is written next goes into a new one.
func (o *outbox) rewrite(s *segmentFile, content *segmentContent, last bool) error {
	if last {
		if err := o.close(); err != nil {
			return err
		}
	}
	head, b, err := newSegment(o.rand, o.key, content.chain, content.first, content.previous)
	if err != nil {
		return err
	}
	index := uint64(0)
	for _, rec := range content.records {
		for _, k := range rec.keys {
			b = head.appendRecord(b, index, recordKey, rec.seq, k.body())
			index++
		}
		b = head.appendRecord(b, index, recordEntry, rec.seq, rec.encoded)
		index++
	}
	return durable.WriteFile(s.path, b)
}
