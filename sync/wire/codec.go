package wire

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/fxamacker/cbor/v2"
)

// The sentinels of this package; callers find them with errors.Is.
var (
	// ErrMalformed says that bytes are not a frame of this protocol.
	ErrMalformed = errors.New("wire: malformed frame")
	// ErrTooBig says that a frame exceeds MaxFrameBytes.
	ErrTooBig = errors.New("wire: frame over the limit")
	// ErrUnreachable says that no connection came about.
	ErrUnreachable = errors.New("wire: HQ is not reachable")
	// ErrNotHQ says that something answered that is not HQ's sync port.
	ErrNotHQ = errors.New("wire: not a sync port")
	// ErrClosed says that the connection was closed on this side.
	ErrClosed = errors.New("wire: connection is closed")
)

// RefusedError is a refusal that came instead of a connection.
type RefusedError struct{ Code Code }

func (e *RefusedError) Error() string { return "wire: refused: " + e.Code.String() }

// MaxFrameBytes bounds a frame without its length.
const MaxFrameBytes = 1 << 20

const maxNesting = 8

var (
	encoding = encMode()
	strict   = decMode(cbor.ExtraDecErrorUnknownField)
	lenient  = decMode(cbor.ExtraDecErrorNone)
)

func encMode() cbor.EncMode {
	o := cbor.CoreDetEncOptions()
	o.NilContainers = cbor.NilContainerAsEmpty
	o.TagsMd = cbor.TagsForbidden
	m, err := o.EncMode()
	if err != nil {
		panic(err) // the options are constants
	}
	return m
}

func decMode(unknown cbor.ExtraDecErrorCond) cbor.DecMode {
	m, err := cbor.DecOptions{
		DupMapKey:         cbor.DupMapKeyEnforcedAPF,
		IndefLength:       cbor.IndefLengthForbidden,
		TagsMd:            cbor.TagsForbidden,
		ExtraReturnErrors: unknown,
		MaxNestedLevels:   maxNesting,
		MaxArrayElements:  MaxKeys,
		MaxMapPairs:       64,
	}.DecMode()
	if err != nil {
		panic(err)
	}
	return m
}

func marshal(v any) []byte {
	b, err := encoding.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("wire: encode %T: %v", v, err)) // its types always encode
	}
	return b
}

// Encode returns the payload of a frame.
func Encode(f Frame) []byte { return marshal(f) }

// form is how frames of a type are made empty and read.
type form struct {
	empty func() Frame
	mode  cbor.DecMode
}

var forms = map[Type]form{
	TypeHello:       {empty[Hello], lenient},
	TypeWelcome:     {empty[Welcome], lenient},
	TypeRefused:     {empty[Refused], lenient},
	TypePush:        {empty[Push], strict},
	TypeAck:         {empty[Ack], strict},
	TypePage:        {empty[Page], strict},
	TypeNeed:        {empty[Need], strict},
	TypeQuarantined: {empty[Quarantined], strict},
	TypePing:        {empty[Ping], strict},
	TypePong:        {empty[Pong], strict},
	TypeApplied:     {empty[Applied], strict},
	TypeHandBack:    {empty[HandBack], strict},
	TypeHandedBack:  {empty[HandedBack], strict},
	TypeMeet:        {empty[Meet], lenient},
	TypeCarried:     {empty[Carried], strict},
	TypeTaken:       {empty[Taken], strict},
	TypeAttached:    {empty[Attached], strict},
	TypeGiven:       {empty[Given], strict},
	TypeFetch:       {empty[Fetch], strict},
	TypeHistory:     {empty[History], strict},
	TypeSigned:      {empty[Signed], strict},
}

func empty[F any, P interface {
	*F
	Frame
}]() Frame {
	return P(new(F))
}

// Decode reads the payload of a frame of a type. Everything that Encode would
// not write is ErrMalformed.
func Decode(t Type, payload []byte) (Frame, error) {
	form, known := forms[t]
	if !known {
		return nil, fmt.Errorf("%w: unknown type %d", ErrMalformed, t)
	}
	f := form.empty()
	if err := form.mode.Unmarshal(payload, f); err != nil {
		return nil, fmt.Errorf("%w: type %d: %w", ErrMalformed, t, err)
	}
	// The decoder fills and cuts byte strings of the wrong length; writing the
	// frame again finds that and every other form that is not canonical.
	if form.mode == strict && !bytes.Equal(Encode(f), payload) {
		return nil, fmt.Errorf("%w: type %d is not canonical", ErrMalformed, t)
	}
	if err := f.check(); err != nil {
		return nil, err
	}
	return f, nil
}
