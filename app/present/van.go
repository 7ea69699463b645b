package present

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"etabli/app/domain/stock"
	"etabli/app/domain/visit"
	"etabli/app/service"
	"etabli/storage/journal"
)

// VanState is what lies in a van, and what a day needs of it.
type VanState struct {
	Title   string
	Vans    []Choice
	Van     string
	Days    []Choice // today or tomorrow
	Day     string
	Picks   []PartRow
	Load    string    // label of what takes along all that is missing; empty when nothing is
	Back    []PartRow // what can be brought back this evening
	Bring   string    // label of what brings all of it back; empty when there is nothing
	Parts   []PartRow
	Age     string // how old the figures are
	Loading bool
	Busy    bool
	Notice  Notice
	Empty   Empty
	Sheet   Sheet
}

// PartRow is a part: one that a day needs, one in the van, or one that can be brought back.
type PartRow struct {
	Ref   string
	Label string
	N     string
	Chip  Chip // what is to be known of it; zero is nothing
}

// VanStocks reads and moves what lies in vans.
type VanStocks interface {
	VanStock(ctx context.Context, in *service.VanAsked) ([]service.VanPart, error)
	PickList(ctx context.Context, in *service.DayAsked) ([]visit.Part, error)
	VanReturns(ctx context.Context, in *service.VanReturnsAsked) ([]service.VanReturn, error)
	MoveStock(ctx context.Context, call service.Call, in *service.MoveStockInput) (service.Result, error)
}

// Van presents the van for today or tomorrow.
type Van struct {
	stay
	visits Visits
	stocks VanStocks
	links  Connecting
	show   func(VanState)

	van    string
	day    int // days from today
	now    inVan
	known  bool
	busy   bool
	notice Notice
	lane   lane
	pulse  *pulse
	sheets sheets
}

// inVan is one reading.
type inVan struct {
	vans  []string
	van   string
	site  string
	picks []visit.Part
	parts []service.VanPart
	back  []service.VanReturn
}

// NewVan makes the presenter of the van.
func NewVan(env Env, visits Visits, stocks VanStocks, links Connecting, show func(VanState)) *Van {
	v := &Van{stay: stay{Env: env}, visits: visits, stocks: stocks, links: links, show: show, day: 1}
	v.pulse = newPulse(env, frame, v.load)
	v.sheets = sheets{stay: &v.stay, calls: visits, publish: v.publish, after: v.gone}
	return v
}

// Enter follows the van.
func (v *Van) Enter(ctx context.Context) {
	v.enter(ctx)
	v.watch(v.visits, func([]journal.Entity) { v.pulse.kick() })
	v.until(v.pulse.rest)
	v.pulse.kick()
	v.publish()
}

// Leave ends it.
func (v *Van) Leave() { v.leave() }

// VanChosen shows another van.
func (v *Van) VanChosen(van string) {
	v.van = van
	v.again()
}

// DayChosen shows what another day needs.
func (v *Van) DayChosen(day string) {
	v.day, _ = strconv.Atoi(day) // one of ours
	v.again()
}

// RetryPressed reads the van again.
func (v *Van) RetryPressed() { v.again() }

func (v *Van) again() {
	v.notice = Notice{}
	v.pulse.kick()
	v.publish()
}

func (v *Van) load() {
	van, me := v.van, v.Desk.Staff
	on := v.Clock.Now().In(v.Zone).AddDate(0, 0, v.day).Format(isoDate)
	days := []string{v.today(), on}
	ask(&v.stay, &v.lane, func(ctx context.Context) (inVan, error) { return v.read(ctx, van, me, on, days) }, func(now inVan, err error) {
		v.pulse.done()
		if err != nil {
			v.notice = v.retriable(err)
		} else {
			v.now, v.known = now, true
			if v.notice.Retry != "" {
				v.notice = Notice{}
			}
		}
		v.publish()
	})
}

// read finds the vans that go out these days, one's own first, and reads one.
func (v *Van) read(ctx context.Context, van string, me ID, on string, days []string) (out inVan, err error) {
	own := ""
	for _, day := range days {
		list, err := v.visits.VisitDay(ctx, &service.DayAsked{On: day})
		if err != nil {
			return out, err
		}
		for _, one := range list {
			if one.Van != "" && !slices.Contains(out.vans, one.Van) {
				out.vans = append(out.vans, one.Van)
			}
			if one.Staff == me && !me.IsZero() {
				own = cmp.Or(own, one.Van)
			}
			out.site = cmp.Or(out.site, one.Site)
		}
	}
	slices.Sort(out.vans)
	if out.van = cmp.Or(van, own); out.van == "" && len(out.vans) > 0 {
		out.van = out.vans[0]
	}
	if out.van == "" {
		return out, nil
	}
	if out.picks, err = v.stocks.PickList(ctx, &service.DayAsked{On: on, Van: out.van}); err != nil {
		return out, err
	}
	if out.parts, err = v.stocks.VanStock(ctx, &service.VanAsked{Van: out.van, Site: out.site}); err != nil {
		return out, err
	}
	out.back, err = v.stocks.VanReturns(ctx, &service.VanReturnsAsked{VanAsked: service.VanAsked{Van: out.van, Site: out.site}})
	return out, err
}

func (v *Van) publish() {
	w, now := v.Words, v.now
	s := VanState{Title: w.T("nav.van"), Van: now.van, Day: strconv.Itoa(v.day), Busy: v.busy, Notice: v.notice, Sheet: v.sheets.state, Loading: !v.known && v.notice.IsZero()}
	if v.known && now.van == "" {
		s.Empty = Empty{Title: w.T("van.none"), Text: w.T("van.none.text")}
	}
	if v.known && now.van != "" {
		s.Title = w.T("van.title", "van", now.van)
		for _, one := range now.vans {
			s.Vans = append(s.Vans, Choice{one, one})
		}
		s.Days = []Choice{{"0", w.T("van.today")}, {"1", w.T("van.tomorrow")}}
		s.Picks, s.Parts = v.picks(), v.parts()
		if n := v.short(); n > 0 {
			s.Load = w.N("van.load", n)
		}
		s.Back, s.Bring = v.backRows(), v.bringLabel()
		s.Age = w.T("van.age.sent", "ago", w.AgoIn(v.links.Connection().LastSyncMS, v.nowMS(), v.Zone))
		if v.Desk.Alone {
			s.Age = ""
		}
	}
	v.show(s)
}

// lacks is how many of a part the van lacks for the day.
func (v *Van) lacks(p visit.Part) int {
	for _, at := range v.now.parts {
		if at.Ref == p.Ref {
			return max(0, p.N-int(max(0, at.OnHand)))
		}
	}
	return p.N
}

func (v *Van) short() (n int) {
	for _, p := range v.now.picks {
		n += v.lacks(p)
	}
	return n
}

func (v *Van) picks() (rows []PartRow) {
	w := v.Words
	for _, p := range v.now.picks {
		row := PartRow{Ref: p.Ref, Label: cmp.Or(p.Label, v.label(p.Ref)), N: w.T("visit.times", "n", strconv.Itoa(p.N)), Chip: Chip{Good, "check", w.T("van.there")}}
		if n := v.lacks(p); n > 0 {
			row.Chip = Chip{Watch, "package-open", w.N("van.lacks", n)}
		}
		rows = append(rows, row)
	}
	return rows
}

// label is what a part in the van is called, else its reference.
func (v *Van) label(ref string) string {
	for _, at := range v.now.parts {
		if at.Ref == ref {
			return cmp.Or(at.Label, ref)
		}
	}
	return ref
}

func (v *Van) parts() (rows []PartRow) {
	w := v.Words
	for _, at := range v.now.parts {
		row := PartRow{Ref: at.Ref, Label: cmp.Or(at.Label, at.Ref), N: strconv.FormatInt(at.OnHand, 10)}
		switch {
		case at.OnHand < 0:
			row.Chip = Chip{Late, "triangle-alert", w.T("van.below")}
		case at.OnHand == 0:
			row.Chip = Chip{Neutral, "circle-dashed", w.T("van.empty")}
		case at.Pending != 0 && !v.Desk.Alone:
			row.Chip = Chip{Neutral, "circle-dashed", w.T("timeline.waiting")}
		}
		rows = append(rows, row)
	}
	return rows
}

// LoadPressed moves what the day lacks from the shop into the van.
func (v *Van) LoadPressed() {
	to, ok := stock.VanAt(v.now.site, v.now.van)
	if v.busy || !v.known || !ok || v.short() == 0 {
		return
	}
	in := &service.MoveStockInput{To: to, Reason: "van_load"}
	for _, p := range v.now.picks {
		if n := v.lacks(p); n > 0 {
			in.Lines = append(in.Lines, service.LineInput{Part: p.Ref, Place: stock.At(to.Site(), stock.Shop), N: int64(n)})
		}
	}
	v.move(in, v.Words.T("van.loaded"))
}

// move carries a move out, and says that it was done.
func (v *Van) move(in *service.MoveStockInput, done string) {
	call, err := v.visits.NewCall(v.Desk.Staff)
	if err != nil {
		v.said(v.Failure(err))
		return
	}
	v.busy = true
	v.publish()
	act(&v.stay, func(ctx context.Context) (service.Result, error) { return v.stocks.MoveStock(ctx, call, in) }, func(_ service.Result, err error) {
		v.busy = false
		if err != nil {
			v.said(v.Failure(err))
			return
		}
		v.pulse.kick()
		v.said(Notice{Tone: Good, Text: done})
	})
}

func (v *Van) said(n Notice) {
	v.notice = n
	v.publish()
}
