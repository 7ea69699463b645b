package staff

import (
	"crypto/pbkdf2"
	"crypto/sha256"
	"crypto/subtle"
	"strconv"

	"etabli/app/domain/fault"
)

// The faults of signing in.
const (
	WeakPIN   fault.Code = "pin_weak"   // one digit again and again, or a run
	WrongPIN  fault.Code = "pin_wrong"  //
	NoPIN     fault.Code = "pin_none"   // nobody set one yet
	LockedPIN fault.Code = "pin_locked" // too many tries; args: seconds
	TakenPIN  fault.Code = "pin_taken"  // a colleague signs in by it
	SharedPIN fault.Code = "pin_shared" // two people set the same one apart from each other
)

// The limits of a PIN, in digits.
const (
	MinPIN = 4
	MaxPIN = 8
)

// PINSaltBytes is the length of the salt that SealPIN wants.
const PINSaltBytes = 16

// pinRounds is how much work one try costs. It slows down somebody who reads
// the box; what keeps people from trying at the screen is PINWait.
const (
	pinRounds    = 120_000
	maxPINRounds = 10_000_000
)

const pinBytes = 32

// CheckPIN refuses what is no PIN, and the ones that everybody tries first.
func CheckPIN(pin string) error {
	if len(pin) < MinPIN || len(pin) > MaxPIN {
		return fault.New(fault.OutOfRange, "pin", "min", strconv.Itoa(MinPIN), "max", strconv.Itoa(MaxPIN))
	}
	same, up, down := true, true, true
	for i := range len(pin) {
		if pin[i] < '0' || pin[i] > '9' {
			return fault.New(fault.Malformed, "pin", "expected", "0-9")
		}
		if i > 0 {
			same = same && pin[i] == pin[i-1]
			up = up && pin[i] == pin[i-1]+1
			down = down && pin[i] == pin[i-1]-1
		}
	}
	if same || up || down {
		return fault.New(WeakPIN, "pin")
	}
	return nil
}

// SealPIN makes what checks a PIN. The salt is random, PINSaltBytes long.
func SealPIN(pin string, salt []byte) (PINBox, error) {
	if err := CheckPIN(pin); err != nil {
		return PINBox{}, err
	}
	hash, err := pbkdf2.Key(sha256.New, pin, salt, pinRounds, pinBytes)
	return PINBox{Salt: salt, Hash: hash, Rounds: pinRounds}, err
}

// Opens tells whether a PIN is the one that was set.
func (b PINBox) Opens(pin string) bool {
	if b.Rounds < 1 || b.Rounds > maxPINRounds || len(b.Hash) == 0 || len(pin) > MaxPIN {
		return false
	}
	hash, err := pbkdf2.Key(sha256.New, pin, b.Salt, b.Rounds, len(b.Hash))
	return err == nil && subtle.ConstantTimeCompare(hash, b.Hash) == 1
}

// The tries that are free, and how long the next ones wait.
const (
	freeTries  = 5
	firstWaitS = 30
	longestS   = 15 * 60
)

// PINWait is how many seconds somebody waits after so many wrong tries in a
// row: nothing at first, then twice as long each time.
func PINWait(wrong int) int {
	if wrong < freeTries {
		return 0
	}
	wait := firstWaitS
	for range min(wrong-freeTries, 16) {
		wait *= 2
	}
	return min(wait, longestS)
}
