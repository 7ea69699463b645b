package visit

import "slices"

// Status is where a visit stands.
type Status string

// The statuses, in the usual order.
const (
	Planned    Status = "planned"
	Confirmed  Status = "confirmed" // the customer agreed to the slot
	EnRoute    Status = "en_route"
	OnSite     Status = "on_site"
	Done       Status = "done"
	Partial    Status = "partial" // a part is missing: another visit follows
	NoAccess   Status = "no_access"
	Absent     Status = "absent" // the customer was not there
	ToWorkshop Status = "to_workshop"
	Signed     Status = "signed" // the report is signed, or why it is not is known
	Cancelled  Status = "cancelled"
)

// moves lists where a visit may go from each status, the usual step first.
// Cancelled and absent have commands of their own, which say more.
var moves = map[Status][]Status{
	"":         {Planned},
	Planned:    {Confirmed, EnRoute, OnSite, Absent, NoAccess, Cancelled},
	Confirmed:  {EnRoute, OnSite, Absent, NoAccess, Cancelled, Planned},
	EnRoute:    {OnSite, Absent, NoAccess, Confirmed, Cancelled},
	OnSite:     {Done, Signed, Partial, ToWorkshop, Absent, NoAccess},
	Done:       {Signed, OnSite},
	Partial:    {Signed, OnSite, Planned},
	ToWorkshop: {Signed, OnSite},
	NoAccess:   {Planned, Cancelled},
	Absent:     {Planned, Cancelled},
	Signed:     {OnSite},
	Cancelled:  {Planned},
}

// Steps lists where a visit may go from a status.
func Steps(from Status) []Status { return slices.Clone(moves[from]) }

// CanMove tells whether a visit may go from one status to another.
func CanMove(from, to Status) bool { return slices.Contains(moves[from], to) }

// Known tells whether a status is one of the list.
func (s Status) Known() bool { return s != "" && moves[s] != nil }

// Statuses lists all statuses in the usual order.
func Statuses() []Status {
	return []Status{Planned, Confirmed, EnRoute, OnSite, Done, Partial, NoAccess, Absent, ToWorkshop, Signed, Cancelled}
}

// Ahead tells whether the visit is still to come: such visits can be moved.
func (s Status) Ahead() bool { return s == Planned || s == Confirmed || s == EnRoute }

// Takes tells whether the visit takes the time of its technician: it is still
// to come, or under way.
func (s Status) Takes() bool { return s.Ahead() || s == OnSite }

// Over tells whether nobody goes there any more for this visit.
func (s Status) Over() bool { return s == Signed || s == Cancelled }

// Aim is what a visit is for.
type Aim string

// The aims.
const (
	Repair        Aim = "repair"
	Commissioning Aim = "commissioning"
	PickUp        Aim = "pick_up"
	Delivery      Aim = "delivery"
	Upkeep        Aim = "upkeep"
	Survey        Aim = "survey" // to look before a quote
)

// Aims lists the aims.
func Aims() []Aim { return []Aim{Repair, Commissioning, PickUp, Delivery, Upkeep, Survey} }

// Reasons lists why a visit may be moved, called off or left.
func Reasons() []string {
	return []string{
		"customer_asked", "technician_ill", "technician_away", "part_missing", "van_down", "weather", "overrun",
		"address_wrong", "unsafe_place", "minor_alone", "animal", "refused", "no_need", "duplicate", "other",
	}
}

// AlertMoves is the change of slot that calls the manager: the third.
const AlertMoves = 3

// silentMS is how long after a slot nothing may be heard before somebody calls the van.
const silentMS = 20 * 60_000

// Silent tells whether a slot has been over for so long that somebody calls.
func Silent(s Slot, nowMS int64) bool { return s.ToMS != 0 && nowMS > s.ToMS+silentMS }
