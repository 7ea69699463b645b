package service

import (
	"context"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/staff"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// WhosePIN finds the member of staff who works here and has a PIN, for a screen
// that must not list names. Its wrong tries are counted for the screen.
func (a *App) WhosePIN(ctx context.Context, pin string) (views.Staff, error) {
	screen := journal.EntityID{}
	if wait := a.tries.wait(screen, a.now()); wait > 0 {
		return views.Staff{}, fault.New(staff.LockedPIN, "pin", "seconds", strconv.Itoa(wait))
	}
	people, err := a.Staff(ctx)
	if err != nil {
		return views.Staff{}, err
	}
	any := false
	for _, who := range people {
		if !who.HasPIN || a.place.Site != "" && !who.Person().WorksAt(a.place.Site) {
			continue
		}
		any = true
		box, err := read(ctx, a, func(r storage.Reader) (staff.PINBox, error) { return a.views.PIN(r, who.ID) })
		if err != nil {
			return views.Staff{}, err
		}
		if box.Opens(pin) {
			a.tries.right(screen)
			return who, nil
		}
	}
	if !any {
		return views.Staff{}, fault.New(staff.NoPIN, "pin")
	}
	a.tries.wrong(screen, a.now())
	return views.Staff{}, fault.New(staff.WrongPIN, "pin")
}
