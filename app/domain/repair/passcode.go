package repair

import (
	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// PasscodeGone says that a passcode was erased, or never given.
const PasscodeGone fault.Code = "passcode_gone"

// PasscodeFacts says that the customer gave a passcode; the code itself is in a
// private box of its own purpose, which is erased after the test.
type PasscodeFacts struct {
	Kind string `cbor:"1,keyasint"` // pin, pattern, password
}

// PasscodeBox is the private part.
type PasscodeBox struct {
	Code string `cbor:"1,keyasint"`
}

// PasscodeErasedFacts says that the passcode is not needed any more.
type PasscodeErasedFacts struct{}

// CheckPasscode checks it.
func CheckPasscode(f PasscodeFacts, box PasscodeBox) error {
	return fault.First(
		text.OneOf("kind", f.Kind, "pin", "pattern", "password"),
		text.Needed("code", box.Code, MaxSerial),
	)
}

// KeepsPasscode tells whether a status still needs the customer's passcode: it
// is forgotten when the device is ready, however it came there.
func (s Status) KeepsPasscode() bool { return s.Scope() == Open }
