package enrol

import "errors"

// The sentinels of this package; callers find them with errors.Is.
var (
	// ErrBadCode says that a text is not a pairing code with an address.
	ErrBadCode = errors.New("enrol: not a pairing code")
	// ErrWrongCode says that HQ never gave out this code.
	ErrWrongCode = errors.New("enrol: wrong pairing code")
	// ErrCodeExpired says that the code was right once; a new one is needed.
	ErrCodeExpired = errors.New("enrol: pairing code has expired")
	// ErrCodeUsed says that another device was admitted with this code.
	ErrCodeUsed = errors.New("enrol: pairing code was used")
	// ErrReplay says that a request was sent a second time, or answers a
	// question HQ did not ask or has forgotten.
	ErrReplay = errors.New("enrol: request was replayed")
	// ErrTooManyGuesses says that this address, or everybody together, tried
	// too many wrong codes; waiting helps.
	ErrTooManyGuesses = errors.New("enrol: too many wrong codes")
	// ErrImpostor says that the other side does not know the code although it
	// takes part in the exchange: somebody stands in between.
	ErrImpostor = errors.New("enrol: the other side cannot prove who it is")
	// ErrBadRequest says that a request or an answer is not of the right form.
	ErrBadRequest = errors.New("enrol: malformed message")
	// ErrNoCertificate says that the peer showed no certificate.
	ErrNoCertificate = errors.New("enrol: no certificate")
	// ErrForeignCertificate says that the peer's certificate is not one of ours
	// or not for this use.
	ErrForeignCertificate = errors.New("enrol: not a certificate of this fleet")
	// ErrRevoked says that HQ no longer admits this device.
	ErrRevoked = errors.New("enrol: device is revoked")
	// ErrUnknownDevice says that the register has no such device.
	ErrUnknownDevice = errors.New("enrol: unknown device")
	// ErrNotEnrolled says that this device has no identity yet.
	ErrNotEnrolled = errors.New("enrol: device is not enrolled")
	// ErrUnreachable says that HQ did not answer at the address.
	ErrUnreachable = errors.New("enrol: HQ is not reachable")
	// ErrRefused says that HQ answered with an error this version does not know.
	ErrRefused = errors.New("enrol: refused")
)

// refusals are the errors that travel, by their number. Append-only.
var refusals = map[uint16]error{
	1: ErrWrongCode, 2: ErrCodeExpired, 3: ErrCodeUsed, 4: ErrReplay,
	5: ErrTooManyGuesses, 6: ErrImpostor, 7: ErrBadRequest, 8: ErrNoCertificate,
	9: ErrForeignCertificate, 10: ErrRevoked, 11: ErrUnknownDevice,
}

// refusalNumber returns the number under which an error travels, or 0 for an
// error that is HQ's own business.
func refusalNumber(err error) uint16 {
	for number, known := range refusals {
		if errors.Is(err, known) {
			return number
		}
	}
	return 0
}
