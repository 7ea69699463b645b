package views

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"etabli/app/domain/repair"
	"etabli/storage"
	"etabli/storage/journal"
)

const (
	blobHashBytes = 32
	blobKeyBytes  = 32
	// blobRefBytes is the value of a blob's row: the entry, the number of the box
	// that holds its key, and whether it is small. The key itself is in no row.
	blobRefBytes = 8 + 8 + 2 + 1
)

func (g generation) blob(hash []byte) []byte { return g.key(rowBlob, hash) }

// blobs enters the attachments of the entries that came: what they show may be of
// any kind, their boxes say which blobs they are.
func (w *writer) blobs(s *subject) error {
	for i := range s.history {
		e := &s.history[i]
		if s.news != nil && !has(s.news, e.Ref()) {
			continue
		}
		for n := range e.Boxes {
			if e.Boxes[n].Purpose != journal.Photos || e.Boxes[n].Subject != s.entity.ID {
				continue
			}
			var box repair.PhotosBox
			if !openBox(w.tx, e, n, &box) {
				continue
			}
			if err := w.blobRows(e.Ref(), n, box); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *writer) blobRows(ref journal.Ref, n int, box repair.PhotosBox) error {
	at := binary.BigEndian.AppendUint64(append(make([]byte, 0, blobRefBytes), ref.Chain[:]...), ref.Seq)
	at = binary.BigEndian.AppendUint16(at, uint16(n))
	for _, k := range box.Keys {
		if len(k.Hash) != blobHashBytes || len(k.Key) != blobKeyBytes {
			continue // of a broken device: nothing to open
		}
		value := append(slices.Clone(at), 0)
		if k.Small {
			value[blobRefBytes-1] = 1
		}
		if err := w.tx.Put(w.g.blob(k.Hash), value); err != nil {
			return err
		}
	}
	return nil
}

// BlobKey answers the key of an attachment's blob; storage.ErrNotFound when no
// entry here names it, or its box cannot be read: withheld or erased.
func (v *Views) BlobKey(r storage.Reader, hash []byte) (key [32]byte, err error) {
	g, err := current(r)
	if err != nil {
		return key, err
	}
	raw, err := r.Get(g.blob(hash))
	if err != nil {
		return key, fmt.Errorf("views: key of a blob: %w", err)
	}
	if len(raw) != blobRefBytes {
		return key, ErrDamaged
	}
	ref := journal.Ref{Chain: journal.ChainID(raw[:8]), Seq: binary.BigEndian.Uint64(raw[8:16])}
	e, err := journal.Get(r, ref)
	if err != nil {
		return key, fmt.Errorf("views: key of a blob: %w", err)
	}
	var box repair.PhotosBox
	if openBox(r, &e, int(binary.BigEndian.Uint16(raw[16:18])), &box) {
		for _, k := range box.Keys {
			if string(k.Hash) == string(hash) && len(k.Key) == blobKeyBytes {
				return [32]byte(k.Key), nil
			}
		}
	}
	return key, fmt.Errorf("views: the box with the key of a blob does not open: %w", storage.ErrNotFound)
}

// EachBlob calls fn for every blob that an entry here names, with the entry, by
// its hash, until it fails; storage.Stop ends it without an error. Small ones are
// small pictures of others.
func (v *Views) EachBlob(r storage.Reader, fn func(of journal.Ref, hash []byte, small bool) error) error {
	g, err := current(r)
	if err != nil {
		return err
	}
	under := g.key(rowBlob)
	err = r.Scan(storage.Prefix(under), func(key, value []byte) error {
		if len(value) != blobRefBytes {
			return ErrDamaged
		}
		of := journal.Ref{Chain: journal.ChainID(value[:8]), Seq: binary.BigEndian.Uint64(value[8:16])}
		return fn(of, key[len(under):], value[blobRefBytes-1] == 1)
	})
	if errors.Is(err, storage.Stop) {
		return nil
	}
	return err
}
