package desk

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"etabli/app/lang"
	"etabli/app/present"
	"etabli/storage/durable"
)

// preferencesFile holds nothing private.
const preferencesFile = "preferences.json"

func loadPreferences(dir string) (present.Preferences, error) {
	p := present.Preferences{Language: lang.French, Appearance: "light", TextPercent: 100}
	raw, err := os.ReadFile(filepath.Join(dir, preferencesFile))
	if errors.Is(err, fs.ErrNotExist) {
		return p, nil
	}
	if err != nil {
		return p, err
	}
	if json.Unmarshal(raw, &p) != nil {
		return present.Preferences{Language: lang.French, Appearance: "light", TextPercent: 100}, nil // a broken one is not worth stopping work
	}
	return p, nil
}

// Preferences are how the device is shown.
func (d *Desk) Preferences() present.Preferences {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.chosen
}

// Prefer keeps preferences; whoever draws the window puts them to use.
func (d *Desk) Prefer(ctx context.Context, p present.Preferences) error {
	raw, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return err
	}
	if err := durable.WriteFile(filepath.Join(d.device.Dir(), preferencesFile), raw); err != nil {
		return err
	}
	d.mu.Lock()
	moved := d.chosen.PaperFolder != p.PaperFolder
	d.chosen = p
	d.mu.Unlock()
	if moved {
		return d.printToFolder(ctx)
	}
	return nil
}
