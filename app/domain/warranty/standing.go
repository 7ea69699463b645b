package warranty

import "etabli/app/domain/civil"

// standings is how each layer stands for a case, in the order of Layers.
func standings(c Case, t Terms) []Standing {
	h, day := c.history(), c.appeared()
	list := []Standing{legal(c, h, day, t)}
	add := func(s Standing, covers []Cause) {
		if s.State == "" {
			s.State = stateOf(s.Period, day)
		}
		if s.Covers = covers; len(covers) == 0 {
			s.Covers = defects
		}
		list = append(list, s)
	}
	for _, durability := range []bool{true, false} {
		if !durability {
			for _, r := range c.Repairs {
				add(r.standing(c, h, t), r.Covers)
			}
		}
		for _, g := range c.Commercial {
			if g.Durability == durability {
				add(Standing{Layer: g.Layer(), Period: g.Period(h, c.On, t), Owes: g.Guarantor, Name: g.Name}, g.Covers)
			}
		}
	}
	for _, layer := range []Layer{MNT, INS} {
		for _, k := range c.Contracts {
			if k.Layer == layer {
				add(Standing{Layer: layer, Period: k.Period(), Owes: k.By, Name: k.Name}, k.Covers)
			}
		}
	}
	owes := c.Sale.owes()
	add(Standing{Layer: VC, Period: c.Hidden.Period(c.Sale, t), Owes: owes, Name: c.Sale.SellerName}, defects)
	return list
}

// legal is how the legal guarantee of conformity stands.
func legal(c Case, h History, day civil.Date, t Terms) Standing {
	s := Standing{
		Layer: LGC, Period: Conformity(c.Sale, h, c.On, t), Owes: c.Sale.owes(), Name: c.Sale.SellerName, Covers: defects,
	}
	s.State = stateOf(s.Period, day)
	if c.Sale.Buyer == Professional || c.Sale.By == SoldByPrivate {
		s.State, s.Period, s.Owes = Without, Period{}, Nobody
	}
	return s
}

func (r RepairGuarantee) standing(c Case, h History, t Terms) Standing {
	s := Standing{Layer: REP, Period: r.Period(h, c.On, t), Owes: Repairer, Name: r.File}
	if r.ByUs {
		s.Owes = Us
	}
	if !c.SameFault {
		s.State = Without
	}
	return s
}

func stateOf(p Period, day civil.Date) State {
	switch {
	case !p.From.Known() || !p.End.Known() || !day.Known():
		return Unknown
	case p.Steps[0].From > day:
		return Early
	case day <= p.End:
		return Open
	}
	return Ended
}

// proof is who has to show that the defect is older than the sale, under the
// legal guarantee of conformity.
func proof(legal Standing, day civil.Date, cause Cause) Proof {
	if legal.State != Open {
		return NoProof
	}
	switch {
	case day <= legal.Period.PresumptionEnd:
		return Presumed
	case cause == Manufacture:
		return ByFinding
	case day <= legal.Period.MovedPresumption:
		return ToAssess
	}
	return ByBuyer
}
