package ereport

import (
	"cmp"
	"slices"

	"etabli/app/domain/till"
)

// Sum adds up the records of the days of a report. Of answers the sale that a payment
// or a refund names; without one its money is left to the day of the sale.
func (f *MadeFacts) Sum(records []till.Record, debits bool, of func(number string) (till.Record, bool)) {
	s := sums{sales: map[Sales]*Sales{}, paid: map[Money]int64{}}
	for i := range records {
		r := &records[i]
		if r.Invoiced() || r.Training {
			continue
		}
		if r.Kind.Turns() {
			s.sold(r)
			f.Records++
			f.Gross += r.Total
		}
		if !debits {
			s.pays(r, of)
		}
	}
	for _, one := range s.sales {
		f.Sales = append(f.Sales, *one)
		f.Tax += one.Tax
	}
	for key, cents := range s.paid {
		if cents != 0 {
			key.Cents = cents
			f.Payments = append(f.Payments, key)
		}
	}
	slices.SortFunc(f.Sales, func(a, b Sales) int {
		return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(a.Category, b.Category), cmp.Compare(b.Permille, a.Permille))
	})
	slices.SortFunc(f.Payments, func(a, b Money) int {
		return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(b.Permille, a.Permille))
	})
}

type sums struct {
	sales map[Sales]*Sales
	paid  map[Money]int64
}

// sold adds a record's sales. What the record says of a rate is shared between goods
// and services by what they cost, so that the report agrees with the closings to the
// cent.
func (s *sums) sold(r *till.Record) {
	for _, rate := range r.Rates {
		services := int64(0)
		only := map[Category]bool{}
		for _, l := range r.Lines {
			if l.Rate != rate.Permille {
				continue
			}
			if l.Nature == till.Gift { // sold when it is redeemed
				rate.Net, rate.Gross = rate.Net-l.Cents, rate.Gross-l.Cents
				continue
			}
			only[categoryOf(l)] = true
			if categoryOf(l) == Services {
				services += l.Cents
			}
		}
		part := rate
		switch {
		case !only[Goods]:
		case !only[Services] || rate.Gross == 0:
			part = till.Rate{}
		default:
			part.Net, part.Tax = share(rate.Net, services, rate.Gross), share(rate.Tax, services, rate.Gross)
		}
		if only[Services] {
			s.add(r.Day, Services, rate.Permille, part.Net, part.Tax)
		}
		if only[Goods] {
			s.add(r.Day, Goods, rate.Permille, rate.Net-part.Net, rate.Tax-part.Tax)
		}
	}
}

func (s *sums) add(on string, c Category, permille int, net, tax int64) {
	key := Sales{On: on, Category: c, Permille: permille}
	if s.sales[key] == nil {
		one := key
		s.sales[key] = &one
	}
	it := s.sales[key]
	it.Net, it.Tax, it.Records = it.Net+net, it.Tax+tax, it.Records+1
}

// pays adds what was paid for services: of a sale, of a debt, or back.
func (s *sums) pays(r *till.Record, of func(string) (till.Record, bool)) {
	sale := *r
	switch r.Kind {
	case till.Sale, till.Refund:
	case till.Payment:
		found, ok := of(r.Ref)
		if !ok {
			return
		}
		sale = found
	default:
		return
	}
	now := r.PaidNow()
	if now == 0 || sale.Total == 0 {
		return
	}
	for _, rate := range sale.Rates {
		services := int64(0)
		for _, l := range sale.Lines {
			if l.Rate == rate.Permille && categoryOf(l) == Services && l.Nature != till.Gift {
				services += l.Cents
			}
		}
		s.paid[Money{On: r.Day, Permille: rate.Permille}] += share(now, services, sale.Total)
	}
}

func categoryOf(l till.Line) Category {
	if l.Nature == till.Goods {
		return Goods
	}
	return Services
}

// share is part of a whole, rounded half away from zero.
func share(sum, part, whole int64) int64 {
	n := sum * part
	sign := int64(1)
	if n < 0 {
		n, sign = -n, -sign
	}
	if whole < 0 {
		whole, sign = -whole, -sign
	}
	return sign * ((2*n + whole) / (2 * whole))
}
