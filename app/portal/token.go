package portal

import (
	"encoding/base32"
	"strings"
)

// tokenBytes is the length of a token before it is written in letters.
const tokenBytes = 16

var crockford = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// lookalikes are letters that the alphabet leaves out, because people read them
// as digits.
var lookalikes = strings.NewReplacer("o", "0", "i", "1", "l", "1")

// ParseToken reads a token as a scanner or a person gives it, in any letter
// case and with O for 0 or I and L for 1, and returns its one written form: 26
// lower-case characters. It is false for anything else.
func ParseToken(text string) (token string, ok bool) {
	if len(text) != crockford.EncodedLen(tokenBytes) {
		return "", false
	}
	text = lookalikes.Replace(strings.ToLower(text))
	raw, err := crockford.DecodeString(text)
	if err != nil || crockford.EncodeToString(raw) != text {
		return "", false
	}
	return text, true
}
