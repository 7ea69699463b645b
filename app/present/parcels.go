package present

import (
	"context"
	"slices"

	"etabli/app/domain/kind"
	"etabli/app/domain/parcel"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// The parts of the parcels.
const (
	PackingScope Scope = views.ParcelsOpen
	AwayScope    Scope = views.ParcelsAway
	AtRiskScope  Scope = "risk"
	ArrivedScope Scope = views.ParcelsOver
)

var parcelScopes = []Scope{PackingScope, AwayScope, AtRiskScope, ArrivedScope}

// Posting is what the parcels are read from.
type Posting interface {
	Changes
	Calls
	Parcels(ctx context.Context, in *service.ParcelsAsked) ([]views.Parcel, error)
	Parcel(ctx context.Context, id ID) (views.Parcel, error)
	ParcelRisks(ctx context.Context, in *service.SiteAsked) ([]service.ParcelAtRisk, error)
	ParcelWays(ctx context.Context, in *service.WaysAsked) ([]parcel.Way, error)
	ParcelOffers(ctx context.Context, in *service.OffersAsked) ([]parcel.Offer, error)
	Threads(ctx context.Context, in *service.ThreadsAsked) ([]service.Timed, error)
}

// ParcelActs are the commands on parcels.
type ParcelActs interface {
	OpenParcel(ctx context.Context, call service.Call, in *service.ParcelInput) (service.Result, error)
	FillParcel(ctx context.Context, call service.Call, in *service.FillInput) (service.Result, error)
	TakeOutOfParcel(ctx context.Context, call service.Call, in *service.TakeOutInput) (service.Result, error)
	CloseParcel(ctx context.Context, call service.Call, in *service.CloseParcelInput) (service.Result, error)
	SeeParcel(ctx context.Context, call service.Call, in *service.SeeParcelInput) (service.Result, error)
	SlotParcel(ctx context.Context, call service.Call, in *service.SlotParcelInput) (service.Result, error)
	CancelParcel(ctx context.Context, call service.Call, in *service.CancelParcelInput) (service.Result, error)
}

// ParcelPorts are what the parcels work with.
type ParcelPorts struct {
	Posting Posting
	Acts    ParcelActs
	Files   Files
	Search  Searches
	Papers  Papers
}

// Parcels presents what is sent: being packed, away, over, and what somebody has
// to look after now.
type Parcels struct {
	stay
	sheeted
	ports ParcelPorts
	list  func(ListState)
	show  func(Detail)

	scope    Scope
	now      posted
	known    bool
	notice   Notice
	revision int
	lane     lane
	pulse    *pulse

	one  sent
	read bool
	ways []parcel.Way // that are left for what was asked for too late
	file ID           // for which a parcel is being opened
	ask  lane
}

// NewParcels makes the presenter of the parcels.
func NewParcels(env Env, ports ParcelPorts, list func(ListState), show func(Detail)) *Parcels {
	p := &Parcels{stay: stay{Env: env}, ports: ports, list: list, show: show, scope: PackingScope}
	p.pulse = newPulse(env, frame, p.load)
	p.open = newPane(&p.stay, ports.Posting, p.publish, p.loadOne, p.again)
	return p
}

// Enter begins to show the parcels and follows changes.
func (p *Parcels) Enter(ctx context.Context) {
	p.enter(ctx)
	p.watch(p.ports.Posting, p.changed)
	p.until(p.pulse.rest)
	p.until(p.open.pulse.rest)
	p.again()
	p.publish()
}

// Leave ends it.
func (p *Parcels) Leave() {
	p.file = ID{}
	p.leave()
}

// Show opens a parcel, or begins one for a file.
func (p *Parcels) Show(at Route) {
	if !at.Repair.IsZero() && at.Repair != p.file {
		p.beginFor(at.Repair)
	}
	if at.Open.IsZero() || !p.open.choose(at.Open) {
		return
	}
	p.one, p.read, p.ways = sent{}, false, nil
	if p.here() {
		p.open.pulse.kick()
	}
	p.publish()
}

// beginFor opens the sheet of a new parcel, for a file when it is named.
func (p *Parcels) beginFor(file ID) {
	p.file = file
	type found struct {
		repair views.Repair
		offers []parcel.Offer
	}
	ask(&p.stay, &p.ask, func(ctx context.Context) (out found, err error) {
		if out.offers, err = p.ports.Posting.ParcelOffers(ctx, &service.OffersAsked{}); err == nil && !file.IsZero() {
			out.repair, err = p.ports.Files.Repair(ctx, file)
		}
		return out, err
	}, func(f found, err error) {
		if err != nil {
			p.Tell(p.Failure(err))
			return
		}
		p.open.sheets.open(p.openSheet(f.repair, f.offers))
	})
}

func (p *Parcels) changed(touched []journal.Entity) {
	if slices.ContainsFunc(touched, func(e journal.Entity) bool {
		return slices.Contains([]uint8{kind.Parcel, kind.Thread, kind.Customer, kind.Repair}, uint8(e.Type))
	}) {
		p.again()
	}
}

// again reads the list and the parcel that is open.
func (p *Parcels) again() {
	p.pulse.kick()
	if !p.open.id.IsZero() {
		p.open.pulse.kick()
	}
}

// posted is one reading of the lists, with why somebody has to look.
type posted struct {
	parts map[Scope][]views.Parcel
	why   map[ID][]parcel.Risk
}

func (p *Parcels) load() {
	scopes := []Scope{PackingScope, AwayScope}
	if p.scope == ArrivedScope {
		scopes = append(scopes, ArrivedScope)
	}
	ask(&p.stay, &p.lane, func(ctx context.Context) (posted, error) {
		out := posted{map[Scope][]views.Parcel{}, map[ID][]parcel.Risk{}}
		for _, s := range scopes {
			list, err := p.ports.Posting.Parcels(ctx, &service.ParcelsAsked{List: string(s)})
			if err != nil {
				return out, err
			}
			out.parts[s] = list
		}
		risks, err := p.ports.Posting.ParcelRisks(ctx, &service.SiteAsked{})
		for _, r := range risks {
			out.parts[AtRiskScope] = append(out.parts[AtRiskScope], r.Parcel)
			out.why[r.ID] = r.Why
		}
		return out, err
	}, func(now posted, err error) {
		p.pulse.done()
		if err != nil {
			p.notice = p.retriable(err)
		} else {
			p.now, p.known, p.notice = now, true, Notice{}
			p.revision++
		}
		p.publish()
	})
}

// sent is one reading of what is open, with the conversation that somebody has to
// read before it leaves.
type sent struct {
	views.Parcel
	talk ID
}

func (p *Parcels) loadOne() {
	id := p.open.id
	ask(&p.stay, &p.open.lane, func(ctx context.Context) (out sent, err error) {
		if out.Parcel, err = p.ports.Posting.Parcel(ctx, id); err != nil || out.Status != parcel.Open {
			return out, err
		}
		waits, err := p.ports.Posting.Threads(ctx, &service.ThreadsAsked{List: views.ThreadsWaiting})
		for _, t := range waits {
			own := !t.Repair.IsZero() && t.Repair == out.Repair
			loose := t.Repair.IsZero() && !t.Customer.IsZero() && t.Customer == out.Customer
			if t.Unread > 0 && (own || loose) {
				out.talk = t.ID
			}
		}
		return out, err
	}, func(found sent, err error) {
		p.open.pulse.done()
		if err != nil {
			p.open.notice = p.retriable(err)
		} else {
			p.one, p.read = found, true
			if p.open.notice.Retry != "" {
				p.open.notice = Notice{}
			}
		}
		p.publish()
	})
}

// Row is a line of the list.
func (p *Parcels) Row(i int) Row {
	if list := p.now.parts[p.scope]; i >= 0 && i < len(list) {
		return p.parcelRow(list[i])
	}
	return Row{}
}

// RowChosen opens the parcel of a line.
func (p *Parcels) RowChosen(i int) {
	if list := p.now.parts[p.scope]; i >= 0 && i < len(list) {
		p.Go(Route{Screen: ParcelsScreen, Open: list[i].ID})
	}
}

// ScopeChosen shows another part of the parcels.
func (p *Parcels) ScopeChosen(s Scope) {
	if p.scope == s || !p.here() {
		return
	}
	p.scope, p.known = s, p.known && s != ArrivedScope
	p.revision++
	p.lane.drop()
	p.pulse.rest()
	p.pulse.kick()
	p.publish()
}

// RetryPressed reads again after a failure.
func (p *Parcels) RetryPressed() {
	p.notice, p.open.notice = Notice{}, Notice{}
	p.again()
	p.publish()
}
