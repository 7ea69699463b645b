package meet

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/fxamacker/cbor/v2"

	"etabli/storage"
	"etabli/storage/vault"
	"etabli/sync/enrol"
	"etabli/sync/wire"
)

const (
	fileMagic    = "ETABLI CARRY 1\n"
	maxHeadBytes = 1 << 20
	sealUse      = "etabli carried file 1"
)

// head is what a file says openly.
type head struct {
	Site   string      `cbor:"1,keyasint"`
	Maker  []byte      `cbor:"2,keyasint"` // certificate
	MadeMS int64       `cbor:"3,keyasint"`
	Keys   []sealedKey `cbor:"4,keyasint"`
}

type sealedKey struct {
	Device enrol.DeviceID `cbor:"1,keyasint"`
	Key    []byte         `cbor:"2,keyasint"`
}

// FileWriter writes a file that only some devices can open.
type FileWriter struct {
	member *enrol.Member
	head   []byte
	stream *vault.StreamWriter
	frames *wire.Writer
}

// NewFileWriter begins a file for colleagues.
func NewFileWriter(out io.Writer, member *enrol.Member, to []enrol.Colleague, first *wire.Meet) (*FileWriter, error) {
	var key [32]byte
	if _, err := rand.Read(key[:]); err != nil {
		return nil, fmt.Errorf("meet: draw a key: %w", err)
	}
	h := head{Site: first.Site, Maker: member.Certificate(), MadeMS: first.MadeMS}
	for i := range to {
		sealed, err := to[i].Seal(sealUse, key[:])
		if err != nil {
			return nil, err
		}
		h.Keys = append(h.Keys, sealedKey{to[i].ID, sealed})
	}
	raw, err := cbor.Marshal(h)
	if err != nil {
		return nil, err
	}
	open := binary.BigEndian.AppendUint32([]byte(fileMagic), uint32(len(raw)))
	if _, err := out.Write(append(open, raw...)); err != nil {
		return nil, err
	}
	w := &FileWriter{member: member, head: raw}
	if w.stream, err = vault.SealStream(out, key); err != nil {
		return nil, err
	}
	w.frames = wire.NewWriter(w.stream)
	return w, w.Write(first)
}

// Write adds frames.
func (w *FileWriter) Write(frames ...wire.Frame) error { return w.frames.Write(frames...) }

// Close signs the file and ends it; without it nobody takes the file.
func (w *FileWriter) Close() error {
	signature, err := w.member.SignFile(fileDigest(w.head, w.frames.Sum()))
	if err != nil {
		return err
	}
	return errors.Join(w.Write(&wire.Signed{Signature: signature}), w.frames.Close(), w.stream.Close())
}

func fileDigest(head, sum []byte) []byte {
	h := sha256.New()
	h.Write(head)
	h.Write(sum)
	return h.Sum(nil)
}

// FileReader reads a file frame by frame.
type FileReader struct {
	Maker  enrol.Device
	MadeMS int64
	Meet   *wire.Meet

	member *enrol.Member
	maker  []byte
	head   []byte
	frames *wire.Reader
	stream io.Reader
}

// NewFileReader opens a file that was made for this device. Whether it is whole
// is known when Next has answered io.EOF.
func NewFileReader(in io.Reader, member *enrol.Member) (*FileReader, error) {
	h, raw, err := readHead(in)
	if err != nil {
		return nil, err
	}
	r := &FileReader{member: member, head: raw, maker: h.Maker, MadeMS: h.MadeMS}
	if r.Maker, err = member.Maker(h.Maker); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrStranger, err)
	}
	own := member.Identity()
	switch {
	case r.Maker.Site != own.Site:
		return nil, ErrOtherSite
	case r.Maker.ID == own.ID:
		return nil, ErrOwn
	}
	at := slices.IndexFunc(h.Keys, func(k sealedKey) bool { return k.Device == own.ID })
	if at < 0 {
		return nil, ErrNotForUs
	}
	key, err := member.Unseal(sealUse, h.Keys[at].Key)
	if err != nil || len(key) != 32 {
		return nil, fmt.Errorf("%w: %w", ErrNotForUs, err)
	}
	if r.stream, err = vault.OpenStream(in, [32]byte(key)); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	r.frames = wire.NewReader(r.stream)
	first, err := r.next()
	if err != nil {
		return nil, err
	}
	var ok bool
	if r.Meet, ok = first.(*wire.Meet); !ok {
		return nil, fmt.Errorf("%w: it begins with a frame of type %d", ErrDamaged, first.Type())
	}
	if r.Meet.Oldest > wire.Version {
		return nil, ErrVersion
	}
	return r, nil
}

func readHead(in io.Reader) (h head, raw []byte, err error) {
	open := make([]byte, len(fileMagic)+4)
	if _, err := io.ReadFull(in, open); err != nil || string(open[:len(fileMagic)]) != fileMagic {
		return h, nil, ErrNotAFile
	}
	size := binary.BigEndian.Uint32(open[len(fileMagic):])
	if size > maxHeadBytes {
		return h, nil, fmt.Errorf("%w: a head of %d bytes", ErrDamaged, size)
	}
	raw = make([]byte, size)
	if _, err := io.ReadFull(in, raw); err != nil {
		return h, nil, fmt.Errorf("%w: the head is cut short", ErrDamaged)
	}
	if err := cbor.Unmarshal(raw, &h); err != nil {
		return h, nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return h, raw, nil
}

// Next returns the next frame; io.EOF at the end of a file that is whole and
// signed by its maker.
func (r *FileReader) Next() (wire.Frame, error) {
	sum := r.frames.Sum()
	f, err := r.next()
	if err != nil {
		return nil, err
	}
	end, ends := f.(*wire.Signed)
	if !ends {
		return f, nil
	}
	if !r.member.SignedFile(r.maker, fileDigest(r.head, sum), end.Signature) {
		return nil, fmt.Errorf("%w: the signature is wrong", ErrForged)
	}
	if _, err := r.frames.Next(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%w: something follows the end", ErrDamaged)
	}
	if _, err := io.Copy(io.Discard, r.stream); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return nil, io.EOF
}

// next reads a frame; every way in which the bytes are wrong is ErrDamaged.
func (r *FileReader) next() (wire.Frame, error) {
	f, err := r.frames.Next()
	switch {
	case err == nil:
		return f, nil
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, storage.ErrDamaged),
		errors.Is(err, wire.ErrMalformed), errors.Is(err, wire.ErrTooBig):
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return nil, fmt.Errorf("meet: read the file: %w", err)
}

// Close frees what the reader holds.
func (r *FileReader) Close() { r.frames.Close() }
