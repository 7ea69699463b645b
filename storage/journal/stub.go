package journal

import (
	"encoding/binary"
	"errors"
	"fmt"

	"etabli/storage"
)

// Stub is what a store keeps of an entity whose history it does not hold, or may
// not show any more. Without a stub, what the store holds of an entity is all
// that this device may hold.
type Stub struct {
	Entity Entity
	// Wanted says that the history is to be asked of HQ.
	Wanted bool
	// Left says that the entity is of other sites now: what is private of it goes
	// as soon as HQ cannot lose it any more; Dropped, that it went.
	Left, Dropped bool
	// Foreign says that the entity never was of this site; entries about others
	// name it.
	Foreign bool
	// Pruned says that the history was let go because nobody works on it.
	Pruned bool
	// WasWhole says that the history was all there when the stub was made.
	WasWhole bool
	// Position is where in HQ's order it became a stub.
	Position uint64
	// After is the position up to which a history that comes in parts is here.
	After uint64
	// Content is what whoever derives rows from entries shows meanwhile; opaque to
	// this package.
	Content []byte
}

// The flags of a stub's row.
const (
	stubWanted = 1 << iota
	stubLeft
	stubDropped
	stubForeign
	stubPruned
	stubWasWhole

	stubFlags = stubWanted | stubLeft | stubDropped | stubForeign | stubPruned | stubWasWhole
)

const stubHeadBytes = 1 + 8 + 8

func (s *Stub) bytes() []byte {
	flags := byte(0)
	for bit, set := range map[byte]bool{
		stubWanted: s.Wanted, stubLeft: s.Left, stubDropped: s.Dropped, stubForeign: s.Foreign, stubPruned: s.Pruned, stubWasWhole: s.WasWhole,
	} {
		if set {
			flags |= bit
		}
	}
	b := binary.BigEndian.AppendUint64(append(make([]byte, 0, stubHeadBytes+len(s.Content)+sumBytes), flags), s.Position)
	return append(binary.BigEndian.AppendUint64(b, s.After), s.Content...)
}

func stubKey(e Entity) []byte {
	key := entityKey(e)
	key[0] = prefixStub
	return key
}

func parseStub(key, value []byte) (*Stub, error) {
	if len(key) != 1+1+16 || len(value) < stubHeadBytes || value[0]&^stubFlags != 0 {
		return nil, damagedRow(key, "it is not a stub")
	}
	flag := func(bit byte) bool { return value[0]&bit != 0 }
	return &Stub{
		Entity: Entity{Type: EntityType(key[1]), ID: EntityID(key[2:])},
		Wanted: flag(stubWanted), Left: flag(stubLeft), Dropped: flag(stubDropped), Foreign: flag(stubForeign), Pruned: flag(stubPruned),
		WasWhole: flag(stubWasWhole), Position: binary.BigEndian.Uint64(value[1:]), After: binary.BigEndian.Uint64(value[9:]),
		Content: append([]byte(nil), value[stubHeadBytes:]...),
	}, nil
}

// StubOf returns the stub that a store keeps of an entity, or nil.
func StubOf(r storage.Reader, e Entity) (*Stub, error) {
	key := stubKey(e)
	value, err := getRow(r, key)
	if errors.Is(err, storage.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("journal: stub of %s: %w", e.ID, err)
	}
	return parseStub(key, value)
}

// PutStub writes a stub.
func PutStub(tx storage.Tx, s *Stub) error { return putRow(tx, stubKey(s.Entity), s.bytes()) }

// EachStub calls fn for the stubs of a store, by entity, after one of them; the
// zero Entity is before all.
func EachStub(r storage.Reader, after Entity, fn func(*Stub) error) error {
	rng := storage.Prefix([]byte{prefixStub})
	if after != (Entity{}) {
		rng.Start = storage.After(stubKey(after))
	}
	return r.Scan(rng, func(key, value []byte) error {
		value, err := checkRow(key, value)
		if err != nil {
			return err
		}
		s, err := parseStub(key, value)
		if err != nil {
			return err
		}
		return fn(s)
	})
}

// HasStubs tells whether a store keeps any stub.
func HasStubs(r storage.Reader) (some bool, err error) {
	rng := storage.Prefix([]byte{prefixStub})
	rng.KeysOnly = true
	err = r.Scan(rng, func(_, _ []byte) error {
		some = true
		return storage.Stop
	})
	return some, err
}

// number reads a meta row that holds one position.
func number(r storage.Reader, name string) (uint64, error) {
	value, err := getRow(r, metaKey(name))
	if errors.Is(err, storage.ErrNotFound) {
		return 0, nil
	}
	if err == nil && len(value) != 8 {
		err = damagedRow(metaKey(name), "it is not a number")
	}
	if err != nil {
		return 0, err
	}
	return binary.BigEndian.Uint64(value), nil
}

func putNumber(tx storage.Tx, name string, n uint64) error {
	return putRow(tx, metaKey(name), binary.BigEndian.AppendUint64(nil, n))
}

// ScopedOf returns the position up to which this store knows which entities came
// to its site and which left it.
func ScopedOf(r storage.Reader) (uint64, error) { return number(r, metaScoped) }

// StableOf returns the position up to which HQ said that it cannot lose its log
// any more.
func StableOf(r storage.Reader) (uint64, error) { return number(r, metaStable) }
