package sample

import (
	"context"

	"etabli/app/domain/civil"
	"etabli/app/domain/figure"
	"etabli/app/service"
)

// Figures implements present.Managing.
func (s *Shop) Figures(context.Context, *service.FiguresInput) (figure.Figures, error) {
	today := civil.At(Now.UnixMilli(), Zone)
	const weeks, dayMS = 12, 24 * 3600 * 1000
	f := figure.Of(nil, today, weeks)
	if len(s.Repairs) == 0 {
		return f, s.broken()
	}
	medians := [weeks]int64{11, 12, 10, 11, 9, 9, 8, 8, 7, 7, 6, 6}
	most := [weeks]int64{27, 28, 25, 26, 23, 24, 21, 21, 22, 19, 18, 17}
	for i := range f.Weeks {
		f.Weeks[i].Count, f.Weeks[i].MedianMS, f.Weeks[i].P90MS = 9+i%3, medians[i]*dayMS, most[i]*dayMS
	}
	f.Received, f.Ready, f.Returned, f.MedianMS, f.P90MS, f.Score, f.Scores = 14, 11, 12, 8*dayMS, 24*dayMS, 43, 7
	f.Uncollected, f.OldestDays = 3, 31
	return f, s.broken()
}
