package main

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"

	"etabli/app/domain/fault"
	"etabli/cmd/internal/device"
	"etabli/storage"
	"etabli/storage/badgerstore"
	"etabli/storage/pgstore"
	"etabli/storage/vault"
)

// The faults of where HQ's data is.
const (
	StoreURLBad  fault.Code = "store_url_bad"
	StoreNewer   fault.Code = "store_newer"   // a later version of the program made its tables
	OtherSecrets fault.Code = "other_secrets" // the vault is another HQ's
	HQMoved      fault.Code = "hq_moved"      // the data of the folder is in a database now
)

// movedFile says, in the folder of an embedded HQ, that its data was moved.
const movedFile = "moved"

// place is where HQ's data is.
type place struct {
	StoreURL string `name:"store-url" env:"ETABLI_STORE_URL" placeholder:"postgres://…" help:"PostgreSQL database of HQ's data, which several servers share; when empty, the data is in HQ's folder."`
}

// open opens the store.
func (p place) open(ctx context.Context, dir string, v *vault.Vault, log *slog.Logger) (storage.Store, error) {
	if p.StoreURL == "" {
		if _, err := os.Stat(filepath.Join(dir, movedFile)); err == nil {
			return nil, fault.New(HQMoved, "store-url")
		}
		return openEmbedded(ctx, dir, v, log)
	}
	store, err := pgstore.Open(ctx, pgstore.Options{URL: p.StoreURL, Log: log})
	if err != nil {
		return nil, err
	}
	return store, nil
}

// openEmbedded opens the store in HQ's folder.
func openEmbedded(ctx context.Context, dir string, v *vault.Vault, log *slog.Logger) (storage.Store, error) {
	store, err := device.OpenStore(ctx, dir, v, badgerstore.Server, log)
	if err != nil {
		return nil, err
	}
	return store, nil
}
