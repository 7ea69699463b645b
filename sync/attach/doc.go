// Package attach moves attachments between a device and HQ: photos, signatures
// and documents, whose entries have gone ahead.
//
// They go over requests of their own beside the stream of entries, so that a
// large picture never keeps an entry waiting. A blob travels as it lies on disk,
// sealed under a key that travels in a box of the entry that names it; HQ and
// whoever carries it see bytes. It goes in pieces, each of which is on the other
// side's disk when it is acknowledged, so a transfer that broke off goes on where
// it stopped. Names are the hashes of what is carried: what arrives as something
// else is thrown away and asked for again.
//
//	POST /attachment/1/have           {1: [name, …]} → {1: [bytes, …], 2: [whole, …]}
//	PUT  /attachment/1/NAME?at=&of=   a piece from an offset of a file of so many bytes → {1: bytes, 2: whole}
//	GET  /attachment/1/NAME?at=       a piece from an offset; the header says of how many
package attach

import (
	"context"
	"io"
)

// Store keeps the files of blobs.
type Store interface {
	// Have tells how many bytes of a file are here, and whether that is all.
	Have(ctx context.Context, name string) (have int64, whole bool, err error)
	// Raw reads a whole file from an offset; storage.ErrNotFound when it is not here.
	Raw(ctx context.Context, name string, offset int64) (io.ReadCloser, error)
	// Append adds a piece to a file that is coming.
	Append(ctx context.Context, name string, offset, size int64, in io.Reader) (have int64, whole bool, err error)
}

const (
	// Path is where attachments are asked for and sent.
	Path       = "/attachment/1/"
	sizeHeader = "Etabli-Size"
	// pieceBytes is what one request carries: little enough for a slow line to
	// bring it in time.
	pieceBytes = 256 << 10
	maxNames   = 1000 // of one question
	nameBytes  = 32
)

type question struct {
	Names [][]byte `cbor:"1,keyasint"`
}

type answer struct {
	Bytes []int64 `cbor:"1,keyasint"`
	Whole []bool  `cbor:"2,keyasint"`
}
