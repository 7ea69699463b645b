package till

import (
	"strconv"

	"etabli/app/domain/fault"
)

// deducts tells whether a line takes off again what was paid ahead.
func (l Line) deducts() bool { return l.Deposit != "" && l.Cents < 0 }

// Taken is what a sale took ahead under a name and at a rate.
func (r *Record) Taken(deposit string, rate int) (cents int64) {
	for _, l := range r.Lines {
		if l.Deposit == deposit && l.Rate == rate && l.Cents > 0 {
			cents += l.Cents
		}
	}
	return cents
}

// Ahead answers what is left of what was paid ahead under a name and at a rate: of
// a receipt, or of the sales of a file when no receipt is named. A fault of it names
// the field that it is given.
type Ahead func(field, receipt, deposit string, rate int) (left int64, err error)

// CheckDeducted refuses a line that deducts what nobody paid ahead, or more than is
// left of it: it would be money out of the drawer that no receipt ever took.
func (r *Record) CheckDeducted(left Ahead) error {
	type source struct {
		of, deposit string
		rate        int
	}
	off := map[source]int64{}
	for i, l := range r.Lines {
		if r.Kind != Sale || !l.deducts() {
			continue
		}
		at, from := "lines."+strconv.Itoa(i)+".", source{l.Of, l.Deposit, l.Rate}
		rest, err := left(at+"of", l.Of, l.Deposit, l.Rate)
		if err != nil {
			return err
		}
		if off[from] -= l.Cents; off[from] > rest {
			return fault.New(AheadLess, at+"unit_cents", "left", strconv.FormatInt(max(0, rest), 10))
		}
	}
	return nil
}

// Gifts is what vouchers were sold for by a record; negative what came back.
func (r *Record) Gifts() (cents int64) {
	for _, l := range r.Lines {
		if l.Nature == Gift {
			cents += l.Cents
		}
	}
	return cents
}
