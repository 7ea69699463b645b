package device

import (
	"os"
	"path/filepath"

	"etabli/app/domain/fault"
	"etabli/printing/profile"
	"etabli/storage/durable"
)

// profilesDir holds what a shop knows of printers and labels that the program does
// not: a file each.
const profilesDir = "printers"

// Profiles are the printers and labels that this device knows. A file of the shop's
// own that was broken since it was added is an error that names it.
func (d *Device) Profiles() (profile.Set, error) {
	set, err := profile.Shipped()
	if err != nil {
		return set, err
	}
	return set.With(os.DirFS(filepath.Join(d.dir, profilesDir)))
}

// AddProfile takes a profile of the shop's own, checked, and answers it.
func (d *Device) AddProfile(id string, content []byte) (profile.Profile, error) {
	if id != filepath.Base(id) || id == "." || id == "" {
		return profile.Profile{}, fault.New(fault.Malformed, "file", "expected", "rouleau-40x20.json")
	}
	p, err := profile.Parse(id, content)
	if err != nil {
		return p, err
	}
	dir := filepath.Join(d.dir, profilesDir)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return p, err
	}
	return p, durable.WriteFile(filepath.Join(dir, id+".json"), content)
}
