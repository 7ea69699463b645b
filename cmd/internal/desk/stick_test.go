package desk_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"etabli/app/domain/fault"
	"etabli/cmd/internal/cli"
)

// Of a stick the files of other devices are offered, never one's own or what is none.
func TestAStickOffersWhatOthersWroteAlone(t *testing.T) {
	d, _, _ := shop(t)
	folder := t.TempDir()
	site, own := d.App.Place().Site, d.App.Place().Device
	for _, name := range []string{site + own + ".etabli", site + "9.etabli", "facture.pdf"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	at, err := d.StickAt(t.Context(), folder)
	if err != nil || len(at.Files) != 1 || at.Files[0].From != site+"9" {
		t.Errorf("offered: %+v, %v", at.Files, err)
	}
	if _, err := d.StickAt(t.Context(), filepath.Join(folder, "gone")); !errors.Is(err, fault.New(cli.FileMissing, "")) {
		t.Errorf("a folder that is gone: %v", err)
	}
}
