package message

import (
	"strconv"
	"strings"

	"etabli/app/domain/text"
)

// decimals is how many places the millionths of a currency have.
const decimals = 6

// maxCost is the most that one message is believed to cost, in whole units.
const maxCost = 1000

// Micros reads a price such as 0.045 as millionths, exactly. What is finer than
// that is left out; what is no price, or one that cannot be, is not read.
func Micros(s string) (int64, bool) {
	whole, part, _ := strings.Cut(s, ".")
	if len(part) > decimals {
		part = part[:decimals]
	}
	n, err := strconv.ParseUint(whole, 10, 32)
	if err != nil || n >= maxCost {
		return 0, false
	}
	fine, err := strconv.ParseUint(part+strings.Repeat("0", decimals-len(part)), 10, 32)
	return int64(n)*1_000_000 + int64(fine), err == nil
}

// IsCurrency tells whether a text is the code of a currency by its form.
func IsCurrency(s string) bool {
	if len(s) != maxCurrency {
		return false
	}
	for _, r := range s {
		if r < 'A' || r > 'Z' {
			return false
		}
	}
	return true
}

// CheckName checks the name that a carrier gives a message.
func CheckName(s string) error { return text.Line("name", s, MaxName) }
