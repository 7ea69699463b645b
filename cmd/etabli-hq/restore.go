package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"etabli/app/domain/fault"
	"etabli/cmd/internal/device"
	"etabli/storage"
	"etabli/storage/badgerstore"
	"etabli/storage/durable"
	"etabli/storage/vault"
	"etabli/sync/hub"
)

// The faults of a restore.
const (
	RecoveryKeyNeeded fault.Code = "recovery_key_needed"
	RecoveryKeyBad    fault.Code = "recovery_key_bad"
)

// unmarkedDir is a store that was made from a backup and does not say so yet. It
// gets its name afterwards: served before, it would be an old copy of HQ.
const unmarkedDir = storeDir + ".unmarked"

type restoreCmd struct {
	File        string `arg:"" type:"existingfile" help:"A backup."`
	RecoveryKey string `help:"The printed recovery key, when HQ's folder is lost."`
}

// Restored is what a restore made.
type Restored struct {
	Position uint64 `json:"position"`
	Lineage  string `json:"lineage"`
	Revoked  int    `json:"revoked"`
	Erased   int    `json:"erased"` // erasures that were carried out again
}

// Run makes the data anew. A store that is there is never touched: it may hold
// what the backup does not.
func (c *restoreCmd) Run(r *run) error {
	if _, err := os.Stat(filepath.Join(r.dir, storeDir)); err == nil {
		return fault.New(TargetNotEmpty, "dir")
	}
	done, err := c.restore(r)
	if err != nil {
		return explain(err)
	}
	return r.Answer(done, func(w io.Writer) {
		fmt.Fprintln(w, r.Words.T("hq.restored", "position", fmt.Sprint(done.Position)))
	})
}

func (c *restoreCmd) restore(r *run) (done Restored, err error) {
	in, err := os.Open(c.File)
	if err != nil {
		return done, err
	}
	defer in.Close()
	b, err := openBackup(in)
	if err != nil {
		return done, fault.New(BackupDamaged, "file").Because(err)
	}
	v, err := c.vault(r.dir, b)
	if err != nil {
		return done, err
	}
	if err := b.unseal(v); err != nil {
		return done, fault.New(BackupDamaged, "file").Because(err)
	}
	files, err := b.files()
	if err != nil {
		return done, fault.New(BackupDamaged, "file").Because(err)
	}
	if err := putFiles(r.dir, files); err != nil {
		return done, err
	}
	made, err := device.StoreOptions(r.dir, v, r.Log)
	if err != nil {
		return done, err
	}
	made.Dir, made.Size = filepath.Join(r.dir, unmarkedDir), badgerstore.Server
	if err := os.RemoveAll(made.Dir); err != nil { // of an attempt that did not end
		return done, err
	}
	err = badgerstore.Restore(r.ctx, made, b.rows)
	if errors.Is(err, storage.ErrDamaged) {
		return done, fault.New(BackupDamaged, "file").Because(err)
	}
	if err != nil {
		return done, err
	}
	if done, err = c.mark(r, made); err != nil {
		return done, err
	}
	if err := os.Rename(made.Dir, filepath.Join(r.dir, storeDir)); err != nil {
		return done, err
	}
	return done, durable.SyncFolder(r.dir)
}

// vault opens the vault of the folder, or makes the backup's one there.
func (c *restoreCmd) vault(dir string, b *backupFile) (*vault.Vault, error) {
	at := filepath.Join(dir, vaultDir)
	if c.RecoveryKey != "" {
		if err := os.MkdirAll(at, 0o700); err != nil {
			return nil, fault.New(device.FolderDenied, "dir").Because(err)
		}
		return recoverVault(at, c.RecoveryKey)
	}
	if _, err := os.Stat(filepath.Join(at, protection)); errors.Is(err, os.ErrNotExist) {
		if strings.Contains(string(b.protection), string(vault.KeyFile)) {
			return nil, fault.New(RecoveryKeyNeeded, "recovery-key")
		}
		if err := os.MkdirAll(at, 0o700); err != nil {
			return nil, fault.New(device.FolderDenied, "dir").Because(err)
		}
		if err := durable.WriteFile(filepath.Join(at, protection), b.protection); err != nil {
			return nil, err
		}
	}
	return openVault(dir)
}

// recoverVault opens a vault with its printed key.
func recoverVault(dir, key string) (*vault.Vault, error) {
	v, err := vault.Recover(dir, key, vault.Options{Passphrase: device.PassphraseFromEnv, Keyring: os.Getenv("ETABLI_KEYRING") != "off"})
	var typed *vault.MistypedError
	if errors.As(err, &typed) || errors.Is(err, vault.ErrNotItsKey) {
		return nil, fault.New(RecoveryKeyBad, "recovery-key").Because(err)
	}
	return v, err
}

// putFiles brings secrets back that are missing, and the lists of before.
func putFiles(dir string, files map[string][]byte) error {
	for name, content := range files {
		if name == revocationsFile || name == erasuresFile {
			continue
		}
		path := filepath.Join(dir, vaultDir, name)
		if _, err := os.Stat(path); err == nil {
			continue
		}
		if err := durable.WriteFile(path, content); err != nil {
			return err
		}
	}
	for _, name := range []string{revocationsFile, erasuresFile} {
		here, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
		if err := durable.WriteFile(filepath.Join(dir, name), slices.Concat(files[name], []byte("\n"), here)); err != nil {
			return err
		}
	}
	return nil
}

// mark raises the lineage of what was restored, and revokes and erases again what
// was revoked and erased since.
func (c *restoreCmd) mark(r *run, made badgerstore.Options) (done Restored, err error) {
	store, err := badgerstore.Open(r.ctx, made)
	if err != nil {
		return done, err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	head, err := hub.Restored(r.ctx, store, rand.Reader, time.Now().UnixMilli())
	if err != nil {
		return done, err
	}
	revoked, err := readRevocations(r.dir)
	if err != nil {
		return done, err
	}
	if err := hub.Revoke(r.ctx, store, maps.Clone(revoked)); err != nil {
		return done, err
	}
	erased, err := eraseListed(r.ctx, store, r.dir)
	if err != nil {
		return done, err
	}
	return Restored{Position: head.Position, Lineage: head.Lineage.String(), Revoked: len(revoked), Erased: erased}, nil
}
