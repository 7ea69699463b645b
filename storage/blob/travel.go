package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"etabli/storage"
	"etabli/storage/durable"
)

// partSuffix ends the name of a blob of which only the beginning has come.
const partSuffix = ".part"

// fileBytesMost is the longest file of a blob.
func (s *Store) fileBytesMost() int64 {
	chunks := s.most/chunkBytes + 1
	return int64(len(magic)+prefixBytes) + s.most + chunks*(sealedBytes-chunkBytes)
}

// Have tells how many bytes of a blob's file are here, and whether that is all
// of it.
func (s *Store) Have(_ context.Context, name string) (have int64, whole bool, err error) {
	if !isName(name) {
		return 0, false, nil
	}
	for _, suffix := range []string{"", partSuffix} {
		info, err := os.Stat(s.path(name) + suffix)
		if err == nil {
			return info.Size(), suffix == "", nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return 0, false, fmt.Errorf("look for blob: %w", err)
		}
	}
	return 0, false, nil
}

// Raw reads the file of a blob from an offset, as it is.
func (s *Store) Raw(_ context.Context, name string, offset int64) (io.ReadCloser, error) {
	f, err := s.file(name)
	if err != nil {
		return nil, err
	}
	if _, err := f.Seek(offset, io.SeekStart); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// Append adds bytes to a blob's file that is still coming; offset is how many
// were here, and size how many there will be. It answers how many are here now,
// and whether the blob is whole: on disk, and what its name says. Bytes that
// turn out to be another file are thrown away with storage.ErrDamaged, and the
// file comes anew; an offset that is not where the file ends adds nothing.
func (s *Store) Append(ctx context.Context, name string, offset, size int64, in io.Reader) (have int64, whole bool, err error) {
	if !isName(name) || size <= 0 || size > s.fileBytesMost() {
		return 0, false, fmt.Errorf("receive blob %q of %d bytes: %w", name, size, storage.ErrTooBig)
	}
	free := s.enter(name)
	have, whole, err = s.Have(ctx, name)
	if free != nil {
		defer free()
	}
	if free == nil || err != nil || whole || have != offset {
		return have, whole, err
	}
	if err := s.makeFolder(name); err != nil {
		return have, false, err
	}
	part := s.path(name) + partSuffix
	f, err := os.OpenFile(part, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return have, false, fmt.Errorf("receive blob: %w", err)
	}
	n, err := io.Copy(f, io.LimitReader(in, size-have))
	have += n
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil || have < size {
		return have, false, err
	}
	return have, true, s.finish(part, name)
}

// enter keeps two who bring the same file apart; nil when somebody else is at it.
func (s *Store) enter(name string) (leave func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.coming[name] {
		return nil
	}
	s.coming[name] = true
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.coming, name)
	}
}

// finish gives a file that has come whole its name, if it is the one.
func (s *Store) finish(part, name string) error {
	f, err := os.Open(part)
	if err != nil {
		return fmt.Errorf("receive blob: %w", err)
	}
	sum := sha256.New()
	_, err = io.Copy(sum, f)
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("receive blob: %w", err)
	}
	if hex.EncodeToString(sum.Sum(nil)) != name {
		return errors.Join(fmt.Errorf("receive blob %s: %w: it came as another file", name, storage.ErrDamaged), os.Remove(part))
	}
	if err := os.Rename(part, s.path(name)); err != nil {
		return fmt.Errorf("receive blob: %w", err)
	}
	return durable.SyncFolder(s.folder(name))
}
