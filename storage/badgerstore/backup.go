package badgerstore

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"

	"etabli/storage"
	"etabli/storage/durable"
)

// The stream of a backup knows nothing of Badger:
//
//	magic                          8 bytes
//	for each row, in key order
//	  1, length of key, key, length of value, value   lengths as uvarint
//	0, number of rows              uvarint
//	SHA-256 of all of the above    32 bytes
const backupMagic = "ETBBAK1\n"

const restoringSuffix = ".restoring"

func writeBackup(r storage.Reader, w io.Writer) error {
	sum := sha256.New()
	out := bufio.NewWriterSize(io.MultiWriter(w, sum), 64<<10)
	rows := uint64(0)
	if _, err := out.WriteString(backupMagic); err != nil {
		return err
	}
	var buf []byte
	err := r.Scan(storage.Range{}, func(key, value []byte) error {
		rows++
		buf = append(buf[:0], 1)
		buf = binary.AppendUvarint(buf, uint64(len(key)))
		buf = append(buf, key...)
		buf = binary.AppendUvarint(buf, uint64(len(value)))
		buf = append(buf, value...)
		_, err := out.Write(buf)
		return err
	})
	if err != nil {
		return err
	}
	if _, err := out.Write(binary.AppendUvarint([]byte{0}, rows)); err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return err
	}
	_, err = w.Write(sum.Sum(nil))
	return err
}

// Restore makes a store in o.Dir from a backup. The folder must be missing or
// empty, else ErrNotEmpty. It appears under its name only when the whole
// backup was read and its sum fits; ErrDamaged says that it does not.
func Restore(ctx context.Context, o Options, r io.Reader) error {
	if err := restore(ctx, o, r); err != nil {
		return fmt.Errorf("restore to %s: %w", o.Dir, err)
	}
	return nil
}

func restore(ctx context.Context, o Options, r io.Reader) error {
	if files, err := os.ReadDir(o.Dir); err == nil && len(files) > 0 {
		return storage.ErrNotEmpty
	}
	final := o.Dir
	o.Dir = filepath.Clean(final) + restoringSuffix
	if err := os.RemoveAll(o.Dir); err != nil { // of an attempt that did not end
		return err
	}
	s, err := Open(ctx, o)
	if err != nil {
		return err
	}
	err = s.Load(ctx, func(put func(key, value []byte) error) error { return readBackup(r, put) })
	if err = errors.Join(err, s.Close()); err != nil {
		return errors.Join(err, os.RemoveAll(o.Dir))
	}
	if err := os.Remove(final); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := os.Rename(o.Dir, final); err != nil {
		return err
	}
	return durable.SyncFolder(filepath.Dir(final))
}

// backupReader reads a stream and sums what it reads.
type backupReader struct {
	in  *bufio.Reader
	sum hash.Hash
}

func readBackup(r io.Reader, put func(key, value []byte) error) error {
	b := &backupReader{in: bufio.NewReaderSize(r, 64<<10), sum: sha256.New()}
	magic, err := b.bytes(uint64(len(backupMagic)), len(backupMagic))
	if err != nil || string(magic) != backupMagic {
		return fmt.Errorf("%w: not a backup", storage.ErrDamaged)
	}
	rows, err := b.rows(put)
	if err != nil {
		return err
	}
	said, err := binary.ReadUvarint(b)
	if err != nil || said != rows {
		return fmt.Errorf("%w: backup of %d rows tells of %d", storage.ErrDamaged, rows, said)
	}
	var want [sha256.Size]byte
	if _, err := io.ReadFull(b.in, want[:]); err != nil || [sha256.Size]byte(b.sum.Sum(nil)) != want {
		return fmt.Errorf("%w: the backup's sum does not fit", storage.ErrDamaged)
	}
	return nil
}

// rows reads up to and with the 0 that ends the rows.
func (b *backupReader) rows(put func(key, value []byte) error) (rows uint64, err error) {
	for {
		more, err := b.ReadByte()
		if err != nil || more > 1 {
			return rows, fmt.Errorf("%w: backup broken off after row %d", storage.ErrDamaged, rows)
		}
		if more == 0 {
			return rows, nil
		}
		key, err := b.piece(limits.KeyBytes)
		if err != nil {
			return rows, err
		}
		value, err := b.piece(limits.ValueBytes)
		if err != nil {
			return rows, err
		}
		if err := put(key, value); err != nil {
			return rows, err
		}
		rows++
	}
}

// piece reads a length and as many bytes, most at most.
func (b *backupReader) piece(most int) ([]byte, error) {
	n, err := binary.ReadUvarint(b)
	if err != nil {
		return nil, fmt.Errorf("%w: backup broken off", storage.ErrDamaged)
	}
	return b.bytes(n, most)
}

func (b *backupReader) bytes(n uint64, most int) ([]byte, error) {
	if n > uint64(most) {
		return nil, fmt.Errorf("%w: %d bytes in a backup where %d fit", storage.ErrDamaged, n, most)
	}
	p := make([]byte, n)
	if _, err := io.ReadFull(b.in, p); err != nil {
		return nil, fmt.Errorf("%w: backup broken off", storage.ErrDamaged)
	}
	b.sum.Write(p)
	return p, nil
}

// ReadByte implements io.ByteReader for lengths.
func (b *backupReader) ReadByte() (byte, error) {
	c, err := b.in.ReadByte()
	if err == nil {
		b.sum.Write([]byte{c})
	}
	return c, err
}

// CheckBackup reads a backup to its end and tells whether it is whole.
func CheckBackup(r io.Reader) error {
	return readBackup(r, func(_, _ []byte) error { return nil })
}
