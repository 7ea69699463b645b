package wire

import "fmt"

// Code says why something was refused or quarantined. Append-only.
type Code uint16

// The codes.
const (
	CodeNone              Code = 0
	CodeMalformedFrame    Code = 1  // not a frame of this protocol
	CodeVersion           Code = 2  // no common version of the protocol
	CodeRevoked           Code = 3  // HQ no longer admits this device
	CodeUnknownDevice     Code = 4  // HQ does not know this device
	CodeCertificate       Code = 5  // no certificate, a foreign one, or an expired one where none may be
	CodeNotYourChain      Code = 6  // the chain belongs to another device
	CodeFork              Code = 7  // another entry has this place on the chain
	CodeTooBig            Code = 8  // one entry exceeds what HQ can store
	CodeMalformedEntry    Code = 9  // the bytes are not an entry
	CodeWrongRef          Code = 10 // the entry is not the one that was announced
	CodeFoldFailed        Code = 11 // HQ could not take the entry into its views
	CodeHeld              Code = 12 // the entry waits for a cause that nobody has supplied
	CodeBusy              Code = 13 // HQ cannot take more now; try later
	CodeFull              Code = 14 // HQ's disk is full
	CodeClosing           Code = 15 // HQ is shutting down
	CodeLineage           Code = 16 // HQ's history is not the one the device knows
	CodeUnexpectedFrame   Code = 17 // the frame has no meaning at this point
	CodeLostTail          Code = 18 // HQ holds more of the device's chain than the device
	CodeTooManyHeld       Code = 19 // too many entries of this device wait for causes
	CodeInternal          Code = 20 // HQ failed; its log has the reason
	CodeReplaced          Code = 21 // the same device connected again
	CodeExpiredMayNotPull Code = 22 // the certificate has expired: handed in, nothing delivered
	CodeTooManyChains     Code = 23 // the device names more chains than HQ keeps apart
	CodeRecovering        Code = 24 // HQ was restored and takes back what devices hold; nothing else yet
	CodeRaised            Code = 25 // HQ's history goes on under another lineage: connect again
)

var codeNames = map[Code]string{
	CodeNone: "none", CodeMalformedFrame: "malformed_frame", CodeVersion: "version",
	CodeRevoked: "revoked", CodeUnknownDevice: "unknown_device", CodeCertificate: "certificate",
	CodeNotYourChain: "not_your_chain", CodeFork: "fork", CodeTooBig: "too_big",
	CodeMalformedEntry: "malformed_entry", CodeWrongRef: "wrong_ref", CodeFoldFailed: "fold_failed",
	CodeHeld: "held", CodeBusy: "busy", CodeFull: "full", CodeClosing: "closing",
	CodeLineage: "lineage", CodeUnexpectedFrame: "unexpected_frame", CodeLostTail: "lost_tail",
	CodeTooManyHeld: "too_many_held", CodeInternal: "internal", CodeReplaced: "replaced",
	CodeExpiredMayNotPull: "expired_may_not_pull", CodeTooManyChains: "too_many_chains",
	CodeRecovering: "recovering", CodeRaised: "raised",
}

// String is the name that the catalogue and programs know.
func (c Code) String() string {
	if name, known := codeNames[c]; known {
		return name
	}
	return fmt.Sprintf("code_%d", uint16(c))
}

// Permanent tells whether trying again cannot help: somebody has to act.
func (c Code) Permanent() bool {
	switch c {
	case CodeVersion, CodeRevoked, CodeUnknownDevice, CodeCertificate, CodeNotYourChain,
		CodeFork, CodeLineage, CodeLostTail, CodeTooManyChains:
		return true
	}
	return false
}
