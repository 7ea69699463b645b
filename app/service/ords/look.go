package ords

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"

	"etabli/app/domain/fault"
	"etabli/app/service/charset"
)

const (
	maxWideBytes = 64 << 20 // of a file in UTF-16, which is held whole
	sampleBytes  = 1 << 20  // of rows that are no UTF-8, by which their encoding is told
)

// Source is a file ready to be read: its bytes, and in which encoding those of its rows
// are that are no UTF-8.
type Source struct {
	io.ReadSeeker
	Encoding string // "utf-8" when all rows are; by its name in package charset
	whole    bool   // all rows are in it, whatever they look like
}

// Look passes over a file and tells its encoding, unless it is named. What is in UTF-16 is
// held as UTF-8 from then on; nothing else is held. The fault of a doubt names the line.
func Look(file io.ReadSeeker, name string) (Source, error) {
	wide, rows, lines, err := sample(file)
	if err != nil {
		return Source{}, err
	}
	if wide {
		return wideSource(file, name)
	}
	switch {
	case name != "":
		text, err := charset.Read(nil, name)
		return Source{file, text.Encoding, true}, err
	case len(rows) == 0:
		return Source{ReadSeeker: file, Encoding: "utf-8"}, nil
	}
	text, err := charset.Read(rows, "")
	if f := fault.Of(err); err != nil && f.Code == charset.Doubtful {
		if n, bad := strconv.Atoi(f.Args["line"]); bad == nil && n <= len(lines) {
			f.Args["line"] = strconv.Itoa(lines[n-1])
		}
		return Source{}, f
	}
	return Source{ReadSeeker: file, Encoding: text.Encoding}, err
}

// sample gathers rows of a file that are no UTF-8, with their lines, and goes back to its
// beginning. A file with zero bytes in it is of wide signs.
func sample(file io.ReadSeeker) (wide bool, rows []byte, lines []int, err error) {
	r := bufio.NewReaderSize(file, sampleBytes)
	for line := 1; err == nil && len(rows) < sampleBytes; line++ {
		var row []byte
		row, err = r.ReadSlice('\n')
		if bytes.IndexByte(row, 0) >= 0 && line == 1 {
			wide = true
			break
		}
		if whole := err == nil || errors.Is(err, io.EOF); whole && !utf8.Valid(row) {
			rows, lines = append(append(rows, bytes.TrimRight(row, "\r\n")...), '\n'), append(lines, line)
		}
		if errors.Is(err, bufio.ErrBufferFull) { // no row is so long
			line, err = line-1, nil
		}
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return false, nil, nil, err
	}
	_, err = file.Seek(0, io.SeekStart)
	return wide, rows, lines, err
}

func wideSource(file io.Reader, name string) (Source, error) {
	raw, err := io.ReadAll(io.LimitReader(file, maxWideBytes+1))
	if err != nil {
		return Source{}, err
	}
	if len(raw) > maxWideBytes {
		return Source{}, fault.New(fault.TooLong, "file", "limit", strconv.Itoa(maxWideBytes))
	}
	text, err := charset.Read(raw, name)
	return Source{ReadSeeker: bytes.NewReader(text.Bytes), Encoding: text.Encoding}, err
}
