package main

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"

	"etabli/app/domain/fault"
	"etabli/cmd/internal/cli"
	"etabli/storage"
	"etabli/storage/blob"
	"etabli/storage/durable"
	"etabli/storage/pgstore"
	"etabli/sync/hub"
)

// TargetNotEmpty says that a migration would mix two HQs.
const TargetNotEmpty fault.Code = "target_not_empty"

type migrateCmd struct {
	From string `type:"path" help:"Folder of the embedded HQ; --dir when empty."`
	To   string `required:"" env:"ETABLI_STORE_URL" placeholder:"postgres://…" help:"Empty PostgreSQL database."`
}

// Migrated is what a migration did.
type Migrated struct {
	Rows      int    `json:"rows"`
	Bytes     int64  `json:"bytes"`
	SHA256    string `json:"sha256"` // of all rows, in order
	Positions uint64 `json:"positions"`
	// Attachments is how many files of attachments the database holds now.
	Attachments int `json:"attachments"`
	// Repeated says that the database already held exactly these rows.
	Repeated bool `json:"repeated,omitempty"`
}

// Run moves all rows in one transaction, so a run that broke off left nothing
// and is simply repeated; then it proves what arrived. The folder stays as it
// is, with a mark that keeps a server from using it again.
func (c *migrateCmd) Run(r *run) error {
	if c.From == "" {
		c.From = r.dir
	}
	done, err := c.migrate(r)
	if err != nil {
		return explain(err)
	}
	return r.Answer(done, func(w io.Writer) {
		fmt.Fprintln(w, r.Words.T("hq.migrated", "rows", fmt.Sprint(done.Rows), "positions", fmt.Sprint(done.Positions)))
	})
}

func (c *migrateCmd) migrate(r *run) (done Migrated, err error) {
	if _, err := os.Stat(filepath.Join(c.From, storeDir)); err != nil {
		return done, fault.New(NoHQ, "from").Because(err)
	}
	v, err := openVault(c.From)
	if err != nil {
		return done, err
	}
	from, err := openEmbedded(r.ctx, c.From, v, r.Log)
	if err != nil {
		return done, err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	if _, err := proveOrder(r.ctx, from); err != nil {
		return done, err
	}
	to, err := pgstore.Open(r.ctx, pgstore.Options{URL: c.To, Log: r.Log})
	if err != nil {
		return done, err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	if done, err = move(r, from, to); err != nil {
		return done, err
	}
	if done.Positions, err = proveOrder(r.ctx, to); err != nil {
		return done, err
	}
	files, err := blob.Open(filepath.Join(c.From, blobDir), v.BlobKey())
	if err != nil {
		return done, err
	}
	if done.Attachments, err = blob.NewRows(to).Fill(r.ctx, files); err != nil {
		return done, err
	}
	return done, durable.WriteFile(filepath.Join(c.From, movedFile), nil)
}

// proveOrder proves HQ's log and returns how long it is.
func proveOrder(ctx context.Context, store storage.Store) (uint64, error) {
	report, err := hub.Verify(ctx, store)
	if err == nil && report.Found > 0 {
		err = fault.New(HQDamaged, "from").Because(fmt.Errorf("%d problems: %v", report.Found, report.Problems))
	}
	return report.Head.Position, err
}

// move copies every row and compares what is there afterwards. A database that
// holds exactly these rows already is left alone.
func move(r *run, from storage.Store, to *pgstore.Store) (Migrated, error) {
	sent, err := sumOf(r.ctx, from, nil)
	if err != nil {
		return sent, err
	}
	bar := cli.NewProgress(r.Err, int64(sent.Rows))
	defer bar.Done()
	err = to.Load(r.ctx, func(put func(key, value []byte) error) error {
		n := int64(0)
		_, err := sumOf(r.ctx, from, func(key, value []byte) error {
			n++
			bar.At(n)
			return put(key, value)
		})
		return err
	})
	repeated := errors.Is(err, storage.ErrNotEmpty)
	if err != nil && !repeated {
		return sent, err
	}
	arrived, err := sumOf(r.ctx, to, nil)
	switch {
	case err != nil:
		return sent, err
	case arrived == sent:
		sent.Repeated = repeated
		return sent, nil
	case repeated:
		return sent, fault.New(TargetNotEmpty, "to")
	}
	return sent, fault.New(cli.DamageFound, "to", "n", fmt.Sprint(max(sent.Rows-arrived.Rows, 1)))
}

// sumOf counts and hashes all rows, and passes them on.
func sumOf(ctx context.Context, store storage.Store, each func(key, value []byte) error) (sum Migrated, err error) {
	h := sha256.New()
	err = store.View(ctx, func(rows storage.Reader) error {
		return rows.Scan(storage.Range{}, func(key, value []byte) error {
			if blob.IsRow(key) {
				return nil // attachments are files in the folder, and come apart
			}
			writeLong(h, key)
			writeLong(h, value)
			sum.Rows++
			sum.Bytes += int64(len(key) + len(value))
			if each == nil {
				return nil
			}
			return each(key, value)
		})
	})
	sum.SHA256 = hex.EncodeToString(h.Sum(nil))
	return sum, err
}

// writeLong writes bytes behind their length.
func writeLong(h hash.Hash, b []byte) {
	var size [8]byte
	binary.BigEndian.PutUint64(size[:], uint64(len(b)))
	h.Write(size[:])
	h.Write(b)
}
