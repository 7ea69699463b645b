package papers

import (
	"context"
	"time"

	"etabli/app/domain/repair"
	"etabli/app/service"
	"etabli/storage/journal"
)

// stillFirst is how long after an intake a receipt that is printed counts as the
// first one: a jam, a second width.
const stillFirst = 10 * time.Minute

// Again tells whether a form, printed now, is a receipt that was given before.
func (s Source) Again(ctx context.Context, form Form, id journal.EntityID) (bool, error) {
	if form != DepositReceipt {
		return false, nil
	}
	file, err := s.App.Repair(ctx, id)
	if err != nil {
		return false, err
	}
	return file.Token != "" && s.Now().Sub(time.UnixMilli(file.ReceivedMS)) > stillFirst, nil
}

// Renew gives the page another address when a receipt is printed again: whoever
// finds the lost one reads nothing any more. It gives one, too, to a device that
// was handed back among so many that their entry had no room for its own.
func (s Source) Renew(ctx context.Context, staff journal.EntityID, form Form, id journal.EntityID) error {
	again, err := s.Again(ctx, form, id)
	if err == nil && form == HandBack {
		again, err = s.unaddressed(ctx, id)
	}
	if err != nil || !again {
		return err
	}
	call, err := s.App.NewCall(staff)
	if err == nil {
		_, err = s.App.Relink(ctx, call, &service.RelinkInput{ID: id, Why: repair.Reprinted})
	}
	return err
}

// unaddressed tells whether a device was handed back and nobody knows the address
// of its page.
func (s Source) unaddressed(ctx context.Context, id journal.EntityID) (bool, error) {
	file, err := s.App.Repair(ctx, id)
	return file.Token == "" && len(file.TokenHash) > 0 && file.ReturnedMS > 0 && !file.Erased, err
}
