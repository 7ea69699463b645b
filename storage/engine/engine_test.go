package engine_test

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"etabli/storage"
	"etabli/storage/engine"
)

// backend is one that fails as told.
type backend struct {
	rows      engine.Sorted[[]byte]
	applying  error
	snapping  error
	scanning  error
	closings  int
	applyings int
}

func (b *backend) Snapshot() (engine.Snapshot, error) {
	if b.snapping != nil {
		return nil, b.snapping
	}
	return snapshot{b.rows.Freeze(), b.scanning}, nil
}

func (b *backend) Apply(w *engine.Writes) error {
	b.applyings++
	if b.applying != nil {
		return b.applying
	}
	return w.Each(
		func(key, value []byte) error { b.rows.Put(key, value); return nil },
		func(key []byte) error { b.rows.Delete(key); return nil })
}

func (b *backend) Close() error { b.closings++; return nil }

type snapshot struct {
	rows engine.Frozen[[]byte]
	err  error
}

func (s snapshot) Get(key []byte) ([]byte, error) {
	if v, ok := s.rows.Get(key); ok {
		return v, nil
	}
	return nil, storage.ErrNotFound
}

func (s snapshot) Cursor(rng storage.Range) engine.Cursor { return cursor{s.rows.Walk(rng), s.err} }
func (s snapshot) Release()                               {}

type cursor struct {
	*engine.Walk[[]byte]
	err error
}

func (c cursor) Value() ([]byte, error) { return c.Entry(), nil }
func (c cursor) Err() error             { return c.err }
func (c cursor) Close()                 {}

func open(b *backend) *engine.Store {
	return engine.New(b, storage.Limits{KeyBytes: 10, ValueBytes: 10, TxBytes: 100, TxKeys: 10})
}

func put(t *testing.T, s *engine.Store) error {
	return s.Update(t.Context(), func(tx storage.Tx) error { return tx.Put([]byte("a"), []byte("1")) })
}

func TestACommitOfUnknownOutcomeStopsTheStore(t *testing.T) {
	failure := errors.New("the disk went away")
	b := &backend{applying: failure}
	s := open(b)
	for range 2 {
		if err := put(t, s); !errors.Is(err, storage.ErrClosed) || !errors.Is(err, failure) {
			t.Errorf("update: %v", err)
		}
	}
	if err := s.View(t.Context(), func(storage.Reader) error { return nil }); !errors.Is(err, storage.ErrClosed) {
		t.Errorf("view: %v", err)
	}
	if b.applyings != 1 {
		t.Errorf("the backend was asked %d times", b.applyings)
	}
	if err := errors.Join(s.Close(), s.Close()); err != nil || b.closings != 1 {
		t.Errorf("closed %d times, %v", b.closings, err)
	}
}

func TestARefusedCommitLeavesTheStoreRunning(t *testing.T) {
	for _, refusal := range []error{storage.ErrFull, storage.ErrTooBig} {
		b := &backend{applying: refusal}
		s := open(b)
		if err := put(t, s); !errors.Is(err, refusal) || errors.Is(err, storage.ErrClosed) {
			t.Errorf("update: %v", err)
		}
		b.applying = nil
		if err := put(t, s); err != nil {
			t.Errorf("after %v: %v", refusal, err)
		}
	}
}

func TestFailuresOfReadingReachTheCaller(t *testing.T) {
	failure := errors.New("a bad block")
	s := open(&backend{scanning: failure})
	scan := func(r storage.Reader) error {
		return r.Scan(storage.Range{}, func(_, _ []byte) error { return nil })
	}
	if err := s.View(t.Context(), scan); !errors.Is(err, failure) {
		t.Errorf("scan: %v", err)
	}
	err := s.Update(t.Context(), func(tx storage.Tx) error {
		return errors.Join(tx.Put([]byte("a"), nil), scan(tx))
	})
	if !errors.Is(err, failure) {
		t.Errorf("scan over own writes: %v", err)
	}
	s = open(&backend{snapping: failure})
	if err := s.View(t.Context(), scan); !errors.Is(err, failure) {
		t.Errorf("snapshot: %v", err)
	}
}

func TestAnUpdateThatWritesNothingCostsNothing(t *testing.T) {
	b := new(backend)
	if err := open(b).Update(t.Context(), func(storage.Tx) error { return nil }); err != nil || b.applyings != 0 {
		t.Errorf("%d calls, %v", b.applyings, err)
	}
}

func TestAWaitingWriterLearnsThatTheStoreStopped(t *testing.T) {
	s := open(new(backend))
	late := make(chan error, 1)
	err := s.Update(t.Context(), func(tx storage.Tx) error {
		go func() { late <- put(t, s) }()
		s.Stop(storage.ErrDamaged)
		return tx.Put([]byte("b"), nil)
	})
	if err != nil {
		t.Errorf("the running writer: %v", err)
	}
	if err := <-late; !errors.Is(err, storage.ErrClosed) || !errors.Is(err, storage.ErrDamaged) {
		t.Errorf("the late writer: %v", err)
	}
}

// A frozen map keeps its content whatever happens to the map it came from.
func TestFrozenContentDoesNotChange(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var m engine.Sorted[int]
		plain := map[string]int{}
		type moment struct {
			frozen engine.Frozen[int]
			keys   []string
		}
		var moments []moment
		for n := range rapid.IntRange(1, 60).Draw(rt, "steps") {
			key := rapid.StringN(0, 3, 3).Draw(rt, "key")
			switch rapid.IntRange(0, 3).Draw(rt, "step") {
			case 0:
				m.Delete([]byte(key))
				delete(plain, key)
			case 1:
				moments = append(moments, moment{m.Freeze(), keysOf(m.Freeze())})
			default:
				m.Put([]byte(key), n)
				plain[key] = n
			}
			if m.Len() != len(plain) {
				rt.Fatalf("%d keys, want %d", m.Len(), len(plain))
			}
		}
		for _, then := range moments {
			if now := keysOf(then.frozen); !slices.Equal(now, then.keys) || !slices.IsSorted(now) {
				rt.Fatalf("was %q, is %q", then.keys, now)
			}
		}
	})
}

func keysOf(f engine.Frozen[int]) (keys []string) {
	for w := f.Walk(storage.Range{}); w.Next(); {
		keys = append(keys, string(w.Key()))
	}
	return keys
}
