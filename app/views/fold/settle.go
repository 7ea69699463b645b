package fold

import "etabli/storage/journal"

// Settles tells whether entries keep the time they were folded with now that HQ has
// placed them. It is of no use for a clock that ran ahead, because HQ bounds it.
func Settles(placed []journal.Positioned) bool {
	for i := range placed {
		e := &placed[i]
		if e.Position == 0 || stamp(e) != e.Header.HLC {
			return false
		}
	}
	return len(placed) > 0
}

// Settle lets n entries wait for HQ no more; false, and nothing is changed, where the
// state says more about what HQ has placed than how many.
func (s *State) Settle(n int) bool {
	if s.Waiting < n || len(s.Sums)+len(s.Ledger)+len(s.Erased) > 0 {
		return false
	}
	s.Waiting -= n
	return true
}
