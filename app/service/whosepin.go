package service

import (
	"cmp"
	"context"
	"slices"
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
	own, any := []views.Staff{}, false
	for _, who := range people {
		if !who.HasPIN || a.place.Site != "" && !who.Person().WorksAt(a.place.Site) {
			continue
		}
		any = true
		opens, err := a.opens(ctx, who, pin)
		if err != nil {
			return views.Staff{}, err
		}
		if opens {
			own = append(own, who)
		}
	}
	switch {
	case !any:
		return views.Staff{}, fault.New(staff.NoPIN, "pin")
	case len(own) == 0:
		a.tries.wrong(screen, a.now())
		return views.Staff{}, fault.New(staff.WrongPIN, "pin")
	case len(own) > 1: // set on two devices that did not know of each other
		return views.Staff{}, fault.New(staff.SharedPIN, "pin")
	}
	a.tries.right(screen)
	return own[0], nil
}

func (a *App) opens(ctx context.Context, who views.Staff, pin string) (bool, error) {
	box, err := read(ctx, a, func(r storage.Reader) (staff.PINBox, error) { return a.views.PIN(r, who.ID) })
	return err == nil && box.Opens(pin), err
}

// pinFree refuses a PIN by which a colleague signs in where somebody works: a
// screen that asks for nothing else could not tell them apart.
func (a *App) pinFree(ctx context.Context, id journal.EntityID, pin string) error {
	people, err := a.Staff(ctx)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(people, func(s views.Staff) bool { return s.ID == id })
	if at < 0 {
		return nil // the command says so
	}
	me := people[at]
	for _, who := range people {
		meet := who.Person().WorksAt(me.Site) || slices.ContainsFunc(who.Sites, me.Person().WorksAt) || me.Person().WorksAt(who.Site)
		if who.ID == id || !who.HasPIN || who.Gone || !meet {
			continue
		}
		if opens, err := a.opens(ctx, who, pin); err != nil || opens {
			return cmp.Or(err, error(fault.New(staff.TakenPIN, "pin")))
		}
	}
	return nil
}
