package repair

import "etabli/app/domain/fault"

// RelinkReason is why a repair's page gets another address.
type RelinkReason string

// The reasons.
const (
	Reprinted RelinkReason = "reprint" // the receipt was printed again
	LostPaper RelinkReason = "lost"    // somebody else may have the receipt
)

// RelinkedFacts gives the page of a repair another address. The token is in the
// box of the file.
type RelinkedFacts struct {
	TokenHash []byte       `cbor:"1,keyasint"` // SHA-256 of the portal token, 32 bytes
	Why       RelinkReason `cbor:"2,keyasint"`
}

// PageDays is how long the page of a repair can be read after it ended.
const PageDays = 30

// CheckRelinked checks a new address.
func CheckRelinked(f RelinkedFacts) error {
	if f.Why != Reprinted && f.Why != LostPaper {
		return fault.New(fault.UnknownName, "why", "name", string(f.Why))
	}
	return tokenHash(f.TokenHash)
}
