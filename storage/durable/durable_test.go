package durable_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"etabli/storage/durable"
)

func TestAFileIsReplacedWhole(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	for _, content := range []string{"first", "second and longer", ""} {
		if err := durable.WriteFile(path, []byte(content)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != content {
			t.Errorf("got %q, %v", got, err)
		}
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others can read it: %v, %v", info.Mode(), err)
	}
	onlyFile(t, path)
}

func TestAFileThatIsNotKeptLeavesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	if err := durable.WriteFile(path, []byte("old")); err != nil {
		t.Fatal(err)
	}
	f, err := durable.Create(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write([]byte("half")); err != nil {
		t.Fatal(err)
	}
	f.Discard()
	f.Discard()
	onlyFile(t, path)
	f, err = durable.Create(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Keep(filepath.Join(t.TempDir(), "missing", "file")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("keep in a missing folder: %v", err)
	}
	f.Discard()
	onlyFile(t, path)
}

func onlyFile(t *testing.T, path string) {
	t.Helper()
	files, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(files) != 1 || files[0].Name() != filepath.Base(path) {
		t.Errorf("in the folder: %v, %v", files, err)
	}
}
