package enrol

import (
	"fmt"

	"github.com/fxamacker/cbor/v2"

	"etabli/sync/wire"
)

// maxMessageBytes bounds every message of this package.
const maxMessageBytes = 64 << 10

// maxNameLetters bounds the name people give a device.
const maxNameBytes = 200

type beginRequest struct {
	Code CodeID `cbor:"1,keyasint"`
}

type beginAnswer struct {
	Nonce       Nonce    `cbor:"1,keyasint"`
	Authorities [][]byte `cbor:"2,keyasint"` // certificates, the current one first
}

type finishRequest struct {
	Code        CodeID `cbor:"1,keyasint"`
	DeviceNonce Nonce  `cbor:"2,keyasint"`
	Nonce       Nonce  `cbor:"3,keyasint"`
	Body        []byte `cbor:"4,keyasint"` // an encoded application
	Proof       []byte `cbor:"5,keyasint"`
}

type application struct {
	Request []byte `cbor:"1,keyasint"` // PKCS #10
	Name    string `cbor:"2,keyasint"` // what people call the device
	App     string `cbor:"3,keyasint"` // the version of the program
}

type finishAnswer struct {
	Body  []byte `cbor:"1,keyasint"` // an encoded Membership
	Proof []byte `cbor:"2,keyasint"`
}

type renewRequest struct {
	Request []byte `cbor:"1,keyasint"` // PKCS #10
}

// Membership is what HQ tells a device that it admits or whose certificate it
// renews.
type Membership struct {
	Certificate []byte       `cbor:"1,keyasint"` // who the device is
	Authorities [][]byte     `cbor:"2,keyasint"` // what to trust: the current authority, then the next
	Name        string       `cbor:"3,keyasint"`
	PortalURL   string       `cbor:"4,keyasint,omitempty"` // where customers reach the portal; no slash at the end
	Lineage     wire.Lineage `cbor:"5,keyasint"`
	HQMS        int64        `cbor:"6,keyasint"`           // HQ's time, Unix milliseconds
	ReceiptKey  []byte       `cbor:"7,keyasint,omitempty"` // what receipts are proven with
}

type refusal struct {
	Number  uint16 `cbor:"1,keyasint"`
	RetryMS int64  `cbor:"2,keyasint,omitempty"` // when asking again may help
}

var (
	encoding = must(cbor.CoreDetEncOptions().EncMode())
	decoding = must(cbor.DecOptions{
		DupMapKey:         cbor.DupMapKeyEnforcedAPF,
		IndefLength:       cbor.IndefLengthForbidden,
		TagsMd:            cbor.TagsForbidden,
		ExtraReturnErrors: cbor.ExtraDecErrorUnknownField,
		MaxNestedLevels:   8,
		MaxArrayElements:  16,
		MaxMapPairs:       16,
	}.DecMode())
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err) // the options are constants
	}
	return v
}

func encode(v any) []byte { return must(encoding.Marshal(v)) }

func decode(raw []byte, into any) error {
	if err := decoding.Unmarshal(raw, into); err != nil {
		return fmt.Errorf("%w: %w", ErrBadRequest, err)
	}
	return nil
}
