package views

import (
	"encoding/binary"
	"strconv"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/figure"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/views/fold"
	"etabli/storage"
)

// Samples are the repairs that came in since a moment, or that are not closed
// yet, as figures are made of.
func (v *Views) Samples(r storage.Reader, site string, sinceMS int64) ([]figure.Sample, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	var out []figure.Sample
	for _, scope := range []repair.Scope{repair.Open, repair.Done, repair.Ended} {
		positions, err := l.scan(l.g.list(newestFirst, scopeBytes[scope]), site, nil, 0)
		if err != nil {
			return nil, err
		}
		for _, p := range positions {
			if scope == repair.Ended && begunOf(p) < sinceMS {
				break // the newest come first
			}
			s, err := l.state(kind.Repair, idOf(p))
			if err != nil {
				return nil, err
			}
			zone, err := l.zone(s.Value(fold.FieldSite))
			if err != nil {
				return nil, err
			}
			out = append(out, sampleOf(s, zone))
		}
	}
	return out, nil
}

// begunOf reads the time out of a position of the list of the newest.
func begunOf(position []byte) int64 {
	return int64(^binary.BigEndian.Uint64(position) ^ 1<<63)
}

func sampleOf(s *fold.State, zone *time.Location) figure.Sample {
	f := figure.Sample{Uncollected: repair.Status(s.Status).Scope() == repair.Done}
	if !s.Product.IsZero() {
		f.Device = s.Product.String()
	}
	f.Repaired = s.ReturnedMS != 0 && repair.Outcome(s.Outcome) == repair.Repaired
	f.Score, _ = strconv.Atoi(s.Value(fold.FieldScore))
	if s.ReceivedMS != 0 {
		f.ReceivedOn = civil.At(s.ReceivedMS, zone)
	}
	if ready := s.Clocks.TurnStopMS; ready != 0 && s.ReceivedMS != 0 {
		f.ReadyOn, f.TurnMS = civil.At(ready, zone), ready-s.Clocks.TurnStartMS
	}
	if s.ReturnedMS != 0 {
		f.ReturnedOn = civil.At(s.ReturnedMS, zone)
	}
	return f
}
