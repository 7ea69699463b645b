package assets

import (
	"io/fs"
	"path"
)

// Each hands every file of a pattern to use, in the order of the names, with
// its name without the folder.
func Each(files fs.FS, pattern string, use func(name string, data []byte)) error {
	names, err := fs.Glob(files, pattern)
	if err != nil {
		return err
	}
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		use(path.Base(name), data)
	}
	return nil
}
