package quote

// Dearer is what a quote has to become when a piece of an article costs us so much more
// than it counts: the customer pays the rise with its tax and no more, so that the margin
// in cents stays. Nothing changes when the quote counts as much, or does not know the
// article.
func (f Facts) Dearer(article string, costCents int64) (amended Facts, rises bool) {
	counted, known := f.Counted(article)
	if !known || costCents <= counted {
		return f, false
	}
	lines := make([]Line, len(f.Lines))
	for i, l := range f.Lines {
		if l.Kind == Part && l.Article == article {
			l.UnitCents += share(int64(One+l.Rate), costCents-counted)
			l.CostCents = costCents
		}
		lines[i] = l
	}
	f.Lines = lines
	return f, true
}
