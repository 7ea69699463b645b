package hlc

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrDamaged says that a saved state is not readable. The journal's own last
// stamp is then the mark to go on from.
var ErrDamaged = errors.New("hlc: saved state is damaged")

// File keeps a State in one small file, replaced as a whole and fsynced.
//
// The file is 30 bytes, big-endian: format 1, high mark 8, compared 1,
// offset 8, compared at 8, CRC-32 4.
type File string

const (
	fileFormat = 1
	fileBytes  = 30
)

// Load reads the state; a missing file is the zero State.
func (f File) Load() (State, error) {
	raw, err := os.ReadFile(string(f))
	if errors.Is(err, fs.ErrNotExist) {
		return State{}, nil
	}
	if err != nil {
		return State{}, err
	}
	return decodeState(raw)
}

// Save replaces the file.
func (f File) Save(s State) error {
	temp, err := os.CreateTemp(filepath.Dir(string(f)), ".clock-*")
	if err != nil {
		return err
	}
	_, err = temp.Write(encodeState(s))
	if err == nil {
		err = temp.Sync()
	}
	if closeErr := temp.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(temp.Name(), string(f))
	}
	if err != nil {
		return errors.Join(err, os.Remove(temp.Name()))
	}
	return nil
}

func encodeState(s State) []byte {
	raw := make([]byte, 0, fileBytes)
	raw = append(raw, fileFormat)
	raw = binary.BigEndian.AppendUint64(raw, s.High)
	compared := byte(0)
	if s.Compared {
		compared = 1
	}
	raw = append(raw, compared)
	raw = binary.BigEndian.AppendUint64(raw, uint64(s.OffsetMS))
	raw = binary.BigEndian.AppendUint64(raw, uint64(s.ComparedMS))
	return binary.BigEndian.AppendUint32(raw, crc32.ChecksumIEEE(raw))
}

func decodeState(raw []byte) (State, error) {
	if len(raw) != fileBytes || raw[0] != fileFormat {
		return State{}, fmt.Errorf("%w: %d bytes", ErrDamaged, len(raw))
	}
	body, sum := raw[:fileBytes-4], binary.BigEndian.Uint32(raw[fileBytes-4:])
	if crc32.ChecksumIEEE(body) != sum {
		return State{}, fmt.Errorf("%w: checksum", ErrDamaged)
	}
	return State{
		High:       binary.BigEndian.Uint64(raw[1:]),
		Compared:   raw[9] == 1,
		OffsetMS:   int64(binary.BigEndian.Uint64(raw[10:])),
		ComparedMS: int64(binary.BigEndian.Uint64(raw[18:])),
	}, nil
}
