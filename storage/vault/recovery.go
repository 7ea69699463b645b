package vault

import (
	"encoding/base32"
	"fmt"
	"strings"
)

// The printed form of a root key is 13 groups of five characters. Four of a
// group are data, 20 bits of the key in Crockford's alphabet, which has no I,
// L, O or U; the last four bits of the last group are zero. The fifth is a
// check character over the data and the number of the group. It finds every
// single wrong character, every two neighbours swapped and every two groups
// swapped, and so tells the person which group to look at again.
const (
	recoveryAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	recoveryGroups   = 13
	groupData        = 4
	groupLength      = groupData + 1
)

var recoveryEncoding = base32.NewEncoding(recoveryAlphabet).WithPadding(base32.NoPadding)

// MistypedError says where a recovery key cannot be right.
type MistypedError struct {
	// Group is the number of the wrong group, from 1; 0 when the length of the
	// whole is wrong.
	Group int
}

func (e *MistypedError) Error() string {
	if e.Group == 0 {
		return fmt.Sprintf("vault: a recovery key has %d groups of %d characters", recoveryGroups, groupLength)
	}
	return fmt.Sprintf("vault: group %d of the recovery key is mistyped", e.Group)
}

func formatRecoveryKey(root [rootBytes]byte) string {
	data := recoveryEncoding.EncodeToString(root[:])
	var groups []string
	for n := range recoveryGroups {
		group := data[n*groupData : (n+1)*groupData]
		groups = append(groups, group+string(recoveryAlphabet[checkOfGroup(n, group)]))
	}
	return strings.Join(groups, "-")
}

func parseRecoveryKey(text string) (root [rootBytes]byte, err error) {
	text = normalise(text)
	if len(text) != recoveryGroups*groupLength {
		return root, &MistypedError{}
	}
	var data strings.Builder
	for n := range recoveryGroups {
		group := text[n*groupLength : (n+1)*groupLength]
		check := strings.IndexByte(recoveryAlphabet, group[groupData])
		if check < 0 || check != checkOfGroup(n, group[:groupData]) {
			return root, &MistypedError{Group: n + 1}
		}
		data.WriteString(group[:groupData])
	}
	raw, err := recoveryEncoding.DecodeString(data.String())
	if err != nil || len(raw) != rootBytes || recoveryEncoding.EncodeToString(raw) != data.String() {
		return root, &MistypedError{Group: recoveryGroups}
	}
	copy(root[:], raw)
	return root, nil
}

// normalise leaves the characters that count, and reads letters that look like
// digits as these.
func normalise(text string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '-', '\t', '\n', '\r', '\u00a0', '\u2010', '\u2011', '\u2013':
			return -1
		case 'O':
			return '0'
		case 'I', 'L':
			return '1'
		}
		return r
	}, strings.ToUpper(text))
}

// checkOfGroup evaluates the data as a polynomial over the field of 32
// elements; an unknown character gives a value that no check has.
func checkOfGroup(number int, data string) int {
	sum := number
	for i := range len(data) {
		value := strings.IndexByte(recoveryAlphabet, data[i])
		if value < 0 {
			return len(recoveryAlphabet)
		}
		if sum = (sum ^ value) << 1; sum >= 32 {
			sum ^= 0b100101 // x^5 + x^2 + 1
		}
	}
	return sum
}
