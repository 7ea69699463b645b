package e2e_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"regexp"

	"github.com/rogpeppe/go-internal/testscript"

	"etabli/cmd/internal/device"
	"etabli/storage"
	"etabli/storage/badgerstore"
)

// holds FOLDER REGEXP looks, with the keys of the folder, at every row of the
// store of a device or of HQ that does not run.
func holds(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: holds FOLDER regexp")
	}
	found, err := searchRows(ts.MkAbs(args[0]), regexp.MustCompile(args[1]))
	ts.Check(err)
	if (len(found) > 0) == neg {
		ts.Fatalf("%s: rows that hold %s: %v", args[0], args[1], found)
	}
}

func searchRows(dir string, re *regexp.Regexp) (found []string, err error) {
	v, err := device.OpenVault(filepath.Join(dir, "vault"), device.PassphraseFromEnv)
	if err != nil {
		return nil, err
	}
	store, err := device.OpenStore(context.Background(), dir, v, badgerstore.Tablet, slog.New(slog.DiscardHandler))
	if err != nil {
		return nil, err
	}
	err = store.View(context.Background(), func(r storage.Reader) error {
		return r.Scan(storage.Range{}, func(key, value []byte) error {
			if re.Match(key) || re.Match(value) {
				found = append(found, fmt.Sprintf("%q", key))
			}
			return nil
		})
	})
	return found, errors.Join(err, store.Close())
}
