package main

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"etabli/app/lang"
	"etabli/app/ui/shell"
)

// recentPictures is how many pictures are offered.
const recentPictures = 12

// pictureFolders are where cameras, telephones and browsers put pictures,
// below a person's own folder.
var pictureFolders = []string{"Pictures", "Images", "Downloads", "Téléchargements", "Desktop", "Bureau", "DCIM"}

// recent lists the pictures that came last, the newest first.
func (a *App) recent() []shell.PictureFile {
	home, err := os.UserHomeDir()
	if err != nil {
		return nil
	}
	type found struct {
		path string
		at   time.Time
	}
	var all []found
	for _, folder := range pictureFolders {
		entries, err := os.ReadDir(filepath.Join(home, folder))
		if err != nil {
			continue // not every machine has every folder
		}
		for _, e := range entries {
			info, err := e.Info()
			if err == nil && info.Mode().IsRegular() && isPicture(e.Name()) {
				all = append(all, found{filepath.Join(home, folder, e.Name()), info.ModTime()})
			}
		}
	}
	slices.SortFunc(all, func(x, y found) int { return y.at.Compare(x.at) })
	words, now := lang.For(a.tag()), time.Now().UnixMilli()
	var out []shell.PictureFile
	for _, f := range all[:min(len(all), recentPictures)] {
		p := picture(f.path)
		p.When = words.Ago(f.at.UnixMilli(), now)
		out = append(out, p)
	}
	return out
}

func picture(path string) shell.PictureFile {
	return shell.PictureFile{Name: filepath.Base(path), Open: func() (io.ReadCloser, error) { return os.Open(path) }}
}

func isPicture(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".jpg", ".jpeg", ".png", ".webp":
		return true
	}
	return false
}
