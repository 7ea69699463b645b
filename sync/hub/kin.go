package hub

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"

	"etabli/storage"
	"etabli/sync/enrol"
	"etabli/sync/wire"
)

// ErrForeignSecrets says that the store belongs to an HQ with other authorities
// or another receipt key: this process would admit nobody its kin admitted.
var ErrForeignSecrets = errors.New("hub: the secrets are not those of this HQ")

// joinKin takes part in an HQ of several processes, if the store can be shared.
func (h *Hub) joinKin(ctx context.Context) error {
	shared, ok := h.o.Store.(storage.Watchable)
	if !ok {
		return nil
	}
	if err := join(ctx, h.o.Store, h.authority, h.core.receipts); err != nil {
		return err
	}
	following, cancel := context.WithCancel(context.WithoutCancel(ctx))
	h.running.Add(2)
	go func() {
		defer h.running.Done()
		<-h.quit
		cancel()
	}()
	go h.follow(following, shared.Changes(following))
	return nil
}

// seenElsewhere tells whether a device is connected to another process, as far
// as that has written it down.
func (h *Hub) seenElsewhere(d *Device) bool {
	if _, shared := h.o.Store.(storage.Watchable); !shared {
		return false
	}
	return d.Revoked.IsZero() && h.o.Now().Sub(d.LastSeen) < sightAgain+sightEvery+2*wire.HeartbeatEvery
}

// join makes sure that all processes over one store have the same secrets; the
// first one decides.
func join(ctx context.Context, store storage.Store, authority *enrol.Authority, receipts []byte) error {
	h := sha256.New()
	for _, pin := range authority.Pins() {
		h.Write(pin[:])
	}
	h.Write(receipts)
	mark := h.Sum(nil)
	err := store.Update(ctx, func(tx storage.Tx) error {
		if err := tx.Lock(headKey); err != nil {
			return err
		}
		var first []byte
		found, err := getRow(tx, kinKey, &first)
		if err != nil {
			return err
		}
		if !found {
			return putRow(tx, kinKey, mark)
		}
		if subtle.ConstantTimeCompare(first, mark) != 1 {
			return ErrForeignSecrets
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("hub: join: %w", err)
	}
	return nil
}
