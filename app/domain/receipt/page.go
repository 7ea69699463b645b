package receipt

import (
	"crypto/hmac"
	"crypto/sha256"
	"strings"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
)

// A page's address on paper carries a proof too, so that HQ can say that a device
// was left with the shop before the shop's own entry has reached it:
//
//	LIL2-00431-X7K.2HF.K7QZ8V3N0T5M2
//
// the number, the day, and 64 bits of HMAC-SHA-256 over both and the token of the
// page. It stays within what the alphanumeric mode of QR codes writes.

const (
	tagPage  = "etabli page proof v1"
	dot      = "."
	dayChars = 3
	maxDays  = 1 << (5 * dayChars)
)

// firstDay is day 0 of a page's proof.
var firstDay = civil.Of(2020, 1, 1)

// SignPage writes the proof of a page's address; it is empty for a day that it
// cannot hold.
func SignPage(key Key, token, number string, day civil.Date) string {
	n := firstDay.DaysUntil(day)
	if n < 0 || n >= maxDays {
		return ""
	}
	date := string([]byte{repair.Alphabet[n>>10], repair.Alphabet[n>>5&31], repair.Alphabet[n&31]})
	return strings.Join([]string{number, date, key.checkPage(token, number, date)}, dot)
}

// ReadPage verifies the proof of the address with this token, against every key
// that is held. Faults: receipt_unreadable, receipt_forged.
func ReadPage(proof, token string, keys ...Key) (Proof, error) {
	groups := strings.Split(strings.ToUpper(proof), dot)
	if len(proof) > maxTyped || len(groups) != 3 || len(groups[1]) != dayChars {
		return Proof{}, fault.New(Unreadable, "proof")
	}
	number, ok := repair.ParseNumber(groups[0])
	parts, _ := repair.SplitNumber(groups[0])
	n := 0
	for _, c := range groups[1] {
		at := strings.IndexRune(repair.Alphabet, c)
		ok = ok && at >= 0
		n = n<<5 | max(0, at)
	}
	if !ok || number != groups[0] {
		return Proof{}, fault.New(Unreadable, "proof")
	}
	for _, key := range keys {
		if hmac.Equal([]byte(key.checkPage(token, number, groups[1])), []byte(groups[2])) {
			return Proof{Number: number, Site: parts.Site, Day: firstDay.AddDays(n)}, nil
		}
	}
	return Proof{}, fault.New(Forged, "proof")
}

func (k Key) checkPage(token, number, date string) string {
	h := hmac.New(sha256.New, k[:])
	h.Write([]byte(strings.Join([]string{tagPage, strings.ToUpper(token), number, date}, "\x00")))
	return letters.EncodeToString(h.Sum(nil)[:macBytes])
}
