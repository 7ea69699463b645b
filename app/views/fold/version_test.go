package fold_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"etabli/app/views/fold"
)

// Goal: what an older program kept as unknown is folded again by one that knows it. That
// happens when the version of the fold changes, so that a new kind demands a new one.
func TestANewKindDemandsANewVersionOfTheFold(t *testing.T) {
	names, err := filepath.Glob("testdata/kind-*.txt")
	if err != nil || len(names) == 0 {
		t.Fatalf("no kinds were found: %v", err)
	}
	for i, name := range names {
		names[i] = strings.TrimSuffix(filepath.Base(name), ".txt")
	}
	now := fmt.Sprintf("version %d\n%s\n", fold.Version, strings.Join(names, "\n"))
	const at = "testdata/version.txt"
	raw, err := os.ReadFile(at)
	was := string(raw)
	if was == now && err == nil {
		return
	}
	if version, _, _ := strings.Cut(was, "\n"); version == fmt.Sprintf("version %d", fold.Version) {
		t.Fatal("kinds are new: raise fold.Version, then run this test with -update")
	}
	if !*update {
		t.Fatal("the version of the fold is new: run this test with -update")
	}
	if err := os.WriteFile(at, []byte(now), 0o600); err != nil {
		t.Fatal(err)
	}
}
