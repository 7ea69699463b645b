package views

import (
	"slices"

	"etabli/app/domain/kind"
	"etabli/app/domain/till"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Drawer is the cash that should be in one drawer, and which tills put it there.
type Drawer struct {
	Name      string       `json:"name"`
	Shared    bool         `json:"shared,omitempty"`
	Cents     int64        `json:"drawer_cents"`
	Tills     []DrawerTill `json:"tills"`
	Tentative bool         `json:"tentative,omitempty"`
}

// DrawerTill is what one till puts into a drawer, as far as it was heard.
type DrawerTill struct {
	Device  string `json:"device"`
	Cents   int64  `json:"drawer_cents"`
	Day     string `json:"day"` // its latest business day
	Open    bool   `json:"open"`
	HeardMS int64  `json:"heard_ms,omitempty"` // its latest record that is here
}

// SharedDrawers says which tills of a shop put their cash into one drawer.
func (v *Views) SharedDrawers(r storage.Reader, site string) (till.DrawersFacts, error) {
	return siteFacts[till.DrawersFacts](r, site, fold.FieldDrawers)
}

// Drawers are the drawers of a shop with the tills that use them; a till that shares
// none has its own. A series that follows another one of its device has its own sum:
// both are of the same drawer.
func (v *Views) Drawers(r storage.Reader, site, from string) ([]Drawer, error) {
	shared, err := v.SharedDrawers(r, site)
	if err != nil {
		return nil, err
	}
	days, err := v.TillDays(r, site, from, "")
	if err != nil {
		return nil, err
	}
	latest := map[string]TillDay{}
	for _, d := range days {
		if known, ok := latest[d.Series]; !d.Training && (!ok || known.Session < d.Session) {
			latest[d.Series] = d
		}
	}
	var out []Drawer
	for _, d := range days {
		if latest[d.Series].ID != d.ID {
			continue
		}
		name := d.Site + till.BareCode(d.Device)
		of, isShared := shared.Of(d.Device)
		if isShared {
			name = of.Name
		}
		i := slices.IndexFunc(out, func(o Drawer) bool { return o.Name == name })
		if i < 0 {
			i, out = len(out), append(out, Drawer{Name: name, Shared: isShared})
		}
		heard, err := heardOf(r, d)
		if err != nil {
			return nil, err
		}
		out[i].Cents += d.Drawer
		out[i].Tentative = out[i].Tentative || d.Tentative
		out[i].Tills = append(out[i].Tills, DrawerTill{Device: d.Device, Cents: d.Drawer, Day: d.Day, Open: d.Open, HeardMS: heard})
	}
	return out, nil
}

// heardOf is when the latest record of a day that is here was made.
func heardOf(r storage.Reader, d TillDay) (atMS int64, err error) {
	history, err := journal.History(r, journal.Entity{Type: journal.EntityType(kind.Till), ID: d.ID})
	for i := range history {
		if rec, ok := recordIn(&history[i]); ok && rec.DayID == d.ID {
			atMS = max(atMS, rec.AtMS)
		}
	}
	return atMS, err
}
