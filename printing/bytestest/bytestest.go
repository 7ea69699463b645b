// Package bytestest keeps the sums of bytes that must not change unnoticed: of every
// form in every language of printers. Only tests import it. A new Go may compress
// otherwise and change them all at once; then and when a form was meant to change
// they are written anew with -update, after a look at what is printed.
package bytestest

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Sums collects what was made, by name.
type Sums struct{ lines []string }

// Add notes the bytes of something.
func (s *Sums) Add(name string, content []byte) {
	s.lines = append(s.lines, fmt.Sprintf("%-40s %7d %x", name, len(content), sha256.Sum256(content)))
}

// Compare compares with the master, or writes it.
func (s *Sums) Compare(t *testing.T, master string, update bool) {
	t.Helper()
	slices.Sort(s.lines)
	got := strings.Join(s.lines, "\n") + "\n"
	if update {
		if err := os.MkdirAll(filepath.Dir(master), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(master, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(master)
	if err != nil {
		t.Fatalf("the master is missing: %v", err)
	}
	known := strings.Split(string(want), "\n")
	for _, line := range s.lines {
		if !slices.Contains(known, line) {
			t.Errorf("other bytes than in %s: %s", master, line)
		}
	}
	if len(known) != len(s.lines)+1 {
		t.Errorf("%d in %s, %d were made", len(known)-1, master, len(s.lines))
	}
}
