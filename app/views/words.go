package views

import (
	"slices"
	"strings"

	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/views/fold"
	"etabli/app/views/search"
	"etabli/storage"
	"etabli/storage/journal"
)

// maxWords bounds the words a repair is found by; of a long story the first
// words count.
const maxWords = 40

// repairWords are the words of a repair itself: the slip it was noted on, serial
// numbers, device, and what was told about the fault. Numbers have an index of their own, the
// customer's words belong to the customer.
func repairWords(r storage.Reader, s *subject) []string {
	var texts []string
	for _, number := range s.state.Numbers {
		if _, ours := repair.SplitNumber(number); !ours {
			texts = append(texts, number)
		}
	}
	if slip := s.state.Value(fold.FieldSlipNo); slip != "" { // what the customer has in hand
		texts = append(texts, slip, search.Joined(slip))
	}
	var names []string
	for _, serial := range s.state.Serials {
		if name := search.Name(serial); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for _, field := range []string{repair.FieldProduct, repair.FieldBrand, repair.FieldModel, fold.FieldCategory} {
		texts = append(texts, s.state.Value(field))
	}
	words := append(names, search.Words(append(texts, faultOf(r, s))...)...)
	if s.short != nil {
		words = append(words, splitWords(s.short.Words)...)
		slices.Sort(words)
		words = slices.Compact(words)
	}
	words = dropInitials(words)
	return words[:min(len(words), maxWords)]
}

// faultOf is what was told about the fault: the customer's words, or the text
// of an imported row.
func faultOf(r storage.Reader, s *subject) string {
	var box repair.FileBox
	if openShown(r, s, fold.FieldFault, &box) {
		return box.Fault
	}
	if f := importedFacts(s.entry(s.state.Origin)); f != nil {
		return f.Columns[len(f.Columns)-1]
	}
	return ""
}

// importedFacts are the facts of an entry that imported a row, else nil.
func importedFacts(e *journal.Positioned) *repair.ImportedFacts {
	if e == nil || e.Header.Kind != journal.Kind(kind.RepairImported) {
		return nil
	}
	var f repair.ImportedFacts
	if journal.UnmarshalFacts(e.Facts, &f) != nil {
		return nil
	}
	return &f
}

// dropInitials leaves out single letters, such as the l of l'écran.
func dropInitials(words []string) []string {
	out := words[:0]
	for _, w := range words {
		if len(w) > 1 || (w[0] >= '0' && w[0] <= '9') {
			out = append(out, w)
		}
	}
	return out
}

// joinWords and splitWords are the form in which a row keeps words.
func joinWords(words []string) string { return " " + strings.Join(words, " ") + " " }

func splitWords(joined string) []string { return strings.Fields(joined) }

// newWords are those that a row did not have.
func newWords(before string, words []string) []string {
	if before == "" {
		return words
	}
	var out []string
	for _, w := range words {
		if !strings.Contains(before, " "+w+" ") {
			out = append(out, w)
		}
	}
	return out
}

// joinedPhone is a telephone number as one word.
func joinedPhone(phone string) string { return search.Joined(phone) }
