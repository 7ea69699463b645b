package present

import (
	"context"

	"etabli/app/domain/kind"
	"etabli/app/domain/parcel"
	"etabli/app/service"
	"etabli/app/views"
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

// sent is one reading of what is open, with why somebody has to look after it and the
// conversation that somebody has to read before it leaves.
type sent struct {
	views.Parcel
	why  []parcel.Risk
	talk ID
}

// Parcels presents what is sent: being packed, away, over, and what somebody has
// to look after now.
type Parcels struct {
	roll[sent]
	ports ParcelPorts
	ways  []parcel.Way // that are left for what was asked for too late
	file  ID           // for which a parcel is being opened
	ask   lane
}

// NewParcels makes the presenter of the parcels.
func NewParcels(env Env, ports ParcelPorts, list func(ListState), show func(Detail)) *Parcels {
	p := &Parcels{ports: ports}
	p.begins(env, ports.Posting, ParcelsScreen, "parceling", parcelScopes, kind.Parcel, kind.Thread, kind.Customer, kind.Repair)
	p.list, p.show, p.look, p.fresh = list, show, p.showParcel, parcelNew
	p.readAll, p.readOne = p.readParcels, p.readParcel
	return p
}

// Leave ends it.
func (p *Parcels) Leave() {
	p.file = ID{}
	p.roll.Leave()
}

// Show opens a parcel, or begins one for a file.
func (p *Parcels) Show(at Route) {
	if !at.Repair.IsZero() && at.Repair != p.file {
		p.beginFor(at.Repair)
	}
	if !at.Open.IsZero() && at.Open != p.open.id {
		p.ways = nil
	}
	p.choose(at)
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

func (p *Parcels) readParcels(ctx context.Context, scope Scope) (out lines, err error) {
	parts, why := map[Scope][]views.Parcel{}, map[ID][]parcel.Risk{}
	for _, s := range []Scope{PackingScope, AwayScope, ArrivedScope} {
		if s == ArrivedScope && scope != s {
			continue
		}
		if parts[s], err = p.ports.Posting.Parcels(ctx, &service.ParcelsAsked{List: string(s)}); err != nil {
			return out, err
		}
	}
	risks, err := p.ports.Posting.ParcelRisks(ctx, &service.SiteAsked{})
	for _, r := range risks {
		parts[AtRiskScope], why[r.ID] = append(parts[AtRiskScope], r.Parcel), r.Why
	}
	out.rows = rowsOf(parts[scope], func(one views.Parcel) Row { return p.parcelRow(one, why[one.ID]) })
	out.counts = map[Scope]int{PackingScope: len(parts[PackingScope]), AwayScope: len(parts[AwayScope]), AtRiskScope: len(parts[AtRiskScope])}
	return out, err
}

func (p *Parcels) readParcel(ctx context.Context, id ID) (out sent, err error) {
	if out.Parcel, err = p.ports.Posting.Parcel(ctx, id); err != nil {
		return out, err
	}
	risks, err := p.ports.Posting.ParcelRisks(ctx, &service.SiteAsked{})
	for _, r := range risks {
		if r.ID == id {
			out.why = r.Why
		}
	}
	if err != nil || out.Status != parcel.Open {
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
}
