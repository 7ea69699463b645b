package till

import (
	"slices"
	"strconv"
	"strings"
)

// Owed is what is still owed for a record after what followed it; only a sale
// leaves a debt.
func (r *Record) Owed(since Since) int64 {
	if r.Kind != Sale {
		return 0
	}
	return r.owed(since)
}

// Kept is what is still kept of a caution after what followed it.
func (r *Record) Kept(since Since) int64 {
	if r.Kind != Caution {
		return 0
	}
	return max(0, r.Held-since.Returned)
}

// Deposits are the lines that deduct again what was paid ahead by earlier sales
// of the same debt, and whether anything else was sold by them.
func Deposits(sales []Record) (deducted []Line, sold bool) {
	var rest int64
	for _, r := range sales {
		for _, l := range r.Lines {
			if l.Deposit == "" {
				rest += l.Cents
				continue
			}
			same := func(o Line) bool { return o.Deposit == l.Deposit && o.Rate == l.Rate && o.Label == l.Label }
			i := slices.IndexFunc(deducted, same)
			if i < 0 {
				i, deducted = len(deducted), append(deducted, Line{Label: l.Label, Rate: l.Rate, Deposit: l.Deposit, Nature: l.Nature, Quantity: One})
			}
			deducted[i].Unit -= l.Cents
			deducted[i].Cents -= l.Cents
		}
	}
	return slices.DeleteFunc(deducted, func(l Line) bool { return l.Unit >= 0 }), rest != 0
}

// Is tells whether people mean the record by what they remember of it: its number
// or the end of it, an amount as it was typed (12,90), the hour (14:05), the end
// of the card, the file, or a word of a line. Fold brings texts to one form.
func (r *Record) Is(what string, fold func(string) string) bool {
	what = strings.TrimSpace(what)
	if what == "" {
		return true
	}
	if cents, ok := amount(what); ok && r.has(cents) {
		return true
	}
	if hour := strings.ToLower(what); len(hour) >= 4 && strings.HasPrefix(r.hour(), strings.Replace(hour, "h", ":", 1)) {
		return true
	}
	upper := strings.ToUpper(what)
	if strings.HasSuffix(r.Number, upper) || strings.HasPrefix(r.Number, upper) || strings.HasPrefix(r.Debt, upper) || strings.HasPrefix(r.Ref, upper) {
		return true
	}
	for _, p := range r.Payments {
		if p.Ref != "" && strings.HasSuffix(strings.ToUpper(p.Ref), upper) {
			return true
		}
	}
	word := fold(what)
	return word != "" && slices.ContainsFunc(r.Lines, func(l Line) bool {
		return strings.Contains(fold(l.Label), word) || strings.EqualFold(l.Article, what)
	})
}

// has tells whether an amount is that of the record, of a payment, of what was
// handed over, or of a line.
func (r *Record) has(cents int64) bool {
	is := func(n int64) bool { return n == cents || n == -cents }
	return r.Total != 0 && is(r.Total) || r.Held != 0 && is(r.Held) ||
		slices.ContainsFunc(r.Payments, func(p Paid) bool { return is(p.Cents) || p.Given != 0 && is(p.Given) }) ||
		slices.ContainsFunc(r.Lines, func(l Line) bool { return is(l.Cents) || is(l.Unit) })
}

// hour is the time of day of a record at its shop, 14:05:59.
func (r *Record) hour() string {
	_, hour, _ := strings.Cut(r.Local, " ")
	return hour
}

// amount reads an amount with its cents, or a whole one with its sign of money.
func amount(typed string) (cents int64, ok bool) {
	clean := strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", ",", ".").Replace(typed)
	clean, euro := strings.CutSuffix(clean, "€")
	whole, part, cut := strings.Cut(clean, ".")
	if !cut && !euro || cut && len(part) != 2 || len(whole) > 9 {
		return 0, false
	}
	n, err := strconv.ParseInt(whole+(part + "00")[:2], 10, 64)
	return n, err == nil && n > 0
}
