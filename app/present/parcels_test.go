package present_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/message"
	"etabli/app/domain/parcel"
	"etabli/app/domain/visit"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

// dispatch is a fake of the parcels of a shop. A command notes itself; refuse is
// what it answers.
type dispatch struct {
	*shop
	parcels map[string][]views.Parcel // by list
	threads []service.Timed
	did     []any
	refuse  error
}

func (d *dispatch) Parcels(_ context.Context, in *service.ParcelsAsked) ([]views.Parcel, error) {
	return d.parcels[in.List], nil
}

func (d *dispatch) Parcel(_ context.Context, id present.ID) (views.Parcel, error) {
	for _, list := range d.parcels {
		for _, p := range list {
			if p.ID == id {
				return p, nil
			}
		}
	}
	return views.Parcel{}, fault.New(fault.NotFound, "id")
}

func (d *dispatch) ParcelRisks(context.Context, *service.SiteAsked) ([]service.ParcelAtRisk, error) {
	return nil, nil
}

func (d *dispatch) ParcelWays(_ context.Context, in *service.WaysAsked) ([]parcel.Way, error) {
	return parcel.Ways(in.Cents, 890, in.AskedMS, 1_000), nil
}

func (d *dispatch) ParcelOffers(context.Context, *service.OffersAsked) ([]parcel.Offer, error) {
	return []parcel.Offer{{Carrier: "relais", Name: "Relais", Way: parcel.ToPoint, Cents: 490}, {Way: parcel.AtShop}, {Carrier: "post", Name: "Poste", Why: parcel.TooHeavy}}, nil
}

func (d *dispatch) Threads(context.Context, *service.ThreadsAsked) ([]service.Timed, error) {
	return d.threads, nil
}

func (d *dispatch) note(in any) (service.Result, error) {
	if d.refuse != nil {
		return service.Result{}, d.refuse
	}
	d.did = append(d.did, in)
	return service.Result{Data: views.Parcel{ID: id(9)}}, nil
}

func (d *dispatch) OpenParcel(_ context.Context, _ service.Call, in *service.ParcelInput) (service.Result, error) {
	return d.note(in)
}

func (d *dispatch) FillParcel(_ context.Context, _ service.Call, in *service.FillInput) (service.Result, error) {
	return d.note(in)
}

func (d *dispatch) TakeOutOfParcel(_ context.Context, _ service.Call, in *service.TakeOutInput) (service.Result, error) {
	return d.note(in)
}

func (d *dispatch) CloseParcel(_ context.Context, _ service.Call, in *service.CloseParcelInput) (service.Result, error) {
	return d.note(in)
}

func (d *dispatch) SeeParcel(_ context.Context, _ service.Call, in *service.SeeParcelInput) (service.Result, error) {
	return d.note(in)
}

func (d *dispatch) SlotParcel(_ context.Context, _ service.Call, in *service.SlotParcelInput) (service.Result, error) {
	return d.note(in)
}

func (d *dispatch) CancelParcel(_ context.Context, _ service.Call, in *service.CancelParcelInput) (service.Result, error) {
	return d.note(in)
}

// packed is a parcel with one thing in it.
func packed(status parcel.Status) views.Parcel {
	return views.Parcel{
		ID: id(1), Status: status, Carrier: "relais", Repair: id(50), Number: "LIL2-00431-X7K", CustomerName: "Ana Roy",
		Lines: []views.ParcelLine{{Key: "a", Line: parcel.Line{Label: "Batterie", Cents: 4_900}}}, DueCents: 5_390, Cents: 490,
	}
}

// atDispatch is a presenter over one parcel, which is open, and what waits to be
// read.
func atDispatch(t *testing.T, b *bench, one views.Parcel, waits ...service.Timed) (*present.Parcels, *dispatch, *present.Detail) {
	d := &dispatch{shop: newShop(t), parcels: map[string][]views.Parcel{views.ParcelsOpen: {one}}, threads: waits}
	detail := &present.Detail{}
	p := present.NewParcels(b.env, present.ParcelPorts{Posting: d, Acts: d, Files: d, Search: d},
		func(present.ListState) {}, func(s present.Detail) { *detail = s })
	p.Enter(t.Context())
	t.Cleanup(p.Leave)
	p.Show(present.Route{Screen: present.ParcelsScreen, Open: id(1)})
	b.settle()
	return p, d, detail
}

func TestAMessageThatNobodyReadComesBeforeTheParcelIsClosed(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		unread := asked(7)
		p, d, one := atDispatch(t, b, packed(parcel.Open), unread)
		if one.Primary.ID != "parcel.talk" {
			t.Fatalf("the next thing is %q", one.Primary.ID)
		}
		p.ActionPressed("parcel.close")
		if one.Sheet.Open || len(b.routes) != 1 || b.routes[0] != (present.Route{Screen: present.MessagesScreen, Open: id(7)}) {
			t.Errorf("it leads to %v", b.routes)
		}
		d.threads = nil
		p.RetryPressed()
		b.pass(time.Second)
		p.PrimaryPressed()
		d.refuse = fault.New(message.UnreadStands, "id", "n", "1")
		p.SheetSubmitted()
		b.settle()
		if !one.Sheet.Open || one.Sheet.Notice.IsZero() {
			t.Error("one that came meanwhile is not said")
		}
		d.refuse = nil
		p.SheetTyped("tracking", "6A1")
		p.SheetSubmitted()
		b.settle()
		if in, ok := d.did[0].(*service.CloseParcelInput); !ok || in.Tracking != "6A1" {
			t.Errorf("%+v", d.did)
		}
	})
}

func TestAMessageAboutAnotherFileStopsNoParcel(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		other := asked(7)
		other.Repair = id(51)
		_, _, one := atDispatch(t, b, packed(parcel.Open), other)
		if one.Primary.ID != "parcel.close" {
			t.Errorf("the next thing is %q", one.Primary.ID)
		}
	})
}

func TestWhatACarrierAnnouncesIsNotShownAsSeen(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		said := packed(parcel.AtPoint)
		said.SightedMS, said.SaidBy = 5, parcel.ByCarrier
		_, _, one := atDispatch(t, b, said)
		if len(one.Chips) != 2 || one.Chips[1].Text != "annoncé, pas encore vérifié" {
			t.Errorf("%+v", one.Chips)
		}
	})
}

func TestAParcelBeginsWithItsFileAndItsWay(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		p, d, one := atDispatch(t, b, packed(parcel.Open))
		d.repair = func(context.Context, present.ID) (views.Repair, error) {
			return views.Repair{RepairRow: views.RepairRow{ID: id(50), Number: "LIL2-00431-X7K"}}, nil
		}
		p.Show(present.Route{Screen: present.ParcelsScreen, Repair: id(50)})
		b.settle()
		if !one.Sheet.Open || one.Sheet.Fields[0].Value != "LIL2-00431-X7K" {
			t.Fatalf("%+v", one.Sheet)
		}
		p.SheetTyped("label", "Batterie")
		p.SheetTyped("line_cents", "49")
		p.SheetSubmitted()
		b.settle()
		in, ok := d.did[0].(*service.ParcelInput)
		if !ok || *in.Repair != id(50) || in.Carrier != "relais" || !in.Point || len(in.Lines) != 1 || in.Lines[0].Cents != 4_900 {
			t.Errorf("%+v", d.did)
		}
		if len(b.routes) != 1 || b.routes[0].Open != id(9) {
			t.Errorf("it leads to %v", b.routes)
		}
	})
}

func TestASlotIsNotMovedInSilence(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		away := packed(parcel.InTransit)
		away.Slot = visit.Slot{FromMS: 1, ToMS: 2}
		p, d, _ := atDispatch(t, b, away)
		p.ActionPressed("parcel.slot")
		p.SheetTyped("on", "3/1/2000")
		p.SheetTyped("from", "8h00")
		p.SheetTyped("to", "12:00")
		p.SheetSubmitted()
		if len(d.did) != 0 {
			t.Fatal("it was moved without a word")
		}
		p.SheetTyped("words", "Lundi matin, avec nos excuses.")
		p.SheetSubmitted()
		b.settle()
		if in, ok := d.did[0].(*service.SlotParcelInput); !ok || in.Slot.FromMS != 946886400000 || in.Slot.ToMS-in.Slot.FromMS != 4*3600_000 || in.Told != "sms" {
			t.Errorf("%+v", d.did)
		}
	})
}

func TestWhatIsAskedForTooLateHasThreePricedWays(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		closed := packed(parcel.Closed)
		closed.ClosedMS = 1_000
		p, _, one := atDispatch(t, b, closed)
		p.ActionPressed("parcel.late")
		p.SheetTyped("cents", "49")
		p.SheetTyped("before", "before")
		p.SheetSubmitted()
		b.settle()
		if one.Sheet.Open || len(one.Cards) == 0 || len(one.Cards[0].Lines) != 3 || !strings.HasSuffix(one.Cards[0].Lines[0].Value, "€ · port à nos frais") {
			t.Errorf("%+v", one.Cards)
		}
	})
}
