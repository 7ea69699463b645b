package desk

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"

	"etabli/app/present"
	"etabli/cmd/internal/papers"
	"etabli/printing/document"
	"etabli/printing/spool"
	"etabli/storage"
)

// worksheetsSecret is where what was noted at customers' lies until it is signed,
// sealed like everything else.
const worksheetsSecret = "worksheets"

// maxWorksheets is how many are kept; the oldest makes room.
const maxWorksheets = 60

// worksheet is what was noted at one visit.
type worksheet struct {
	Visit string          `json:"visit"`
	Body  json.RawMessage `json:"body"`
}

// Worksheet is what was noted at a visit; nothing when there is none.
func (d *Desk) Worksheet(_ context.Context, visit present.ID) ([]byte, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	list, err := d.loadWorksheets()
	for _, one := range list {
		if one.Visit == visit.String() {
			return one.Body, nil
		}
	}
	return nil, err
}

// SaveWorksheet keeps what was noted at a visit.
func (d *Desk) SaveWorksheet(_ context.Context, visit present.ID, body []byte) error {
	return d.changeWorksheets(visit, func(list []worksheet) []worksheet {
		list = append(list, worksheet{visit.String(), body})
		return list[max(0, len(list)-maxWorksheets):]
	})
}

// DropWorksheet forgets what was noted: it is recorded.
func (d *Desk) DropWorksheet(_ context.Context, visit present.ID) error {
	return d.changeWorksheets(visit, func(list []worksheet) []worksheet { return list })
}

// changeWorksheets edits the list, without what it had of a visit.
func (d *Desk) changeWorksheets(visit present.ID, edit func([]worksheet) []worksheet) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	list, err := d.loadWorksheets()
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(one worksheet) bool { return one.Visit == visit.String() })
	raw, err := json.Marshal(edit(list))
	if err != nil {
		return err
	}
	return d.device.Secrets().Save(worksheetsSecret, raw)
}

func (d *Desk) loadWorksheets() (list []worksheet, err error) {
	raw, err := d.device.Secrets().Load(worksheetsSecret)
	if errors.Is(err, storage.ErrNotFound) {
		return nil, nil
	}
	if err == nil {
		err = json.Unmarshal(raw, &list)
	}
	return list, err
}

// PrintVisit prints the report of a visit, or its slip, and answers where it goes.
func (d *Desk) PrintVisit(ctx context.Context, id present.ID) (string, error) {
	return d.print(ctx, spool.Order{Entity: hex.EncodeToString(id[:]), Form: string(papers.Intervention), Paper: string(document.A4)}, spool.PageRole)
}

// PageLink is the address of the customer's page of a file.
func (d *Desk) PageLink(token string) string { return d.Link(token) }
