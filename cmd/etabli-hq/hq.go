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
	"etabli/app/domain/receipt"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/cmd/internal/device"
	"etabli/cmd/internal/law"
	"etabli/cmd/internal/phrases"
	"etabli/storage"
	"etabli/storage/blob"
	"etabli/storage/pgstore"
	"etabli/storage/vault"
	"etabli/sync/attach"
	"etabli/sync/hlc"
	"etabli/sync/hub"
)

// The folders and files of HQ, under its own folder.
const (
	vaultDir  = "vault"
	storeDir  = "store"
	clockFile = "clock"
	blobDir   = "blobs"
	socket    = "admin.sock"
)

// hq is an open HQ.
type hq struct {
	hub   *hub.Hub
	app   *service.App
	store storage.Store
	clock *hlc.Clock
	vault *vault.Vault
	log   *slog.Logger
	// pageKey seals what the customer's page hands out.
	pageKey [32]byte
	// receiptKey is what devices prove receipts with.
	receiptKey receipt.Key
	dir        string
	blobs      files
	lists      lists
	address    string // of the sync port, as devices reach it; known once HQ serves
}

// files are the attachments: those that pass through, and those that HQ takes in
// itself, by the page and by e-mail.
type files interface {
	attach.Store
	service.Blobs
}

// open opens HQ's data, or makes it on the first run.
func open(ctx context.Context, dir string, at place, portalURL string, horizon time.Duration, log *slog.Logger) (_ *hq, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fault.New(device.FolderDenied, "dir").Because(err)
	}
	h := &hq{log: log, dir: dir}
	defer func() {
		if err != nil {
			err = explain(errors.Join(err, h.Close()))
		}
	}()
	v, err := openVault(dir)
	if err != nil {
		return nil, fmt.Errorf("open vault: %w", err)
	}
	h.vault, h.pageKey = v, v.PortalKey()
	if h.store, err = at.open(ctx, dir, v, log); err != nil {
		return nil, err
	}
	if err := h.clear(ctx); err != nil {
		log.Warn("the store was not copied after an erasure", "error", err)
	}
	if h.clock, err = device.OpenClock(filepath.Join(dir, clockFile), time.Now, log); err != nil {
		return nil, err
	}
	read := views.New()
	if err := h.lists.begin(ctx, read, h.store); err != nil {
		return nil, fmt.Errorf("views: %w", err)
	}
	if h.blobs, err = h.attachments(dir, v); err != nil {
		return nil, err
	}
	h.receiptKey = receipt.Key(v.ReceiptKey())
	h.hub, err = hub.Open(ctx, hub.Options{
		Store: h.store, Folder: read, Router: read, Shortener: read, Horizon: horizon, Clock: h.clock, Secrets: v, Random: rand.Reader,
		Now: time.Now, Log: log, PortalURL: portalURL, ReceiptKey: h.receiptKey[:], Attachments: h.blobs,
		Beside: h.newFleet(),
	})
	if err != nil {
		return nil, fmt.Errorf("open hub: %w", err)
	}
	table, err := law.Table()
	if err != nil {
		return nil, err
	}
	h.app = service.New(service.Options{
		Journal: h.hub, Views: read, Blobs: h.blobs, Rules: table, Words: phrases.In, Heard: h.heard, Erases: true, Now: time.Now, Random: rand.Reader,
		Place: service.Place{PortalURL: portalURL}, StopLink: h.stopLink,
	})
	return h, nil
}

// attachments are kept as files beside an embedded store, and as rows of a
// database that several servers share.
func (h *hq) attachments(dir string, v *vault.Vault) (files, error) {
	if _, shared := h.store.(*pgstore.Store); shared {
		return blob.NewRows(h.store).Keyed(v.BlobKey()), nil
	}
	return blob.Open(filepath.Join(dir, blobDir), v.BlobKey())
}

// explain turns what can go wrong in opening HQ's data into a fault.
func explain(err error) error {
	var known *fault.Error
	switch {
	case errors.As(err, &known):
	case errors.Is(err, hub.ErrRecovering):
		return fault.New(device.HQRecovering, "").Because(err)
	case errors.Is(err, storage.ErrDamaged):
		return fault.New(HQDamaged, "dir").Because(err)
	case errors.Is(err, pgstore.ErrBadURL):
		return fault.New(StoreURLBad, "store-url").Because(err)
	case errors.Is(err, pgstore.ErrNewerSchema):
		return fault.New(StoreNewer, "store-url").Because(err)
	case errors.Is(err, hub.ErrForeignSecrets):
		return fault.New(OtherSecrets, "dir").Because(err)
	}
	return device.Explain(err)
}

func openVault(dir string) (*vault.Vault, error) {
	return device.OpenVault(filepath.Join(dir, vaultDir), device.PassphraseFromEnv)
}

// Close closes everything that is open.
func (h *hq) Close() error {
	h.lists.close()
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
