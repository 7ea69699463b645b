package year

import (
	"fmt"
	"math"
	"time"

	"etabli/app/service/ords"
	"etabli/storage/journal"
)

// file is a repair on its way through a shop.
type file struct {
	shop        *shop
	id          journal.EntityID
	accessories []string
	loan        journal.EntityID // out with the customer; zero when none
	unit        journal.EntityID
	cents       int64 // what is to be paid
	part        string
	outcome     string
	business    *business // whose it is, when it is a business's
	owes        bool      // a part of the bill is paid later
}

// arrivals spreads the customers over the year and the shops.
func (y *maker) arrivals() error {
	days, sum := y.days()
	for range y.o.Repairs {
		at := y.dice.Float64() * sum
		day := 0
		for day < len(days)-1 && at > days[day].upTo {
			day++
		}
		minute := opensAt*60 + 5 + y.dice.IntN((closesAt-opensAt)*60-20)
		s := y.shops[y.share()]
		y.at(days[day].on.Add(time.Duration(minute)*time.Minute+time.Duration(y.dice.IntN(60))*time.Second), func() error { return y.arrive(s) })
	}
	return nil
}

// workday is a day with the weights of all days up to it.
type workday struct {
	on   time.Time
	upTo float64
}

func (y *maker) days() (out []workday, sum float64) {
	end := y.o.End.In(paris)
	for on := time.Date(end.Year()-1, end.Month(), end.Day()+1, 0, 0, 0, 0, paris); !on.After(end); on = time.Date(on.Year(), on.Month(), on.Day()+1, 0, 0, 0, 0, paris) {
		sum += busy(on)
		out = append(out, workday{on, sum})
	}
	return out, sum
}

// share draws a shop: each has a bit less to do than the one before it.
func (y *maker) share() int {
	n := len(y.shops)
	at := y.dice.IntN(n * (n + 1) / 2)
	for i := range n {
		if at -= n - i; at < 0 {
			return i
		}
	}
	return 0
}

var accessories = [][]string{{"Chargeur"}, nil, {"Câble secteur", "Télécommande"}, {"Housse"}, {"Coque", "Chargeur"}, nil}

var conditions = [][]string{{"Aucune trace"}, {"Rayures légères"}, {"Coin enfoncé"}, {"Traces d’usage"}}

// arrive takes a device in, of somebody new or of a regular.
func (y *maker) arrive(s *shop) error {
	row := y.dice.IntN(len(y.rows))
	who, serial := y.somebody(), fmt.Sprintf("SN%08d", y.dice.IntN(100_000_000))
	known := y.dice.IntN(10) < 3 && len(s.regulars) > 20
	var old regular
	if known {
		old = s.regulars[y.dice.IntN(len(s.regulars))]
		who = map[string]any{"id": old.id}
		if y.dice.IntN(3) == 0 {
			serial, row = old.serial, old.row
		}
	}
	m := y.rows[row]
	f := &file{shop: s, accessories: accessories[y.dice.IntN(len(accessories))], business: y.whose(s)}
	if f.business != nil {
		who = map[string]any{"id": f.business.id}
	}
	promised := opening(y.clock.Now().AddDate(0, 0, 5+y.dice.IntN(8)))
	in := map[string]any{
		"customer": who, "fault": m.Fault, "accessories": f.accessories, "condition": conditions[y.dice.IntN(len(conditions))],
		"product":     map[string]any{"label": m.Label, "brand": m.Brand, "category": m.Category, "serial": serial},
		"promised_on": promised.Format(time.DateOnly),
	}
	if y.dice.IntN(3) == 0 {
		in["bought_on"] = y.clock.Now().AddDate(0, -1-y.dice.IntN(40), 0).Format(time.DateOnly)
	}
	if y.dice.IntN(4) == 0 {
		in["ceiling_cents"] = 6000 + 1000*y.dice.IntN(8)
	}
	id, err := y.do(s, s.counter, "repair.receive", in)
	if err != nil {
		return err
	}
	f.id = id
	y.made.Repairs++
	if !known && f.business == nil {
		command := journal.CommandIDFrom("year", fmt.Sprint(y.o.Seed), fmt.Sprint(y.made.Commands-1))
		s.regulars = append(s.regulars, regular{id: journal.NewEntityID(command, 1), serial: serial, row: row})
	}
	if err := y.turnsAway(s); err != nil {
		return err
	}
	return y.begin(f, m)
}

// begin lends a unit now and then, lets the customer ask how it goes, and sends
// the device to the bench.
func (y *maker) begin(f *file, _ ords.Meaning) error {
	if y.dice.IntN(25) == 0 && len(f.shop.units) > 0 {
		if err := y.lend(f); err != nil {
			return err
		}
	}
	if y.dice.IntN(16) == 0 {
		y.in(1+3*y.dice.Float64(), func() error { return y.asks(f) })
	}
	y.in(y.soon(1.4), func() error { return y.diagnose(f) })
	return nil
}

// soon draws a while in days, mostly short, sometimes long.
func (y *maker) soon(mean float64) float64 {
	return math.Min(mean*y.dice.ExpFloat64(), mean*6) + 0.02
}
