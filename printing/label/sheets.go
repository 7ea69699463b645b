package label

import (
	"errors"
	"fmt"

	"etabli/printing/layout"
	"etabli/printing/profile"
)

// MaxLabels bounds one job.
const MaxLabels = 2000

var (
	// ErrStart says that a sheet has no label at that place.
	ErrStart = errors.New("label: no such place on the sheet")
	// ErrTooMany says that a job has more than MaxLabels labels.
	ErrTooMany = errors.New("label: too many labels")
)

// Pages puts labels on what comes out of the printer: one page each from a
// roll, or sheets. Start is the first place of the first sheet that still has
// its label, counted from 1 along the rows; on a roll it is 1.
func Pages(labels []Label, stock profile.Stock, start int) ([]layout.Page, error) {
	if len(labels) > MaxLabels {
		return nil, fmt.Errorf("%w: %d of %d", ErrTooMany, len(labels), MaxLabels)
	}
	each := 1
	if stock.Sheet != nil {
		each = stock.Sheet.Each()
	}
	if start < 1 || start > each {
		return nil, fmt.Errorf("%w: %d of %d", ErrStart, start, each)
	}
	var pages []layout.Page
	for i, label := range labels {
		if stock.Sheet == nil {
			pages = append(pages, label.Page)
			continue
		}
		place := (start - 1 + i) % each
		if i == 0 || place == 0 {
			pages = append(pages, layout.Page{WidthMM: stock.Sheet.WidthMM, HeightMM: stock.Sheet.HeightMM})
		}
		x, y := stock.Sheet.At(place)
		page := &pages[len(pages)-1]
		page.Marks = append(page.Marks, layout.Moved(label.Page.Marks, x, y)...)
	}
	return pages, nil
}
