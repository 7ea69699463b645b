package journal

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

const segmentSuffix = ".seg"

// segmentFile is a segment on disk. A head that could not be read leaves chain
// and first zero and says why.
type segmentFile struct {
	number  uint64
	path    string
	chain   ChainID
	first   uint64
	damaged error
}

func listSegments(dir string, key Key) ([]segmentFile, error) {
	names, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("journal: list the outbox: %w", err)
	}
	var segments []segmentFile
	for _, name := range names {
		digits, ok := strings.CutSuffix(name.Name(), segmentSuffix)
		number, err := strconv.ParseUint(digits, 10, 63)
		if !ok || err != nil {
			continue
		}
		s := segmentFile{number: number, path: filepath.Join(dir, name.Name())}
		s.readHead(key)
		segments = append(segments, s)
	}
	slices.SortFunc(segments, func(a, b segmentFile) int { return int(a.number) - int(b.number) })
	return segments, nil
}

func (s *segmentFile) readHead(key Key) {
	f, err := os.Open(s.path)
	if err != nil {
		s.damaged = err
		return
	}
	defer f.Close()
	b := make([]byte, fixedHead+maxRecoveryBytes+wrapBytes)
	n, err := io.ReadFull(f, b)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		s.damaged = err
		return
	}
	head, _, err := parseSegmentHead(b[:n], key)
	s.chain, s.first, s.damaged = head.chain, head.first, err
	if err != nil {
		s.chain, s.first = ChainID{}, 0
	}
}

// readBare reads a segment and keeps of its records only that they are there.
func (s *segmentFile) readBare(key Key) (segmentContent, error) {
	content, err := s.read(key)
	for i := range content.records {
		content.records[i].encoded, content.records[i].keys = nil, nil
	}
	return content, err
}

func (s *segmentFile) read(key Key) (segmentContent, error) {
	b, err := os.ReadFile(s.path)
	if err != nil {
		return segmentContent{}, fmt.Errorf("journal: read the outbox: %w", err)
	}
	return readSegment(b, key)
}
