package service

import (
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/stock"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// keptHere are the promises of a file whose pieces lie in this shop.
func (a *App) keptHere(r storage.Reader, file *journal.EntityID) ([]views.Promise, error) {
	if file == nil {
		return nil, nil
	}
	if err := a.views.Known(r, entity(kind.Repair, *file)); err != nil {
		return nil, fault.New(fault.NotFound, "file", "what", "repair").Because(err)
	}
	promises, err := a.views.PromisesOfFile(r, *file)
	if err != nil {
		return nil, err
	}
	var out []views.Promise
	for _, p := range promises {
		if p.Status == stock.Reserved && a.inSight("file", p.Place) == nil {
			out = append(out, p)
		}
	}
	return out, nil
}

// linesOfPromises are the pieces that promises keep.
func linesOfPromises(promises []views.Promise) []LineInput {
	var out []LineInput
	for _, p := range promises {
		out = append(out, LineInput{Part: p.Ref, Place: p.Place, N: p.N})
	}
	return out
}

// keeps ends the promise that kept the pieces of a line that leaves with its file;
// true when there was one, whose right was used before.
func (d *draft) keeps(kept []views.Promise, l stock.Line) bool {
	for _, p := range kept {
		if about := entity(kind.Promise, p.ID); p.Account == accountOf(l) && p.N == l.N && !d.isAbout(about) {
			d.alsoOnce(kind.Promise, p.ID)
			d.Version = 2
			return true
		}
	}
	return false
}

func (d *draft) isAbout(e journal.Entity) bool {
	for _, other := range d.Entities {
		if other == e {
			return true
		}
	}
	return false
}

// keepFor keeps the pieces of a line for the file that they came with: nobody else
// can be promised them meanwhile.
func (a *App) keepFor(d *draft, call Call, i int, l stock.Line) {
	account := accountOf(l)
	if a.isHQ() {
		d.move(account, journal.Grant, l.N)
	}
	d.move(account, journal.Use, l.N)
	d.also(kind.Promise, journal.EntityID(stock.KeptID(call.ID.String(), strconv.Itoa(i))))
}
