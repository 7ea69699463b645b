package api

import (
	"context"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"io"
	"slices"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
	"etabli/storage"
	"etabli/storage/journal"
)

// Hook is a program that wants to be told what changed, by signed requests.
type Hook struct {
	ID       string `cbor:"1,keyasint" json:"id"`
	URL      string `cbor:"2,keyasint" json:"url"`
	Secret   []byte `cbor:"3,keyasint" json:"-"`
	Position uint64 `cbor:"4,keyasint" json:"position"` // up to which it was told
	Lineage  string `cbor:"5,keyasint,omitempty" json:"lineage,omitempty"`
	Failures int    `cbor:"6,keyasint,omitempty" json:"failures,omitempty"` // in a row
	FailedMS int64  `cbor:"7,keyasint,omitempty" json:"failed_ms,omitempty"`
	Replays  uint64 `cbor:"8,keyasint,omitempty" json:"replays,omitempty"` // how often it asked to be told again
}

// Hooks are the programs that are told.
type Hooks struct {
	Store  storage.Store
	Random io.Reader
}

// hookRows begin the rows of hooks in headquarters' store.
var hookRows = []byte{'z', 'h'}

// hookBytes are drawn for the name of a hook, and for its secret.
const (
	hookBytes   = 8
	secretBytes = 32
	maxURL      = 500
)

func hookRow(id string) []byte { return append(slices.Clone(hookRows), id...) }

// Add adds a program, which is told what comes after a position. Its secret is
// told once.
func (h Hooks) Add(ctx context.Context, url string, after uint64) (Hook, string, error) {
	if err := text.Needed("url", url, maxURL); err != nil {
		return Hook{}, "", err
	}
	raw := make([]byte, hookBytes+secretBytes)
	if _, err := io.ReadFull(h.Random, raw); err != nil {
		return Hook{}, "", err
	}
	secret := hex.EncodeToString(raw[hookBytes:])
	hook := Hook{ID: hex.EncodeToString(raw[:hookBytes]), URL: url, Secret: []byte(secret), Position: after}
	return hook, secret, h.change(ctx, hook.ID, func(Hook, bool) (Hook, error) { return hook, nil })
}

// List lists the programs.
func (h Hooks) List(ctx context.Context) ([]Hook, error) {
	out := []Hook{}
	err := h.Store.View(ctx, func(r storage.Reader) error {
		return r.Scan(storage.Prefix(hookRows), func(_, value []byte) error {
			var hook Hook
			err := journal.UnmarshalFacts(value, &hook)
			out = append(out, hook)
			return err
		})
	})
	return out, err
}

// Replay tells a program again what came after a position.
func (h Hooks) Replay(ctx context.Context, id string, after uint64) error {
	return h.change(ctx, id, func(hook Hook, known bool) (Hook, error) {
		if !known {
			return hook, fault.New(fault.NotFound, "id", "what", "hook")
		}
		hook.Position, hook.Failures, hook.FailedMS = after, 0, 0
		hook.Replays++
		return hook, nil
	})
}

// Remove tells a program no more.
func (h Hooks) Remove(ctx context.Context, id string) error {
	return h.Store.Update(ctx, func(tx storage.Tx) error {
		if _, err := tx.Get(hookRow(id)); errors.Is(err, storage.ErrNotFound) {
			return fault.New(fault.NotFound, "id", "what", "hook")
		}
		return tx.Delete(hookRow(id))
	})
}

// errGone says that a hook was removed, or moved by somebody, meanwhile.
var errGone = errors.New("api: the hook is not where it was")

// told notes that a program has what came up to a position, or that it failed.
func (h Hooks) told(ctx context.Context, before, after Hook) error {
	err := h.change(ctx, before.ID, func(now Hook, known bool) (Hook, error) {
		if !known || now.Position != before.Position || now.Replays != before.Replays {
			return now, errGone
		}
		return after, nil
	})
	if errors.Is(err, errGone) {
		return nil
	}
	return err
}

func (h Hooks) change(ctx context.Context, id string, fn func(Hook, bool) (Hook, error)) error {
	return h.Store.Update(ctx, func(tx storage.Tx) error {
		if err := tx.Lock(hookRow(id)); err != nil {
			return err
		}
		var hook Hook
		raw, err := tx.Get(hookRow(id))
		known := err == nil
		if known {
			err = journal.UnmarshalFacts(raw, &hook)
		}
		if err != nil && !errors.Is(err, storage.ErrNotFound) {
			return err
		}
		if hook, err = fn(hook, known); err != nil {
			return err
		}
		if raw, err = journal.MarshalFacts(hook); err != nil {
			return err
		}
		return tx.Put(hookRow(id), raw)
	})
}

// batch is the name of what a program is told at once: the same one again after a
// failure, unless more has happened since, and another when it asked to be told
// again, so that it does not take what it wants for what it has. Positions tell
// what came before.
func batch(h Hook, c Changes) string {
	var raw [24]byte
	binary.BigEndian.PutUint64(raw[:8], h.Position)
	binary.BigEndian.PutUint64(raw[8:], c.Next)
	binary.BigEndian.PutUint64(raw[16:], h.Replays)
	return h.ID + "." + hex.EncodeToString(raw[:])
}
