package portal

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
)

// The types of the files that are served beside the page.
var fileTypes = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
}

// file is a file beside the page. Its name holds the hash of its bytes, so a
// browser may keep it for ever.
type file struct {
	kind string
	body body
}

const keepForEver = "public, max-age=31536000, immutable"

// loadFiles reads the style, the script and the icon, by the path they are
// served under, with the path for each name.
func loadFiles(from fs.FS, dir string) (files map[string]file, paths map[string]string, err error) {
	files, paths = map[string]file{}, map[string]string{}
	for ext, kind := range fileTypes {
		names, err := fs.Glob(from, dir+"/*"+ext)
		if err != nil {
			return nil, nil, fmt.Errorf("portal: listing %s: %w", dir, err)
		}
		for _, name := range names {
			raw, err := fs.ReadFile(from, name)
			if err != nil {
				return nil, nil, fmt.Errorf("portal: reading %s: %w", name, err)
			}
			sum := sha256.Sum256(raw)
			base := strings.TrimSuffix(path.Base(name), ext)
			served := "/assets/" + base + "." + hex.EncodeToString(sum[:6]) + ext
			files[served] = file{kind: kind, body: zip(raw)}
			paths[base+ext] = served
		}
	}
	return files, paths, nil
}

func (p *Portal) serveFile(w http.ResponseWriter, r *http.Request) {
	f, ok := p.files[r.URL.Path]
	if !ok {
		p.unknown(w, r)
		return
	}
	w.Header().Set("Content-Type", f.kind)
	w.Header().Set("Cache-Control", keepForEver)
	f.body.write(w, r, http.StatusOK)
}

func (p *Portal) serveRobots(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	body{plain: []byte("User-agent: *\nDisallow: /\n")}.write(w, r, http.StatusOK)
}

func (p *Portal) serveHealth(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	body{plain: []byte("ok\n")}.write(w, r, http.StatusOK)
}
