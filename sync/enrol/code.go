package enrol

import (
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"time"
)

// CodeLife is how long a pairing code admits a device.
const CodeLife = 15 * time.Minute

const (
	codeBytes     = 10
	codeLetters   = 16
	qrPrefix      = "ETABLI1:"
	maxInviteText = 300
)

// crockford is the alphabet of pairing codes: no I, L, O or U.
var crockford = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)

// Code is the secret of one pairing.
type Code [codeBytes]byte

// NewCode draws a code.
func NewCode(random io.Reader) (Code, error) {
	var c Code
	if _, err := io.ReadFull(random, c[:]); err != nil {
		return Code{}, fmt.Errorf("enrol: draw a code: %w", err)
	}
	return c, nil
}

// String writes the code in groups of four.
func (c Code) String() string {
	text := crockford.EncodeToString(c[:])
	return text[:4] + "-" + text[4:8] + "-" + text[8:12] + "-" + text[12:]
}

// ParseCode reads a code as people type it: any letter case, hyphens and
// spaces anywhere, O for 0, I and L for 1.
func ParseCode(text string) (Code, error) {
	clean := strings.Map(func(r rune) rune {
		switch r {
		case '-', ' ', '\t', '\u00a0', '\u2010', '\u2011', '\u2013':
			return -1
		case 'o', 'O':
			return '0'
		case 'i', 'I', 'l', 'L':
			return '1'
		}
		return r
	}, text)
	var c Code
	raw, err := crockford.DecodeString(strings.ToUpper(clean))
	if err != nil || len(clean) != codeLetters {
		return Code{}, fmt.Errorf("%w: %q", ErrBadCode, text)
	}
	copy(c[:], raw)
	return c, nil
}

// Invite is a code and the address where it is valid.
type Invite struct {
	Address string // host:port
	Code    Code
}

// String is the form that people read and type.
func (i Invite) String() string { return i.Address + "/" + i.Code.String() }

// QR is the content of the QR: upper case only, so that it stays small and a
// keyboard scanner of any layout types it.
func (i Invite) QR() string {
	return qrPrefix + strings.ToUpper(i.Address) + "/" + strings.ReplaceAll(i.Code.String(), "-", "")
}

// ParseInvite reads either form, tolerant in the code and in letter case.
func ParseInvite(text string) (Invite, error) {
	text = strings.TrimSpace(text)
	if len(text) > maxInviteText {
		return Invite{}, fmt.Errorf("%w: %d bytes", ErrBadCode, len(text))
	}
	if len(text) > len(qrPrefix) && strings.EqualFold(text[:len(qrPrefix)], qrPrefix) {
		text = text[len(qrPrefix):]
	}
	address, code, found := strings.Cut(text, "/")
	if !found {
		return Invite{}, fmt.Errorf("%w: no address before the code", ErrBadCode)
	}
	address = strings.ToLower(strings.TrimSpace(address))
	if err := CheckAddress(address); err != nil {
		return Invite{}, fmt.Errorf("%w: %w", ErrBadCode, err)
	}
	c, err := ParseCode(code)
	return Invite{Address: address, Code: c}, err
}

// CheckAddress tells whether a text is host:port.
func CheckAddress(address string) error {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return err
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil || n == 0 {
		return fmt.Errorf("port %q", port)
	}
	ok := host != "" && strings.IndexFunc(host, func(r rune) bool {
		return r <= ' ' || r > '~' || strings.ContainsRune("/@?#\\\"'<>", r)
	}) < 0
	if !ok {
		return fmt.Errorf("host %q", host)
	}
	return nil
}

type (
	// CodeID names a code without telling it.
	CodeID [16]byte
	// CodeKey proves that one knows a code.
	CodeKey [32]byte
)

// ID returns the name of the code.
func (c Code) ID() CodeID { return CodeID(c.derive("etabli pairing name 1", len(CodeID{}))) }

// Key returns the key of the proofs.
func (c Code) Key() CodeKey { return CodeKey(c.derive("etabli pairing key 1", len(CodeKey{}))) }

func (c Code) derive(use string, size int) []byte {
	out, err := hkdf.Key(sha256.New, c[:], nil, use, size)
	if err != nil {
		panic(err) // the sizes are constants within the limits
	}
	return out
}
