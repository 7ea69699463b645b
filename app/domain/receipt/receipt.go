// Package receipt makes and reads the short proof that a deposit receipt
// carries: the number of the file, the day, and a check that only the devices
// of the shop can make. Any of them verifies it with no network.
//
// A proof reads
//
//	ETB1:LIL2-00431-X7K:20261121:K7QZ8V3N0T5M2R9D4
//
// in the characters of the alphanumeric mode of QR codes. The last group names
// the key with its first four characters, so that the code of another shop is
// told from one that was changed; the rest is 64 bits of HMAC-SHA-256 over
// number and day.
package receipt

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"strings"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
)

// The faults of this room.
const (
	Unreadable fault.Code = "receipt_unreadable" // not a proof, or mistyped
	Foreign    fault.Code = "receipt_foreign"    // made under a key that this device does not hold
	Forged     fault.Code = "receipt_forged"     // number, day or check were changed or made up
)

// Key is the secret that the devices of a shop share.
type Key [32]byte

// Proof is what a receipt says of itself.
type Proof struct {
	Number string
	Site   string // code of the shop, out of the number
	Day    civil.Date
}

const (
	mark      = "ETB1"
	keyChars  = 4
	macBytes  = 8
	macChars  = 13
	maxTyped  = 120
	compact   = "20060102"
	tagKey    = "etabli receipt key v1"
	tagProof  = "etabli receipt proof v1"
	separator = ":"
)

var letters = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)

// Sign writes the proof of a receipt.
func Sign(key Key, number string, day civil.Date) string {
	date := strings.ReplaceAll(day.String(), "-", "")
	return strings.Join([]string{mark, number, date, key.name() + key.check(number, date)}, separator)
}

// Read verifies a proof as it was scanned or typed, against every key that the
// device holds. Faults: receipt_unreadable, receipt_foreign, receipt_forged;
// the field is code.
func Read(typed string, keys ...Key) (Proof, error) {
	p, date, seal, ok := split(typed)
	if !ok {
		return Proof{}, fault.New(Unreadable, "code")
	}
	known := false
	for _, key := range keys {
		if key.name() != seal[:keyChars] {
			continue
		}
		known = true
		if hmac.Equal([]byte(key.check(p.Number, date)), []byte(seal[keyChars:])) {
			return p, nil
		}
	}
	if known {
		return Proof{}, fault.New(Forged, "code")
	}
	return Proof{}, fault.New(Foreign, "code")
}

// split takes a proof apart and finds what no shop would print.
func split(typed string) (p Proof, date, seal string, ok bool) {
	if len(typed) > maxTyped {
		return p, "", "", false
	}
	typed = strings.ToUpper(strings.Join(strings.Fields(typed), ""))
	groups := strings.Split(typed, separator)
	if len(groups) != 4 || groups[0] != mark {
		return p, "", "", false
	}
	number, ok := repair.ParseNumber(groups[1])
	parts, _ := repair.SplitNumber(groups[1])
	seal = strings.NewReplacer("O", "0", "I", "1", "L", "1").Replace(groups[3])
	if !ok || len(groups[2]) != len(compact) || len(seal) != keyChars+macChars {
		return p, "", "", false
	}
	date = groups[2]
	day, err := civil.Parse("code", date[:4]+"-"+date[4:6]+"-"+date[6:])
	if err != nil || !day.Known() {
		return p, "", "", false
	}
	return Proof{Number: number, Site: parts.Site, Day: day}, date, seal, true
}

// name tells one key from another without telling anything of it.
func (k Key) name() string {
	h := hmac.New(sha256.New, k[:])
	h.Write([]byte(tagKey))
	return letters.EncodeToString(h.Sum(nil))[:keyChars]
}

func (k Key) check(number, date string) string {
	h := hmac.New(sha256.New, k[:])
	h.Write([]byte(tagProof + "\x00" + number + "\x00" + date))
	return letters.EncodeToString(h.Sum(nil)[:macBytes])
}
