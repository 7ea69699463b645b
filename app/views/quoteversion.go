package views

import (
	"etabli/app/domain/kind"
	"etabli/app/domain/quote"
	"etabli/storage"
	"etabli/storage/journal"
)

// QuoteVersions answers the versions of a file's quote that were made in lines,
// in the order of the fold.
func (v *Views) QuoteVersions(r storage.Reader, file journal.EntityID) ([]quote.Facts, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	s, err := l.state(kind.Repair, file)
	if err != nil {
		return nil, err
	}
	history, err := journal.History(r, repairEntity(file))
	if err != nil {
		return nil, err
	}
	var out []quote.Facts
	for i := range history {
		e := &history[i]
		if has(s.Repeats, e.Ref()) {
			continue
		}
		var f quote.Facts
		switch kind.Kind(e.Header.Kind) {
		case kind.RepairQuoted:
			f = read[quote.Facts](e)
		case kind.LayerChanged: // which may bring a quote along
			if q := read[quote.ChangeFacts](e).Quote; q != nil {
				f = *q
			}
		}
		if len(f.Lines) > 0 {
			out = append(out, f)
		}
	}
	return out, nil
}
