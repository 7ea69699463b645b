package message

import (
	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/domain/text"
)

// Wish is something that a customer asks for beside what they write. It is theirs
// only when somebody grants it.
type Wish string

// The wishes.
const (
	AddItem   Wish = "add_item"   // put something more into the parcel before it leaves
	MoreTime  Wish = "more_time"  // keep the loaner until a day
	CollectOn Wish = "collect_on" // come for the device on a day
	CollectAt Wish = "collect_at" // fetch it at another shop
	VisitOn   Wish = "visit_on"   // be visited on another day
	DeliverOn Wish = "deliver_on" // have the parcel delivered on another day
)

// Wishes lists the wishes.
func Wishes() []Wish { return []Wish{AddItem, MoreTime, CollectOn, CollectAt, VisitOn, DeliverOn} }

// checkWish checks a wish, and the day or the shop that it names.
func checkWish(w Wish, named string) error {
	if err := text.OneOf("wish", w, append(Wishes(), "")...); err != nil {
		return err
	}
	switch w {
	case MoreTime, CollectOn, VisitOn, DeliverOn:
		_, err := civil.Parse("wish_for", named)
		return err
	case CollectAt:
		if !repair.SiteCode(named) {
			return fault.New(fault.Malformed, "wish_for", "expected", "LIL")
		}
		return nil
	}
	return text.Line("wish_for", named, 0)
}
