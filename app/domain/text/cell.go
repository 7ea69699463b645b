package text

import "strings"

// formulaSigns begin a formula where a table is opened.
const formulaSigns = "=+-@\t\r"

// Harmless keeps a cell that people typed from being a formula where the table is opened:
// it then begins with an apostrophe. A telephone's number is none.
func Harmless(cell string) string {
	if cell == "" || !strings.ContainsRune(formulaSigns, rune(cell[0])) || isDialled(cell) {
		return cell
	}
	return "'" + cell
}

// AsTyped takes the apostrophe of Harmless off again.
func AsTyped(cell string) string {
	if rest, guarded := strings.CutPrefix(cell, "'"); guarded && rest != "" && strings.ContainsRune(formulaSigns, rune(rest[0])) {
		return rest
	}
	return cell
}

// isDialled tells whether a cell is a number with its country, such as +33 6 39 98 00 77.
func isDialled(cell string) bool {
	digits, plus := strings.CutPrefix(cell, "+")
	return plus && digits != "" && strings.Trim(digits, "0123456789 ") == ""
}
