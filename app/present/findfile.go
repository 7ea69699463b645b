package present

import (
	"context"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/views"
)

// FileUnclear says that words name more than one file; args: n.
const FileUnclear fault.Code = "file_unclear"

// fileNamed finds the one file that somebody typed or scanned: by its number or
// the code on its receipt, or by words that name no other.
func fileNamed(ctx context.Context, port Searches, field, text string) (views.RepairRow, error) {
	query := portalToken(strings.TrimSpace(text))
	if query == "" {
		return views.RepairRow{}, fault.New(fault.Missing, field)
	}
	hits, err := port.Search(ctx, query, maxHits)
	if err != nil {
		return views.RepairRow{}, err
	}
	var exact, running []views.RepairRow
	for _, h := range hits {
		if h.Exact {
			exact = append(exact, h.RepairRow)
		}
		if h.Status.Scope() != "closed" {
			running = append(running, h.RepairRow)
		}
	}
	switch {
	case len(exact) == 1:
		return exact[0], nil
	case len(hits) == 1:
		return hits[0].RepairRow, nil
	case len(running) == 1:
		return running[0], nil
	case len(hits) == 0:
		return views.RepairRow{}, fault.New(fault.NotFound, field, "what", "repair")
	}
	return views.RepairRow{}, fault.New(FileUnclear, field, "n", itoa(len(hits)))
}
