package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"etabli/app/service/ords"
)

// importMark is where an import stands that may break off: the rows up to it
// are in the store, those that were refused are in the list.
type importMark struct {
	File      ords.Mark `json:"file"`
	ListBytes int64     `json:"list_bytes"`
	Done      Imported  `json:"done"`
}

// loadMark reads a mark; without a readable one the file is begun anew, which
// adds nothing twice.
func loadMark(path string) importMark {
	var m importMark
	raw, err := os.ReadFile(path)
	if err != nil || json.Unmarshal(raw, &m) != nil {
		return importMark{}
	}
	return m
}

// open takes a file up at the mark, or from its beginning.
func (m *importMark) open(f ords.Source) (*ords.Reader, error) {
	if m.File.Offset > 0 {
		if reader, err := ords.Resume(f, m.File); err == nil {
			return reader, nil
		}
	}
	*m = importMark{}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	return ords.NewReader(f)
}

func (j *importJob) saveMark() error {
	listed, err := j.list.flush()
	if err != nil {
		return err
	}
	raw, err := json.Marshal(importMark{j.reader.Mark(), listed, j.sofar()})
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(j.markPath), 0o700); err != nil {
		return err
	}
	return os.WriteFile(j.markPath, raw, 0o600)
}

// fileKey tells files apart well enough for a mark; what a wrong mark would
// skip is found again by the row ids of a later run.
func fileKey(path string, info os.FileInfo) string {
	full, _ := filepath.Abs(path)
	sum := sha256.Sum256(fmt.Appendf(nil, "%s|%d|%d", full, info.Size(), info.ModTime().UnixNano()))
	return hex.EncodeToString(sum[:8])
}
