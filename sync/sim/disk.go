package sim

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"etabli/storage"
	"etabli/sync/hlc"
)

// machineDisk is all that a device keeps over a loss of power: its store, the
// folder of its outbox and the file of its clock.
type machineDisk struct {
	rows   rowDisk
	outbox string
	clock  *clockFile
	limits storage.Limits

	// known are the sizes of the outbox's files when a write was last answered:
	// what lies beyond them may be torn.
	known map[string]int64
}

// clockFile is the file of a clock. Its replacement is not on disk at once.
type clockFile struct{ saved, before hlc.State }

// Load implements hlc.Persist.
func (c *clockFile) Load() (hlc.State, error) { return c.saved, nil }

// Save implements hlc.Persist.
func (c *clockFile) Save(s hlc.State) error {
	c.before, c.saved = c.saved, s
	return nil
}

// image is a copy of a device's disk.
type image struct {
	rows  rowDisk
	files map[string][]byte
	clock clockFile
	atMS  int64
}

func (m *machineDisk) image(nowMS int64) (image, error) {
	files, err := readFolder(m.outbox)
	if err != nil {
		return image{}, err
	}
	rows, err := m.rows.copied()
	return image{rows: rows, files: files, clock: *m.clock, atMS: nowMS}, err
}

// put makes the disk what the image was. The folder is a new one, dir.
func (m *machineDisk) put(i image, dir string, nowMS int64) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	for name, content := range i.files {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			return err
		}
	}
	clock := i.clock
	rows, err := i.rows.copied()
	if err != nil {
		return err
	}
	m.rows, m.outbox, m.clock, m.known = rows, dir, &clock, nil
	return m.answered(nowMS)
}

func readFolder(dir string) (map[string][]byte, error) {
	list, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	files := map[string][]byte{}
	for _, f := range list {
		if err == nil {
			files[f.Name()], err = os.ReadFile(filepath.Join(dir, f.Name()))
		}
	}
	return files, err
}

// answered notes that what the outbox holds now is on disk for good, and gives
// new files the date of the simulated world.
func (m *machineDisk) answered(nowMS int64) error {
	list, err := os.ReadDir(m.outbox)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	known := map[string]int64{}
	for _, f := range list {
		info, err := f.Info()
		if err != nil {
			return err
		}
		known[f.Name()] = info.Size()
		if _, old := m.known[f.Name()]; !old {
			at := time.UnixMilli(nowMS)
			if err := os.Chtimes(filepath.Join(m.outbox, f.Name()), at, at); err != nil {
				return err
			}
		}
	}
	m.known = known
	return nil
}

// tear leaves of what was being written only a part, as a loss of power does.
func (m *machineDisk) tear(c chance) error {
	if c.in(3) {
		m.clock.saved = m.clock.before
	}
	list, err := os.ReadDir(m.outbox)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, f := range list {
		info, err := f.Info()
		if err != nil {
			return err
		}
		sure, old := m.known[f.Name()]
		path := filepath.Join(m.outbox, f.Name())
		switch beyond := info.Size() - sure; {
		case beyond <= 0:
		case !old && c.in(3):
			err = os.Remove(path)
		default:
			err = os.Truncate(path, sure+c.Int64N(beyond+1))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// flip turns over one bit of one segment, and tells which; it is empty when
// there is none.
func (m *machineDisk) flip(c chance) (string, error) {
	list, err := os.ReadDir(m.outbox)
	if errors.Is(err, os.ErrNotExist) || err == nil && len(list) == 0 {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	name := pick(c, list).Name()
	path := filepath.Join(m.outbox, name)
	raw, err := os.ReadFile(path)
	if err != nil || len(raw) == 0 {
		return "", err
	}
	raw[c.IntN(len(raw))] ^= 1 << c.IntN(8)
	info, err := os.Stat(path)
	if err == nil {
		err = os.WriteFile(path, raw, 0o600)
	}
	if err == nil {
		err = os.Chtimes(path, info.ModTime(), info.ModTime())
	}
	return name, err
}

// full is a store whose disk has no room while it is told so.
type full struct {
	storage.Store
	now func() bool
}

// Update implements storage.Store.
func (f full) Update(ctx context.Context, fn func(storage.Tx) error) error {
	if f.now() {
		return storage.ErrFull
	}
	return f.Store.Update(ctx, fn)
}
