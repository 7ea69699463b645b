package badgerstore

import (
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/fb"
	"github.com/dgraph-io/badger/v4/options"
	"github.com/dgraph-io/badger/v4/table"
	"github.com/dgraph-io/ristretto/v2"
	"github.com/dgraph-io/ristretto/v2/z"
)

// recently is how long before the last write of a store that crashed tables are
// mistrusted, once those before were all read: a crash harms what was just written.
const recently = 2 * time.Minute

// checkRecent reads every block of the tables that were written last, without opening the
// store. It panics where a block does not fit, as Badger does.
func checkRecent(dir string, o badger.Options) error {
	if err := checkWhole(dir); err != nil {
		return err
	}
	tables, err := manifestOf(o)
	if err != nil {
		return classify(err, dir, o.EncryptionKey)
	}
	keys, err := badger.OpenKeyRegistry(badger.KeyRegistryOptions{Dir: o.Dir, ReadOnly: true, EncryptionKey: o.EncryptionKey})
	if err != nil {
		return classify(err, dir, o.EncryptionKey)
	}
	since, err := lastWrite(o.Dir)
	if err != nil {
		return err
	}
	since = since.Add(-recently)
	for id, t := range tables {
		name := table.NewFilename(id, o.Dir)
		if at, err := os.Stat(name); err == nil && at.ModTime().Before(since) {
			continue
		}
		key, err := keys.DataKey(t.KeyID)
		if err == nil {
			err = checkTable(name, table.Options{BlockSize: o.BlockSize, Compression: t.Compression, DataKey: key, ReadOnly: true, ChkMode: options.OnTableAndBlockRead})
		}
		if err != nil {
			return classify(err, dir, o.EncryptionKey)
		}
	}
	return nil
}

// manifestOf lists the tables of a store.
func manifestOf(o badger.Options) (map[uint64]badger.TableManifest, error) {
	f, err := os.Open(filepath.Join(o.Dir, badger.ManifestFilename))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	m, _, err := badger.ReplayManifestFile(f, o.ExternalMagicVersion, o)
	return m.Tables, err
}

// lastWrite is when any file of a folder was last written.
func lastWrite(dir string) (last time.Time, err error) {
	files, err := os.ReadDir(dir)
	for _, f := range files {
		if info, err := f.Info(); err == nil && info.ModTime().After(last) {
			last = info.ModTime()
		}
	}
	return last, err
}

// checkTable reads a table's index and every block.
func checkTable(name string, o table.Options) error {
	index, err := ristretto.NewCache(&ristretto.Config[uint64, *fb.TableIndex]{NumCounters: 10, MaxCost: 1 << 20, BufferItems: 64})
	if err != nil {
		return err
	}
	defer index.Close()
	o.IndexCache = index
	file, err := z.OpenMmapFile(name, os.O_RDONLY, 0)
	if err != nil {
		return err
	}
	t, err := table.OpenTable(file, o)
	if err != nil {
		return errors.Join(err, file.Close(-1))
	}
	return t.Close(-1)
}
