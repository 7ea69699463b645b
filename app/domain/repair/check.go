package repair

import "strings"

// The check character is the sum, in the field of 32 elements, of all other
// characters, each times a power of the field's generator that belongs to its
// place. Two values of one place give different sums, and so do two neighbours
// that changed places, because their powers differ.

// The places of the groups. Counters count from their last digit, so that
// leading zeros change nothing; every place has a power of its own.
const (
	placeTail    = 1
	placeDevice  = 3
	placeSite    = 6
	placeLength  = 9
	placeCounter = 10
)

// fieldPolynomial is x^5 + x^2 + 1, whose root generates the field.
const fieldPolynomial = 0x25

func checkCharacter(site, device, digits, tail string) byte {
	var sum byte
	add := func(place int, value byte) { sum ^= times(value, place) }
	for i := range siteChars {
		add(placeSite+i, symbolValue(site[i]))
	}
	for i := range len(device) {
		add(placeDevice+i, symbolValue(device[i]))
	}
	add(placeLength, byte(len(device)))
	for i := range len(digits) {
		add(placeCounter+len(digits)-1-i, symbolValue(digits[i]))
	}
	for i := range 2 {
		add(placeTail+i, symbolValue(tail[i]))
	}
	return numberAlphabet[sum]
}

// CheckOf is the check character of other codes of ours, in letters of Alphabet.
func CheckOf(text string) byte {
	var sum byte
	for i := range len(text) {
		sum ^= times(symbolValue(text[i]), i+1)
	}
	return numberAlphabet[sum]
}

// times multiplies a value by the generator to the power of n.
func times(value byte, n int) byte {
	for range n {
		value <<= 1
		if value&32 != 0 {
			value ^= fieldPolynomial
		}
	}
	return value
}

// symbolValue maps the alphabet to the 32 elements. A site may also have the
// letters that the alphabet leaves out; they take values of digits, which a
// site does not have.
func symbolValue(c byte) byte {
	switch c {
	case 'O':
		return 0
	case 'I':
		return 1
	case 'L':
		return 2
	case 'U':
		return 3
	}
	return byte(strings.IndexByte(numberAlphabet, c))
}
