package views

import (
	"etabli/app/domain/claim"
	"etabli/app/domain/kind"
	"etabli/app/views/fold"
	"etabli/storage/journal"
)

// endingOf reads the letter that closed a claim, while it is closed.
func (l *look) endingOf(s *subject, c *Claim) (err error) {
	if c.Status != claim.Ended {
		return nil
	}
	for i := len(s.history) - 1; i >= 0 && c.Ending == nil; i-- {
		e := &s.history[i]
		if kind.Kind(e.Header.Kind) != kind.ClaimEnded || has(s.state.Repeats, e.Ref()) || has(s.state.NotApplied, e.Ref()) {
			continue
		}
		c.Ending = &ClaimEnding{AtMS: fold.AtMS(e)}
		for n, box := range e.Boxes {
			var words claim.WordsBox
			if box.Purpose == journal.File && openBox(l.r, e, n, &words) {
				c.Ending.Words = words.Words
			}
		}
		c.Ending.ByName, err = l.author(e.Header.Author)
	}
	return err
}
