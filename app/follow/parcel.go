package follow

import (
	"time"

	"etabli/app/domain/parcel"
	"etabli/app/domain/visit"
	"etabli/app/lang"
	"etabli/app/views"
)

// Parcel is what a customer may follow of a parcel: where it is, who says so, and
// when it is brought. It has no room for an address or a sum.
type Parcel struct {
	Incoming bool // the customer sends it
	Status   parcel.Status
	AtMS     int64 // when it was last seen, or closed
	Checked  bool  // somebody saw it there: a carrier did not only announce it
	UntilOn  string
	Carrier  string
	Tracking string
	Slot     visit.Slot
	Change   Change // of when it is brought
}

// Parcels keeps of parcels what their customer may follow. One that is still being
// packed is no news.
func Parcels(all []views.Parcel) []Parcel {
	var out []Parcel
	for _, p := range all {
		if p.Status == parcel.Open && !p.Incoming {
			continue
		}
		one := Parcel{
			Incoming: p.Incoming, Status: p.Status, AtMS: max(p.SightedMS, p.ClosedMS), Checked: p.Checked, UntilOn: p.UntilOn,
			Carrier: p.CarrierName, Tracking: p.Tracking,
		}
		if !p.Status.Over() {
			one.Slot, one.Change = p.Slot, changeOf(p.Told, p.Slot, false)
		}
		out = append(out, one)
	}
	return out
}

// ParcelNews is a parcel in words.
type ParcelNews struct {
	Title, State, Day, Slot, Was, Why, Until, Tracking string
}

// SentOf words a parcel for its customer.
func SentOf(c *lang.Catalogue, p Parcel, at *time.Location) ParcelNews {
	news := ParcelNews{Title: c.T("portal.parcel.out"), State: parcelState(c, p), Tracking: p.Tracking}
	if p.Incoming {
		news.Title = c.T("portal.parcel.in")
	}
	if p.Carrier != "" {
		news.Title += " · " + p.Carrier
	}
	if p.AtMS != 0 {
		news.Day = Solid(c.Day(p.AtMS, at))
	}
	if p.Slot.FromMS != 0 {
		news.Slot = c.T("portal.parcel.slot", "slot", span(c, p.Slot, at))
	}
	news.Was, news.Why = p.Change.words(c, at)
	if p.Status == parcel.AtPoint && p.UntilOn != "" {
		news.Until = c.T("portal.parcel.until", "day", Solid(c.DateShort(p.UntilOn)))
	}
	return news
}

// parcelState says where a parcel is. What a carrier announced and nobody saw is
// said to be just that.
func parcelState(c *lang.Catalogue, p Parcel) string {
	key := "portal.parcel.state." + string(p.Status)
	if p.Status == parcel.AtPoint && !p.Checked {
		key += ".announced"
	}
	if !c.Has(key) {
		key = "portal.parcel.state.newer"
	}
	return c.T(key)
}
