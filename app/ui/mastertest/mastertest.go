// Package mastertest holds drawn trees against the masters that somebody has
// looked at.
package mastertest

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the masters anew; look at the gallery first")

// Updating tells whether masters are written rather than compared.
func Updating() bool { return *update }

// Compare holds markup against testdata/<name>.xml. What differs is shown, and
// kept whole among the artifacts of the test.
func Compare(t testing.TB, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".xml")
	if *update {
		write(t, path, got)
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("the master is missing; look at the gallery, then run with -update: %v", err)
	}
	if got == string(want) {
		return
	}
	failed := filepath.Join(t.ArtifactDir(), name+".xml")
	write(t, failed, got)
	t.Errorf("%s is drawn otherwise than its master (-want +got), whole in %s:\n%s",
		name, failed, cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")))
}

func write(t testing.TB, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
