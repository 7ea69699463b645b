package badgerstore

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"etabli/storage"
)

// syncedFolders are folders that a program copies elsewhere behind the store's
// back, by the beginning of a name on the path.
var syncedFolders = []string{"onedrive", "dropbox", "google drive", "googledrive", "icloud", "mobile documents", "nextcloud", "owncloud"}

// checkPlace refuses a folder on a network share or inside a synced folder:
// memory maps and locks do not hold there.
func checkPlace(dir string) error {
	for part := range strings.SplitSeq(filepath.ToSlash(dir), "/") {
		name := strings.ToLower(part)
		if slices.ContainsFunc(syncedFolders, func(s string) bool { return strings.HasPrefix(name, s) }) {
			return fmt.Errorf("%w: %q is a synced folder", storage.ErrUnsafePlace, part)
		}
	}
	if strings.HasPrefix(dir, `\\`) {
		return fmt.Errorf("%w: a network path", storage.ErrUnsafePlace)
	}
	if kind := networkKind(existing(dir)); kind != "" {
		return fmt.Errorf("%w: a %s file system", storage.ErrUnsafePlace, kind)
	}
	return nil
}

// existing returns the nearest folder above dir that is there.
func existing(dir string) string {
	for {
		if _, err := os.Stat(dir); err == nil || filepath.Dir(dir) == dir {
			return dir
		}
		dir = filepath.Dir(dir)
	}
}
