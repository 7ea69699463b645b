package desk

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/domain/site"
	"etabli/app/follow"
	"etabli/app/present"
	"etabli/app/views"
	"etabli/storage/journal"
)

// tokens are written on receipts in this alphabet.
var tokens = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)

// Follow finds the one repair of a receipt's code, from this device's store
// alone: by its number in full, or by the token of its page.
func (d *Desk) Follow(ctx context.Context, code string) (present.KioskFinding, error) {
	file, err := d.followed(ctx, code)
	if err != nil {
		return present.KioskFinding{}, err
	}
	shop, err := d.followedShop(ctx, file.Site)
	return present.KioskFinding{ID: file.ID, Repair: follow.Of(file, shop)}, err
}

func (d *Desk) followed(ctx context.Context, code string) (views.Repair, error) {
	number, ok := repair.ParseNumber(code)
	if !ok {
		raw, err := tokens.DecodeString(strings.ToUpper(code))
		if err != nil || len(raw) == 0 {
			return views.Repair{}, fault.New(fault.NotFound, "code", "what", "repair")
		}
		hash := sha256.Sum256(raw)
		return d.ByToken(ctx, hash[:])
	}
	ids, err := d.Find(ctx, number)
	if err != nil {
		return views.Repair{}, err
	}
	if len(ids) != 1 { // of two files with one number neither is shown
		return views.Repair{}, fault.New(fault.NotFound, "code", "what", "repair")
	}
	return d.Repair(ctx, ids[0])
}

func (d *Desk) followedShop(ctx context.Context, code string) (follow.Shop, error) {
	c := d.Connection()
	out := follow.Shop{Name: code, Zone: site.Zone(""), Online: c.State == present.Online || c.State == present.Behind, SeenMS: c.LastSyncMS}
	sites, err := d.Sites(ctx)
	for _, at := range sites {
		if at.Code == code {
			out.Name, out.Address, out.Phone, out.Hours, out.Zone = at.Name, at.Address, at.Phone, at.Hours, site.Zone(at.Zone)
		}
	}
	return out, err
}

// CheckPin tells whose PIN it is; only of somebody, when staff is given.
func (d *Desk) CheckPin(ctx context.Context, staff journal.EntityID, pin string) (journal.EntityID, error) {
	if !staff.IsZero() {
		return staff, d.VerifyPIN(ctx, staff, pin)
	}
	who, err := d.WhosePIN(ctx, pin)
	return who.ID, err
}
