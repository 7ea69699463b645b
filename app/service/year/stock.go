package year

import "fmt"

// part is an article of the catalogue.
type part struct {
	ref, label string
	price      int64
}

var partWords = []string{
	"Pompe", "Joint", "Écran", "Batterie", "Connecteur de charge", "Carte d’alimentation", "Ventilateur", "Courroie", "Clavier", "Roulement",
	"Résistance", "Thermostat", "Capteur", "Haut-parleur", "Bouton", "Charnière", "Disque SSD", "Condensateur", "Cordon", "Lame",
}

const linesOfDelivery = 25

// furnish fills the catalogue, the shelves and the pools of loaners.
func (y *maker) furnish() error {
	for n := range y.o.Parts {
		p := part{
			ref:   fmt.Sprintf("P%05d", n+1),
			label: fmt.Sprintf("%s %s", partWords[n%len(partWords)], y.rows[n%len(y.rows)].Brand),
			price: int64(490 + 100*y.dice.IntN(140)),
		}
		if _, err := y.do(y.shops[0], y.shops[0].manager, "part.save", map[string]any{
			"ref": p.ref, "label": p.label, "cost_cents": p.price * 55 / 100, "price_cents": p.price, "supplier": fmt.Sprintf("F%02d", n%12),
		}); err != nil {
			return err
		}
		y.parts = append(y.parts, p)
		y.made.Parts++
	}
	for _, s := range y.shops {
		s.stock = map[string]int64{}
		if err := y.firstStock(s); err != nil {
			return err
		}
		if err := y.pool(s, y.o.Loaners/len(y.shops)); err != nil {
			return err
		}
	}
	return nil
}

// firstStock puts a part of the catalogue on the shelves of a shop.
func (y *maker) firstStock(s *shop) error {
	var lines []map[string]any
	flush := func() error {
		if len(lines) == 0 {
			return nil
		}
		_, err := y.do(s, s.manager, "stock.receive", map[string]any{"supplier": "F01", "lines": lines})
		lines = nil
		return err
	}
	for _, p := range y.parts {
		if y.dice.IntN(5) != 0 {
			continue
		}
		n := int64(1 + y.dice.IntN(8))
		lines = append(lines, map[string]any{"part": p.ref, "n": n, "for": "shelf", "cost_cents": p.price * 55 / 100})
		s.stock[p.ref] += n
		s.shelf = append(s.shelf, p.ref)
		if len(lines) == linesOfDelivery {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}

var loanerLabels = []string{"Samsung Galaxy A15", "ThinkPad L13", "iPhone SE", "Aspirateur Rowenta", "Micro-ondes Samsung", "Moto G54"}

func (y *maker) pool(s *shop, units int) error {
	for n := range units {
		id, err := y.do(s, s.manager, "loaner.save", map[string]any{
			"label": loanerLabels[n%len(loanerLabels)], "site": s.Code,
			"category": "prêt", "accessories": []string{"Chargeur"}, "condition": []string{"Traces d’usage"}, "value_cents": 12_000,
		})
		if err != nil {
			return err
		}
		s.units = append(s.units, id)
		y.made.Loaners++
	}
	return nil
}
