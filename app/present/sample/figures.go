package sample

import (
	"context"
	"strconv"

	"etabli/app/domain/civil"
	"etabli/app/domain/figure"
	"etabli/app/service"
)

// KeepTable implements present.Measuring.
func (s *Shop) KeepTable(context.Context, string, []byte) (string, error) {
	return s.Likes.PaperFolder, s.unread()
}

// FigureTable implements present.Measuring: repairs that took less and less time,
// some of which came back.
func (s *Shop) FigureTable(_ context.Context, in *service.FiguresInput) (figure.Table, error) {
	today := civil.At(Now.UnixMilli(), Zone)
	m := figure.Matter{Short: 30, Long: 90}
	if len(s.Repairs) > 0 {
		m.Units = 6
		for i := range 420 {
			m.Cases = append(m.Cases, mended(today, i))
			if i%9 == 0 {
				m.Lent = append(m.Lent, figure.Lent{From: today.AddDays(-i), To: today.AddDays(5 - i)})
				m.Answers = append(m.Answers, figure.Answer{On: today.AddDays(-i), SpentMS: int64(40+i%7*55) * 60_000})
			}
		}
	}
	return figure.TableOf(m, today, max(in.Weeks, 4)), s.unread()
}

// mended is a repair of some day before today.
func mended(today civil.Date, i int) figure.Case {
	const dayMS = 24 * 3600 * 1000
	ready := today.AddDays(-i * 2 / 3)
	took := 3 + i/60 + i%7
	device := i
	if i%9 == 0 { // it came back
		device += 30
	}
	one := figure.Case{
		Device: strconv.Itoa(device), ReceivedOn: ready.AddDays(-took), ReadyOn: ready, ReturnedOn: ready.AddDays(2),
		TurnMS: int64(took) * dayMS, Outcome: "repaired",
	}
	if i%8 == 0 {
		one.Outcome = "ber"
	}
	if i%5 == 0 {
		one.Score = 3 + i%3
	}
	return one
}
