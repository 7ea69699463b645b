package present

import (
	"cmp"
	"slices"
	"strings"

	"etabli/app/domain/stock"
	"etabli/app/service"
	"etabli/app/views"
)

func (s *Stock) publish() {
	s.list(s.listState())
	d := Detail{ID: s.open.id, Open: !s.open.id.IsZero()}
	switch {
	case s.scope == CountScope:
		s.showTally(&d)
	case !d.Open:
		d.Empty = Empty{Title: s.Words.T("stock.choose"), Text: s.Words.T("stock.choose.text"), Action: s.Words.T("stock.add")}
	case !s.read:
		d.Loading = s.open.notice.IsZero()
	case s.one.part != nil:
		s.showPart(&d, *s.one.part)
	case s.one.order != nil:
		s.showOrder(&d, *s.one.order)
	default:
		s.showTransfer(&d, *s.one.transfer)
	}
	d.Busy, d.Notice, d.Sheet = s.open.busy, s.open.notice, s.open.sheets.state
	s.show(d)
}

// mine adds up what this shop may sell or use of a part.
func (s *Stock) mine(p service.PartStock) (sum views.PartLine) {
	for _, at := range p.Places {
		if at.Place.Site() == s.ports.Shelves.SiteCode() && at.Place.Promisable() && at.Place.Spot() != stock.Swap {
			sum.OnHand += at.OnHand
			sum.Pending += at.Pending
			sum.Promised += at.Promised
			sum.Rights += at.Rights
			sum.Short += at.Short
			sum.Waiting += at.Waiting
		}
	}
	return sum
}

func (s *Stock) showPart(d *Detail, p service.PartStock) {
	w, sum := s.Words, s.mine(p)
	d.Code, d.Title, d.Serial = p.Ref, p.Label, p.GTIN
	words := []string{}
	for _, word := range []string{p.Brand, p.Category, s.supplier(p.Supplier)} {
		if word != "" {
			words = append(words, word)
		}
	}
	if p.Price > 0 {
		words = append(words, w.Money(p.Price, p.Currency))
	}
	d.Sub = strings.Join(words, " · ")
	d.Chips = []Chip{s.stockChip(sum.OnHand, sum.Rights, sum.Short)}
	if p.Retired {
		d.Chips = append(d.Chips, Chip{Neutral, "ban", w.T("stock.retired")})
	}
	d.Clocks = []ClockCard{s.onHandClock(sum), s.promisedClock(sum), s.rightsClock(sum)}
	for _, at := range s.ordered(p.Places) {
		d.Cards = append(d.Cards, s.placeCard(at, p))
	}
	if card := s.promisesCard(p.Promises); !card.IsZero() {
		d.Cards = append(d.Cards, card)
	}
	if len(p.Fits) > 0 {
		d.Cards = append(d.Cards, DetailCard{Title: w.T("stock.fits"), Text: strings.Join(p.Fits, ", ")})
	}
	d.Primary, d.Actions = s.partActions(sum)
	d.Forms = []Action{s.paper(ShelfTag)}
	if s.why.place != "" {
		d.Story, d.Events, d.First = w.T("stock.why.title", "place", s.placeName(s.why.place)), s.whyRows(), true
	}
}

// ordered puts the places of this shop first, and what lies somewhere before
// what is empty.
func (s *Stock) ordered(places []views.Account) []views.Account {
	here := s.ports.Shelves.SiteCode()
	rank := func(a views.Account) int {
		switch {
		case a.Place.Site() == here && a.Place.Spot() == stock.Shop:
			return 0
		case a.Place.Site() == here:
			return 1
		}
		return 2
	}
	out := slices.Clone(places)
	slices.SortStableFunc(out, func(a, b views.Account) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), strings.Compare(string(a.Place), string(b.Place)))
	})
	return out
}

func (s *Stock) onHandClock(sum views.PartLine) ClockCard {
	card := ClockCard{Label: s.Words.T("stock.clock.here"), Value: s.count(sum.OnHand), Sub: s.Words.T("stock.clock.known"), Share: -1}
	if s.Desk.Alone {
		card.Sub = ""
	} else if sum.Pending != 0 {
		card.Sub = s.Words.T("stock.pending", "n", s.signed(sum.Pending))
	}
	if sum.OnHand < 0 {
		card.Tone = Late
	}
	return card
}

// signed writes a difference: "+3", "−2".
func (e Env) signed(n int64) string {
	switch {
	case n > 0:
		return "+" + e.count(n)
	case n < 0:
		return "−" + e.count(-n)
	}
	return "0"
}

func (s *Stock) promisedClock(sum views.PartLine) ClockCard {
	card := ClockCard{Label: s.Words.T("stock.clock.promised"), Value: s.count(sum.Promised), Share: -1}
	if sum.Waiting > 0 {
		card.Sub, card.Tone = s.Words.T("stock.asked.n", "n", s.Words.Number(sum.Waiting)), Watch
	}
	if sum.Short > 0 {
		card.Sub, card.Tone = s.Words.T("stock.short", "n", s.count(sum.Short)), Late
	}
	return card
}

// rightsClock says how many pieces this device may promise without asking.
func (s *Stock) rightsClock(sum views.PartLine) ClockCard {
	card := ClockCard{Label: s.Words.T("stock.clock.rights"), Value: s.count(min(sum.Rights, max(0, sum.OnHand))), Tone: Good, Sub: s.Words.T("stock.rights.yes"), Share: -1}
	if sum.Rights <= 0 || sum.OnHand <= 0 {
		card.Value, card.Tone, card.Sub = s.Words.T("stock.confirm"), Watch, s.Words.T("stock.rights.no")
	}
	return card
}

// placeCard is what lies at a place, how old that is, and the way to its history.
func (s *Stock) placeCard(at views.Account, p service.PartStock) DetailCard {
	w, heard := s.Words, p.Heard[at.Place.Site()]
	onHand := s.count(at.OnHand)
	if at.Pending != 0 && !s.Desk.Alone {
		onHand += " · " + w.T("stock.pending", "n", s.signed(at.Pending))
	}
	card := DetailCard{Title: s.placeName(at.Place), Chip: Chip{Neutral, "boxes", s.count(at.OnHand)}, Lines: []DetailLine{
		{Label: w.T("stock.on_hand"), Value: onHand},
	}}
	if at.OnHand < 0 {
		card.Chip = Chip{Late, "triangle-alert", s.signed(at.OnHand)}
	}
	if at.Place.Promisable() {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("stock.promised"), Value: s.count(at.Promised)}, s.rightsLine(at))
	}
	if at.Short > 0 {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("stock.missing"), Value: s.count(at.Short), Tone: Late})
	}
	if len(at.Serials) > 0 {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("stock.serials"), Value: strings.Join(at.Serials, ", ")})
	}
	for _, lot := range sortedKeys(at.Lots) {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("stock.lot") + " " + lot, Value: s.count(at.Lots[lot])})
	}
	if at.Least > 0 {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("stock.reorder"), Value: w.T("stock.reorder.of", "least", s.count(at.Least), "full", s.count(at.Full))})
	}
	if at.ToldMS > 0 { // the books are elsewhere: HQ's word, with its age
		line := s.ageLine(at.ToldMS)
		line.Label = w.T("stock.told.hq")
		card.Lines = append(card.Lines, line)
		return card
	}
	card.Lines = append(card.Lines, s.ageLine(heard))
	card.Acts = []Action{{ID: stockWhy + string(at.Place), Label: w.T("stock.why")}}
	return card
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// rightsLine says how many pieces may be promised at once, here and by others.
func (s *Stock) rightsLine(at views.Account) DetailLine {
	line := DetailLine{Label: s.Words.T("stock.rights"), Value: s.count(at.Rights), Tone: Good}
	if at.Rights <= 0 {
		line.Value, line.Tone = s.Words.T("stock.confirm"), Watch
	}
	if at.Others > 0 {
		line.Value += " · " + s.Words.T("stock.rights.others", "n", s.count(at.Others))
	}
	return line
}

// ageLine says how old a figure is.
func (s *Stock) ageLine(heardMS int64) DetailLine {
	line := DetailLine{Label: s.Words.T("stock.age"), Value: s.Words.T("stock.age.never"), Tone: Watch}
	if heardMS == 0 {
		return line
	}
	line.Value, line.Tone = s.Words.AgoIn(heardMS, s.nowMS(), s.Zone), Neutral
	if s.nowMS()-heardMS > staleMS {
		line.Tone = Watch
	}
	return line
}

// staleMS is how old a figure may be before it is said with care.
const staleMS = 60 * 60 * 1000

func (s *Stock) promisesCard(list []views.Promise) DetailCard {
	card := DetailCard{Title: s.Words.T("stock.promises")}
	for _, p := range list {
		line := DetailLine{
			Label: cmp.Or(p.Number, s.placeName(p.Place)), Open: stockPromise + p.ID.String(),
			Value: s.count(p.N) + " · " + s.Words.T("status.promise."+string(p.Status)),
		}
		switch {
		case p.Danger:
			line.Value, line.Tone = line.Value+" · "+s.Words.T("stock.danger"), Late
		case p.Status == stock.Asked:
			line.Tone = Watch
		}
		if p.NeededOn != "" {
			line.Value += " · " + s.Words.DateShort(p.NeededOn)
		}
		card.Lines = append(card.Lines, line)
	}
	return card
}

// whyLimit is how much of a history is shown.
const whyLimit = 40

// whyRows are the entries that made a figure, the latest first.
func (s *Stock) whyRows() []TimelineRow {
	var out []TimelineRow
	for i := len(s.why.rows) - 1; i >= 0 && len(out) < whyLimit; i-- {
		c := s.why.rows[i]
		row := TimelineRow{When: s.shortWhen(c.AtMS), Title: s.sentence(c.What, c.Args)}
		if c.Goods != 0 {
			row.Text = s.Words.T("stock.why.goods", "n", s.signed(c.Goods), "left", s.count(c.OnHand))
		}
		if c.Rights != 0 || c.Used != 0 && c.Goods == 0 {
			row.Chips = append(row.Chips, Chip{Icon: "key-round", Text: s.Words.T("stock.why.rights", "given", s.signed(c.Rights), "used", s.signed(c.Used), "who", c.Holder)})
		}
		if c.Position == 0 && !s.Desk.Alone {
			row.Chips = append(row.Chips, Chip{Icon: "circle-dashed", Text: s.Words.T("timeline.waiting")})
		}
		var by []string
		for _, word := range []string{c.Number, c.AuthorName} {
			if word != "" {
				by = append(by, word)
			}
		}
		if c.Device != "" {
			by = append(by, s.Words.T("review.device", "device", c.Device))
		}
		row.By = strings.Join(by, " · ")
		out = append(out, row)
	}
	return out
}
