package figure

// recommended is the share of marks of 9 and 10 less that of marks up to 6, in
// hundredths: from -100 to 100.
func (m Matter) recommended(id ID, in Span) Line {
	l, sum := Line{ID: id, Unit: Count}, int64(0)
	for _, c := range m.Cases {
		if c.Recommends == nil || !in.Has(c.ReadyOn) {
			continue
		}
		l.Cases++
		switch {
		case *c.Recommends >= 9:
			sum++
		case *c.Recommends <= 6:
			sum--
		}
	}
	if n := int64(l.Cases); n > 0 {
		l.Values = []Value{{"score", rounded(100*sum, n)}}
	}
	return l
}

// easy is the mean of marks from 1 to 7 for how easy it was, and the share of those
// from 5 on.
func (m Matter) easy(id ID, in Span) Line {
	l, sum, well := Line{ID: id, Unit: Tenths}, int64(0), int64(0)
	for _, c := range m.Cases {
		if c.Ease == nil || !in.Has(c.ReadyOn) {
			continue
		}
		l.Cases, sum = l.Cases+1, sum+int64(*c.Ease)
		if *c.Ease >= 5 {
			well++
		}
	}
	if n := int64(l.Cases); n > 0 {
		l.Values = []Value{{"mean", rounded(10*sum, n)}, {"easy_permille", permille(well, n)}}
	}
	return l
}

// Share is what a part is of all, in thousandths, rounded; 0 of nothing.
func Share(part, all int64) int64 {
	if all == 0 {
		return 0
	}
	return rounded(part*1000, all)
}

func rounded(sum, n int64) int64 {
	if sum < 0 {
		return -rounded(-sum, n)
	}
	return (sum + n/2) / n
}
