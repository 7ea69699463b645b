package follow_test

import (
	"strings"
	"testing"
	"time"

	"etabli/app/domain/parcel"
	"etabli/app/domain/visit"
	"etabli/app/follow"
	"etabli/app/lang"
	"etabli/app/views"
)

func TestWhatACarrierAnnouncesIsNotSaidAsChecked(t *testing.T) {
	fr := lang.For("fr")
	at := follow.Parcel{Status: parcel.AtPoint, UntilOn: "2026-12-10"}
	announced := follow.SentOf(fr, at, time.UTC)
	at.Checked = true
	seen := follow.SentOf(fr, at, time.UTC)
	if !strings.Contains(announced.State, "pas encore vérifié") || strings.Contains(seen.State, "pas encore") || announced.Until == "" {
		t.Errorf("%+v\n%+v", announced, seen)
	}
}

func TestEveryPlaceOfAParcelHasItsWords(t *testing.T) {
	for _, tag := range lang.Tags() {
		c := lang.For(tag)
		newer := c.T("portal.parcel.state.newer")
		for _, s := range append(parcel.Sights(), parcel.Open, parcel.Closed, parcel.Cancelled) {
			if news := follow.SentOf(c, follow.Parcel{Status: s}, time.UTC); news.State == newer {
				t.Errorf("%s: nothing is said of %s", tag, s)
			}
		}
	}
}

func TestAParcelThatIsPackedIsNoNewsAndOneThatIsOverHasNoSlot(t *testing.T) {
	slot := visit.Slot{FromMS: 1, ToMS: 2}
	got := follow.Parcels([]views.Parcel{
		{Status: parcel.Open}, {Status: parcel.Open, Incoming: true}, {Status: parcel.Delivered, Slot: slot}, {Status: parcel.Dropped, Slot: slot},
	})
	if len(got) != 3 || got[1].Slot != (visit.Slot{}) || got[2].Slot != slot {
		t.Errorf("%+v", got)
	}
}
