package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/cmd/internal/device"
	"etabli/storage"
	"etabli/storage/badgerstore"
	"etabli/storage/vault"
	"etabli/sync/hlc"
	"etabli/sync/hub"
)

// The folders and files of HQ, under its own folder.
const (
	vaultDir  = "vault"
	storeDir  = "store"
	clockFile = "clock"
	socket    = "admin.sock"
)

// hq is an open HQ.
type hq struct {
	hub   *hub.Hub
	app   *service.App
	store *badgerstore.Store
	clock *hlc.Clock
}

// open opens HQ's data, or makes it on the first run.
func open(ctx context.Context, dir, portalURL string, log *slog.Logger) (_ *hq, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fault.New(device.FolderDenied, "dir").Because(err)
	}
	h := &hq{}
	defer func() {
		if err != nil {
			err = device.Explain(errors.Join(err, h.Close()))
		}
	}()
	v, err := openVault(dir)
	if err != nil {
		return nil, fmt.Errorf("open vault: %w", err)
	}
	if h.store, err = openStore(ctx, dir, v, log); err != nil {
		return nil, err
	}
	if h.clock, err = device.OpenClock(filepath.Join(dir, clockFile), log); err != nil {
		return nil, err
	}
	read := views.New()
	if err := freshViews(ctx, read, h.store); err != nil {
		return nil, fmt.Errorf("views: %w", err)
	}
	h.hub, err = hub.Open(ctx, hub.Options{
		Store: h.store, Folder: read, Clock: h.clock, Secrets: v, Random: rand.Reader,
		Now: time.Now, Log: log, PortalURL: portalURL,
	})
	if err != nil {
		return nil, fmt.Errorf("open hub: %w", err)
	}
	h.app = service.New(service.Options{
		Journal: h.hub, Views: read, Now: time.Now, Random: rand.Reader,
		Place: service.Place{PortalURL: portalURL},
	})
	return h, nil
}

// freshViews rebuilds the views when another version of the program made them,
// and else clears away what a rebuild that broke off left behind.
func freshViews(ctx context.Context, v *views.Views, store storage.Store) error {
	stale := false
	err := store.View(ctx, func(r storage.Reader) (err error) {
		stale, err = v.Stale(r)
		return err
	})
	if err != nil {
		return err
	}
	if !stale {
		return v.Tidy(ctx, store)
	}
	return v.Rebuild(ctx, store, nil)
}

func openVault(dir string) (*vault.Vault, error) {
	return device.OpenVault(filepath.Join(dir, vaultDir), device.PassphraseFromEnv)
}

func openStore(ctx context.Context, dir string, v *vault.Vault, log *slog.Logger) (*badgerstore.Store, error) {
	program, err := os.Executable()
	if err != nil {
		program = "" // then an opening after a crash is not checked beforehand
	}
	key := v.StoreKey()
	return badgerstore.Open(ctx, badgerstore.Options{
		Dir: filepath.Join(dir, storeDir), Key: key[:], Log: log, CheckProgram: program,
	})
}

// Close closes everything that is open.
func (h *hq) Close() error {
	var errs []error
	if h.hub != nil {
		errs = append(errs, h.hub.Close())
	}
	if h.clock != nil {
		errs = append(errs, h.clock.Close())
	}
	if h.store != nil {
		errs = append(errs, h.store.Close())
	}
	return errors.Join(errs...)
}
