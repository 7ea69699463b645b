package follow

import (
	"time"

	"etabli/app/domain/stock"
	"etabli/app/lang"
	"etabli/app/views"
)

// Part is what a file waits for that a supplier has to send: when, and whether the
// supplier said so. It has no room for a price or the supplier's name.
type Part struct {
	DueOn  string // "2006-01-02"; empty when nobody knows
	ToldMS int64  // when the supplier last said something; 0 when they did not
}

// Parts keeps of a file's orders what it still waits for, the latest to come: the
// repair needs them all.
func Parts(orders []views.Order, file views.Repair) *Part {
	var last *Part
	for _, o := range orders {
		for _, l := range o.Lines {
			if l.FileID != file.ID || l.Arrived >= l.Wanted || l.State == "" {
				continue // of another file, here, not wanted any more, or a delivery that nobody ordered
			}
			one := Part{DueOn: l.DueOn}
			if l.State != stock.Ordered {
				one.ToldMS = l.ToldMS
			}
			if last == nil || one.DueOn == "" || last.DueOn != "" && one.DueOn > last.DueOn {
				last = &one
			}
		}
	}
	return last
}

// PartNews words the part that is waited for. What a supplier said is told as such,
// with its day: nobody here has seen the part.
func PartNews(c *lang.Catalogue, r Repair, today time.Time) string {
	p := r.Part
	if p == nil || !StillMoves(r.Status) || stageOf[r.Status] >= pickup {
		return ""
	}
	late := p.DueOn != "" && p.DueOn < today.Format(time.DateOnly)
	switch {
	case late:
		return c.T("portal.awaited.late", "day", Solid(c.DateShort(p.DueOn)))
	case p.DueOn == "":
		return c.T("portal.awaited.unknown")
	case p.ToldMS == 0:
		return c.T("portal.awaited.wished", "day", Solid(c.DateShort(p.DueOn)))
	}
	return c.T("portal.awaited.told", "day", Solid(c.DateShort(p.DueOn)), "at", Solid(c.Day(p.ToldMS, r.Shop.At())))
}
