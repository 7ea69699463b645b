package service

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"time"

	"etabli/app/domain/claim"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// pageCommands are the acts on the customer's page as such.
func pageCommands() []Command {
	return []Command{
		command("repair.relink", "Give the customer's page another address, because the receipt was printed again or somebody else may have it.", (*App).Relink),
	}
}

// RelinkInput gives a page another address.
type RelinkInput struct {
	ID  journal.EntityID    `json:"id"`
	Why repair.RelinkReason `json:"why" doc:"reprint or lost"`
}

// Relink gives the page of a repair another address. The one before leads nowhere
// as soon as HQ hears of it.
func (a *App) Relink(ctx context.Context, call Call, in *RelinkInput) (Result, error) {
	given, err := a.newAddress()
	if err != nil {
		return Result{}, err
	}
	facts := repair.RelinkedFacts{TokenHash: given.hash, Why: in.Why}
	if err := repair.CheckRelinked(facts); err != nil {
		return Result{}, err
	}
	return a.onRepair(ctx, call, kind.PageRelinked, in.ID, func(file views.Repair, d *draft) (any, error) {
		if len(file.TokenHash) == 0 { // announced or imported: it never had a page
			return nil, fault.New(fault.NotFound, "id", "what", "page")
		}
		d.box(in.ID, journal.File, repair.FileBox{Token: given.token})
		return facts, nil
	})
}

// address is a new one of a page: the token for its customer, its hash for all.
type address struct {
	token string
	hash  []byte
}

func (a *App) newAddress() (address, error) {
	raw, err := a.newToken()
	if err != nil {
		return address{}, err
	}
	hash := sha256.Sum256(raw)
	return address{token: tokenText.EncodeToString(raw), hash: hash[:]}, nil
}

// ByToken is the file that the address of a page leads to. An address that was
// replaced leads nowhere, nor does one of a repair that has been over for a while.
// What was never an address costs as much as those: a neighbour of it is read.
func (a *App) ByToken(ctx context.Context, tokenHash []byte) (views.Repair, error) {
	return read(ctx, a, func(r storage.Reader) (views.Repair, error) {
		id, stands, err := a.views.RepairNearTokenHash(r, tokenHash)
		if err != nil {
			return views.Repair{}, err
		}
		file, err := a.views.Repair(r, id)
		switch {
		case err != nil && !stands: // the neighbour's trouble is not theirs
			return views.Repair{}, storage.ErrNotFound
		case err != nil:
			return views.Repair{}, err
		}
		stands = stands && bytes.Equal(file.TokenHash, tokenHash)
		into, err := a.views.GoesOnAs(r, id)
		if err != nil {
			return views.Repair{}, err
		}
		if into != id {
			if file, err = a.views.Repair(r, into); err != nil {
				return views.Repair{}, err
			}
			stands = stands && file.ReturnedMS == 0 // its own paper has another address since
		}
		open, err := a.pageOpen(r, file)
		if err == nil && !(stands && open) {
			return views.Repair{}, storage.ErrNotFound
		}
		return file, err
	})
}

// pageOpen tells whether a repair is still to be followed: it goes on, it ended
// not long ago, or something about it does not end: a claim, a loan.
func (a *App) pageOpen(r storage.Reader, file views.Repair) (bool, error) {
	ended := file.ReturnedMS
	if ended == 0 && file.Status.Scope() == repair.Ended {
		ended = file.TouchedMS
	}
	open := ended == 0 || a.now().Before(time.UnixMilli(ended).AddDate(0, 0, repair.PageDays))
	claims, err := a.views.ClaimsAbout(r, file.ID)
	if err != nil {
		return false, err
	}
	for _, c := range claims {
		open = open || c.Status != claim.Ended
	}
	loans, err := a.views.LoansOfFile(r, file.ID)
	return open || len(loans) > 0, err
}

// AddressGiven tells whether a page ever had an address, or a file the number that
// comes with it: what nobody here has heard of may still be on its way.
func (a *App) AddressGiven(ctx context.Context, tokenHash []byte, number string) (bool, error) {
	return read(ctx, a, func(r storage.Reader) (bool, error) {
		if _, err := a.views.RepairByTokenHash(r, tokenHash); err == nil || !errors.Is(err, storage.ErrNotFound) {
			return err == nil, err
		}
		ids, err := a.views.RepairsByNumber(r, number)
		return len(ids) > 0, err
	})
}
