package year

import (
	"fmt"

	"etabli/storage/journal"
)

// town is where a shop is.
type town struct{ name, address, phone string }

var towns = map[string]town{
	"LIL": {"Lille", "12 rue de la Clef, 59000 Lille", "03 20 00 00 00"},
	"ROU": {"Roubaix", "8 Grand-Place, 59100 Roubaix", "03 20 00 00 11"},
	"AMI": {"Amiens", "21 rue des Trois-Cailloux, 80000 Amiens", "03 22 00 00 00"},
	"REN": {"Rennes", "5 rue Le Bastard, 35000 Rennes", "02 99 00 00 00"},
	"STR": {"Strasbourg", "3 rue des Orfèvres, 67000 Strasbourg", "03 88 00 00 00"},
}

// Codes are the shops of the business, the largest first.
func Codes() []string { return []string{"LIL", "ROU", "AMI", "REN", "STR"} }

var givenNames = []string{
	"Amélie", "Karim", "Jeanne", "Paul", "Inès", "Hélène", "Louis", "Fatou", "Marie-Ange", "Thomas", "Élise", "Yann", "Nadia", "Sophie",
	"Mehdi", "Claire", "Antoine", "Zoé", "Rémi", "Agathe", "Bastien", "Léa", "Noémie", "Jérôme", "Aïcha", "Gwenaël", "Maëlys", "Étienne",
}

var familyNames = []string{
	"Durand", "Benali", "Lopez", "Vasseur", "Moreau", "Cœur-d’Acier", "Lefèvre", "Diallo", "Dubois", "Nguyen", "Caron", "Berthier",
	"Delattre", "Le Goff", "Schmitt", "Marchand", "Petit", "Garnier", "Muller", "Fontaine", "Traoré", "Bouchard", "Delacroix", "Haddad",
	"Lemaître", "Rousseau", "Pereira", "Kowalski", "Picard", "Charpentier", "Masson", "Blanchard", "Renard", "Tessier", "Gauthier", "Aubry",
}

// regular is a customer who may come again.
type regular struct {
	id     journal.EntityID
	serial string // of what they brought last
	row    int
}

// open names the shops and hires their people.
func (y *maker) open() error {
	for i, s := range y.shops {
		at, known := towns[s.Code]
		if !known {
			at = town{name: s.Code, phone: "03 20 00 00 99"}
		}
		if _, err := y.do(s, nil, "site.save", map[string]any{
			"code": s.Code, "name": "Atelier " + at.name, "address": at.address, "phone": at.phone,
			"hours": "lundi au samedi, 9 h – 19 h", "siret": "812 345 676 00017",
			"mediator": "Médiateur de la consommation, 1 place du Droit, 75001 Paris",
		}); err != nil {
			return err
		}
		if err := y.hire(s, i); err != nil {
			return err
		}
	}
	return nil
}

func (y *maker) hire(s *shop, i int) error {
	for n, role := range []string{"manager", "counter", "counter", "technician", "technician", "technician"} {
		given, family := givenNames[(i*7+n*3)%len(givenNames)], familyNames[(i*11+n*5)%len(familyNames)]
		id, err := y.do(s, nil, "staff.save", map[string]any{"display": given + " " + string([]rune(family)[:1]) + ".", "role": role, "site": s.Code})
		if err != nil {
			return err
		}
		switch role {
		case "manager":
			s.manager = append(s.manager, id)
		case "counter":
			s.counter = append(s.counter, id)
		default:
			s.bench = append(s.bench, id)
		}
	}
	return nil
}

// somebody is a new customer.
func (y *maker) somebody() map[string]any {
	name := givenNames[y.dice.IntN(len(givenNames))] + " " + familyNames[y.dice.IntN(len(familyNames))]
	who := map[string]any{"name": name, "language": "fr", "tell_by": "sms", "phone": fmt.Sprintf("06 39 98 %02d %02d", y.dice.IntN(100), y.dice.IntN(100))}
	switch y.dice.IntN(20) {
	case 0:
		who["tell_by"], who["phone"] = "letter", "" // no telephone at all
		delete(who, "phone")
		who["address"] = "3 rue du Moulin, 59800 Lille"
	case 1:
		who["language"], who["tell_by"], who["email"] = "en", "email", "client@example.org"
	}
	return who
}
