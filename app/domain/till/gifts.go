package till

// GiftList are the gifts that a sale sold, each by what was paid for it: a line of
// several pieces sold one voucher a piece.
func (r *Record) GiftList() (out []int64) {
	for _, l := range r.Lines {
		if l.Nature != Gift || l.Cents <= 0 {
			continue
		}
		pieces := int64(1)
		if n := l.Quantity / One; n > 1 && n <= MaxLines && l.Quantity%One == 0 && l.Cents%n == 0 {
			pieces = n
		}
		for range pieces {
			out = append(out, l.Cents/pieces)
		}
	}
	return out
}
