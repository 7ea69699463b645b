package main

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"path/filepath"

	"etabli/app/domain/fault"
	"etabli/storage"
	"etabli/storage/vault"
	"etabli/sync/hub"
)

// safeUpTo is the body of a request: HQ's log is in a second copy up to Position.
type safeUpTo struct {
	Position uint64 `json:"position"`
}

// logEnd is where HQ's log ends, running or not.
func (r *run) logEnd() (position uint64, err error) {
	var s Status
	if err = r.ask(http.MethodGet, "/status", nil, &s); err == nil {
		return s.Position, nil
	}
	err = r.atRest(err, func(_ *vault.Vault, store storage.Store) error {
		return store.View(r.ctx, func(reader storage.Reader) error {
			head, err := hub.HeadOf(reader)
			position = head.Position
			return err
		})
	})
	return position, err
}

// safe notes that HQ's log is in a second copy up to a position, so that devices
// may let go of what is not theirs any more.
func (r *run) safe(position uint64) error {
	body, err := json.Marshal(safeUpTo{position})
	if err != nil {
		return err
	}
	if err = r.ask(http.MethodPost, "/stable", body, &struct{}{}); err == nil {
		return nil
	}
	return r.atRest(err, func(_ *vault.Vault, store storage.Store) error { return hub.SetStable(r.ctx, store, position) })
}

// atRest does something with the store of an HQ that was asked and does not run.
func (r *run) atRest(asked error, do func(*vault.Vault, storage.Store) error) error {
	if !errors.Is(asked, fault.New(NotServing, "dir")) {
		return asked
	}
	if _, err := os.Stat(filepath.Join(r.dir, storeDir)); err != nil {
		return fault.New(NoHQ, "dir").Because(err)
	}
	v, err := openVault(r.dir)
	if err != nil {
		return err
	}
	store, err := place{}.open(r.ctx, r.dir, v, r.Log)
	if err != nil {
		return explain(err)
	}
	return errors.Join(do(v, store), store.Close())
}

// settle notes that HQ's log is in a second copy.
func (a *admin) settle(r *http.Request) (any, error) {
	var in safeUpTo
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return nil, fault.New(fault.Malformed, "position", "expected", "number").Because(err)
	}
	return struct{}{}, a.hq.hub.SetStable(context.WithoutCancel(r.Context()), in.Position)
}
