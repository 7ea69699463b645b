package present

import (
	"cmp"
	"context"

	"etabli/app/views"
	"etabli/storage/journal"
)

// FleetDevice is a device of the business as HQ knows it.
type FleetDevice struct {
	Key       string // its id at HQ
	Site      string
	Code      string
	Role      string
	Name      string
	Version   string
	Online    bool
	SeenMS    int64
	Lag       int   // entries of HQ that it does not hold yet
	Waiting   int   // its own that HQ did not have when it was last there
	OldestMS  int64 // of them
	DriftMS   int64
	Revoked   bool
	RevokedMS int64
	By, Why   string // who sent it away, and why
	MovesTo   string
	Moved     bool
	Self      bool
}

// Pairing is a code that lets one new device join, with its picture to scan.
type Pairing struct {
	Code      string
	Picture   []byte // a PNG
	ExpiresMS int64
}

// OwnHealth is what this device knows of itself.
type OwnHealth struct {
	DeviceFacts
	Waiting    int
	OldestMS   int64
	FromOutbox int // entries that opening brought back after a crash
	Files      int // that it holds
	// FreeBytes is what is free on its disk, 0 when nobody can tell; with no more than
	// KeptBytes nothing is recorded. NoBallast says that the room for closing down is spent.
	FreeBytes, KeptBytes int64
	NoBallast            bool
	MovesTo              string   // where HQ sends it
	MoveWaits            string   // what stood against that when it was last tried: unsent, till, backup
	With                 []string // addresses of other devices of the shop
	Listen               string   // where this one is reached
	MetMS                map[string]int64
}

// Fleet is where the devices of the business are read, and where HQ is asked to let one
// in or to send one away.
type Fleet interface {
	Changes
	Connecting
	Calls
	OwnHealth(ctx context.Context) (OwnHealth, error)
	FleetDevices(ctx context.Context, staff ID) ([]FleetDevice, error)
	PairDevice(ctx context.Context, staff ID, site, role string) (Pairing, error)
	RevokeFleetDevice(ctx context.Context, staff ID, key, why string) error
	// MoveOn lets this device go where HQ sends it: the screens end, and begin again there
	// or, when something stands against it, here.
	MoveOn()
	Sites(ctx context.Context) ([]views.Site, error)
	Exchanging
}

// The parts of the list of devices.
const (
	AllDevices    Scope = "all"
	RiskyDevices  Scope = "risky"
	AwayDevices   Scope = "away"
	devicesWords        = "devices"
	selfDeviceKey       = "self"
)

// device is one reading of what is open: this device's own health, or what HQ says.
type device struct {
	own *OwnHealth
	far *FleetDevice
}

// Devices presents the devices of the business.
type Devices struct {
	roll[device]
	port    Fleet
	head    func(ManagerPages)
	unheard Notice // why HQ's list is not here
	sites   []views.Site
	paired  Pairing // the code that was made last
	said    Notice  // what the last exchange brought
	sticks  lane
}

// NewDevices makes the presenter.
func NewDevices(env Env, port Fleet, head func(ManagerPages), list func(ListState), show func(Detail)) *Devices {
	d := &Devices{port: port, head: head}
	d.begins(env, port, DevicesScreen, devicesWords, []Scope{AllDevices, RiskyDevices, AwayDevices})
	d.list, d.show, d.look, d.fresh = d.listWith(list), show, d.showDevice, devicePair
	d.readAll, d.readOne = d.readDevices, d.readDevice
	return d
}

// listWith says over the list why HQ's devices are not in it.
func (d *Devices) listWith(list func(ListState)) func(ListState) {
	return func(s ListState) {
		if s.Notice.IsZero() {
			s.Notice = d.unheard
		}
		list(s)
	}
}

// Enter begins to show it, and follows the connection: HQ may be there again.
func (d *Devices) Enter(ctx context.Context) {
	d.head(d.managerPages(DevicesScreen))
	d.roll.Enter(ctx)
	d.follow(d.port, d.again)
}

// PagePressed goes to another page of whoever runs the shop.
func (d *Devices) PagePressed(id string) { d.Go(Route{Screen: Screen(id)}) }

// Show opens a device.
func (d *Devices) Show(at Route) { d.choose(at) }

func deviceID(key string) ID { return ID(journal.CommandIDFrom("fleet device", key)) }

// readDevices reads this device first: what it knows of itself needs nobody.
func (d *Devices) readDevices(ctx context.Context, scope Scope) (out lines, err error) {
	own, err := d.port.OwnHealth(ctx)
	if err != nil {
		return out, err
	}
	list, unheard := d.readFleet(ctx)
	sites, err := d.port.Sites(ctx)
	if err != nil {
		return out, err
	}
	d.Post(func() { d.unheard, d.sites = unheard, sites })
	out.counts = map[Scope]int{}
	if scope == AllDevices {
		out.rows = append(out.rows, d.ownRow(own))
	}
	for _, one := range list {
		if one.Self {
			continue
		}
		at := d.scopeOf(one)
		if at != AllDevices {
			out.counts[at]++
		}
		if scope == at || scope == AllDevices && at != AwayDevices {
			out.rows = append(out.rows, d.deviceRow(one))
		}
	}
	return out, nil
}

// readFleet asks HQ; what it answers instead is said, and hides nothing else.
func (d *Devices) readFleet(ctx context.Context) ([]FleetDevice, Notice) {
	if d.port.Connection().State.apart() {
		return nil, Notice{Tone: Neutral, Text: d.Words.T("devices.alone"), Next: d.Words.T("devices.alone.next")}
	}
	list, err := d.port.FleetDevices(ctx, d.Desk.Staff)
	if err != nil {
		return nil, d.retriable(err)
	}
	return list, Notice{}
}

func (d *Devices) readDevice(ctx context.Context, id ID) (out device, err error) {
	own, err := d.port.OwnHealth(ctx)
	if err != nil {
		return out, err
	}
	if id == deviceID(selfDeviceKey) {
		out.own = &own
		if !d.port.Connection().State.apart() { // what HQ knows of it adds to that, and its absence stops nobody
			if list, err := d.port.FleetDevices(ctx, d.Desk.Staff); err == nil {
				for _, one := range list {
					if one.Self {
						out.far = &one
					}
				}
			}
		}
		return out, nil
	}
	list, err := d.port.FleetDevices(ctx, d.Desk.Staff)
	for _, one := range list {
		if deviceID(one.Key) == id {
			out.far = &one
		}
	}
	return out, err
}

// What of a device is said to be wrong.
const (
	longAwayMS = 3 * 24 * 3600 * 1000 // not heard of for three days
	driftMS    = 60 * 1000            // a minute decides no act, and a reader of the log stumbles over it
	farBehind  = 500
)

func (d *Devices) scopeOf(one FleetDevice) Scope {
	switch {
	case one.Revoked || one.Moved:
		return AwayDevices
	case d.worry(one) != "":
		return RiskyDevices
	}
	return AllDevices
}

// worry is what is wrong with a device, empty when nothing is.
func (d *Devices) worry(one FleetDevice) string {
	switch {
	case one.SeenMS == 0:
		return "never"
	case !one.Online && d.nowMS()-one.SeenMS > longAwayMS:
		return "silent"
	case one.DriftMS > driftMS || one.DriftMS < -driftMS:
		return "clock"
	case one.Lag > farBehind && one.Online:
		return "behind"
	case one.Waiting > 0 && !one.Online && one.OldestMS > 0 && d.nowMS()-one.OldestMS > longAwayMS/3:
		return "unsent"
	}
	return ""
}

func (d *Devices) deviceChip(one FleetDevice) Chip {
	w := d.Words
	switch worry := d.worry(one); {
	case one.Moved:
		return Chip{Neutral, "arrow-right", w.T("devices.state.moved")}
	case one.Revoked:
		return Chip{Late, "ban", w.T("devices.state.revoked")}
	case worry != "":
		return Chip{Watch, "triangle-alert", w.T("devices.worry." + worry)}
	case one.MovesTo != "":
		return Chip{Work, "arrow-right", w.T("devices.state.moves", "to", one.MovesTo)}
	case one.Online:
		return Chip{Good, "cloud", w.T("devices.state.online")}
	}
	return Chip{Neutral, "cloud-off", w.T("devices.state.offline")}
}

func (d *Devices) deviceRow(one FleetDevice) Row {
	row := Row{
		ID: deviceID(one.Key), Number: one.Site + one.Code, Product: cmp.Or(one.Name, one.Site+one.Code),
		Customer: d.Words.T("devices.role." + one.Role), Chip: d.deviceChip(one),
	}
	if one.SeenMS > 0 {
		row.When = d.shortWhen(one.SeenMS)
	}
	return row
}

func (d *Devices) ownRow(own OwnHealth) Row {
	w := d.Words
	return Row{
		ID: deviceID(selfDeviceKey), Number: w.T("devices.self"), Product: own.Device, Customer: joined(own.Site, w.T("devices.version", "version", own.Version)),
		Chip: d.connectionChip(d.port.Connection().State),
	}
}
