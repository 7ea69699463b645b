package desk

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"

	"etabli/app/domain/fault"
	"etabli/app/present"
	"etabli/storage"
)

// maxDrafts is how many intakes may be unfinished at once; the oldest that
// nobody parked makes room.
const maxDrafts = 20

// draftsSecret is where they lie: drafts hold names and telephone numbers, so
// they are sealed like everything else.
const draftsSecret = "drafts"

// Drafts are the unfinished intakes, the latest saved first.
func (d *Desk) Drafts(context.Context) ([]present.Draft, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.loadDrafts()
}

// SaveDraft keeps an unfinished intake.
func (d *Desk) SaveDraft(_ context.Context, draft present.Draft) error {
	return d.changeDrafts(func(list []present.Draft) ([]present.Draft, error) {
		list = slices.DeleteFunc(list, func(old present.Draft) bool { return old.ID == draft.ID })
		list = append(list, draft)
		if len(list) <= maxDrafts {
			return list, nil
		}
		oldest := -1
		for i, old := range list[:len(list)-1] {
			if !old.Parked && (oldest < 0 || old.SavedMS < list[oldest].SavedMS) {
				oldest = i
			}
		}
		if oldest < 0 {
			return nil, fault.New(TooManyDrafts, "", "limit", "20")
		}
		return slices.Delete(list, oldest, oldest+1), nil
	})
}

// TooManyDrafts says that no more intakes can be parked; args: limit.
const TooManyDrafts fault.Code = "too_many_drafts"

// DropDraft forgets an unfinished intake.
func (d *Desk) DropDraft(_ context.Context, id string) error {
	return d.changeDrafts(func(list []present.Draft) ([]present.Draft, error) {
		return slices.DeleteFunc(list, func(old present.Draft) bool { return old.ID == id }), nil
	})
}

// forgetDrafts drops the unfinished intakes of customers who were erased.
func (d *Desk) forgetDrafts(ctx context.Context) error {
	d.mu.Lock()
	list, err := d.loadDrafts()
	d.mu.Unlock()
	if err != nil {
		return err
	}
	for _, draft := range list {
		gone, err := d.isErased(ctx, draft)
		if err == nil && gone {
			err = d.DropDraft(ctx, draft.ID)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// isErased tells whether a draft is about a known customer who was erased.
func (d *Desk) isErased(ctx context.Context, draft present.Draft) (bool, error) {
	var body struct {
		Customer *present.ID `json:"customer"`
	}
	if json.Unmarshal(draft.Body, &body) != nil || body.Customer == nil {
		return false, nil
	}
	c, err := d.Customer(ctx, *body.Customer)
	if errors.Is(err, fault.New(fault.NotFound, "")) {
		return false, nil
	}
	return c.Erased, err
}

func (d *Desk) changeDrafts(edit func([]present.Draft) ([]present.Draft, error)) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	list, err := d.loadDrafts()
	if err != nil {
		return err
	}
	if list, err = edit(list); err != nil {
		return err
	}
	raw, err := json.Marshal(list)
	if err != nil {
		return err
	}
	return d.device.Secrets().Save(draftsSecret, raw)
}

func (d *Desk) loadDrafts() ([]present.Draft, error) {
	raw, err := d.device.Secrets().Load(draftsSecret)
	if errors.Is(err, storage.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var list []present.Draft
	if err := json.Unmarshal(raw, &list); err != nil {
		return nil, err
	}
	slices.SortFunc(list, func(a, b present.Draft) int { return cmp.Compare(b.SavedMS, a.SavedMS) })
	return list, nil
}
