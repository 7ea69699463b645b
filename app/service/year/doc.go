// Package year makes a year of a business of several shops: what was brought and
// what was wrong with it come from real repairs, people and dates are inventions.
//
// Everything goes through the commands that staff use, on a clock that runs a
// year in minutes, so what it leaves is what a year of work would leave. The same
// seed makes the same year. Screens, benchmarks and proofs look at it.
package year

import (
	"container/heap"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/service"
	"etabli/app/service/ords"
	"etabli/storage/journal"
)

// Clock is the time of the year that is made. Its methods may be called from
// several goroutines.
type Clock struct{ ms atomic.Int64 }

// NewClock makes a clock for a year that ends at a moment; it stands a year before.
func NewClock(end time.Time) *Clock {
	c := &Clock{}
	c.set(end.AddDate(-1, 0, 0))
	return c
}

// Now is the present of the year.
func (c *Clock) Now() time.Time { return time.UnixMilli(c.ms.Load()) }

func (c *Clock) set(at time.Time) {
	if ms := at.UnixMilli(); ms > c.ms.Load() {
		c.ms.Store(ms)
	}
}

// Options say how much is made. The zero value of each is the whole business.
type Options struct {
	Repairs  int
	Parts    int
	Loaners  int
	Seed     uint64
	End      time.Time // the last moment of the year
	Progress func(done, total int)
}

// The volumes of the whole business.
const (
	wholeRepairs = 40_000
	wholeParts   = 6_000
	wholeLoaners = 300
)

// Made counts what was made.
type Made struct {
	Repairs  int `json:"repairs"`
	Parts    int `json:"parts"`
	Loaners  int `json:"loaners"`
	Loans    int `json:"loans"`
	Receipts int `json:"receipts"`
	Messages int `json:"messages"`
	Claims   int `json:"claims"`
	Vouchers int `json:"vouchers"`
	Refunds  int `json:"refunds"` // at the till
	Counts   int `json:"counts"`  // of drawers

	Recourses int `json:"recourses"`
	Batches   int `json:"batches"`
	Bonuses   int `json:"bonuses"`
	Asked     int `json:"asked"`

	Accounts  int `json:"accounts"`
	Invoices  int `json:"invoices"`
	Credits   int `json:"credits"`
	Debts     int `json:"debts"`
	Contracts int `json:"contracts"`
	Reports   int `json:"reports"`

	Orders    int `json:"orders"` // to suppliers
	Parcels   int `json:"parcels"`
	Preorders int `json:"preorders"`
	Bounced   int `json:"bounced"` // cheques
	Refused   int `json:"refused"` // devices at the counter

	Commands int `json:"commands"`
}

// Shop is one shop of the business: its code, and its use cases on the clock.
type Shop struct {
	Code string
	App  *service.App
}

// Fill makes the year. The store must be new, and the shops' use cases must run
// on the clock.
func Fill(ctx context.Context, clock *Clock, shops []Shop, rows []ords.Columns, o Options) (Made, error) {
	if o.Repairs == 0 {
		o.Repairs = wholeRepairs
	}
	if o.Parts == 0 {
		o.Parts = max(20, wholeParts*o.Repairs/wholeRepairs)
	}
	if o.Loaners == 0 {
		o.Loaners = max(2*len(shops), wholeLoaners*o.Repairs/wholeRepairs)
	}
	y := &maker{ctx: ctx, clock: clock, o: o, rows: usable(rows), dice: rand.New(rand.NewPCG(o.Seed, 365)), gripe: claimDice(o.Seed), other: thirdDice(o.Seed), money: moneyDice(o.Seed), drawer: drawerDice(o.Seed), aside: besideDice(o.Seed)}
	for _, s := range shops {
		y.shops = append(y.shops, &shop{Shop: s})
	}
	for _, step := range []func() error{y.open, y.furnish, y.third, y.accounts, y.beside, y.arrivals, y.drawers, y.run} {
		if err := step(); err != nil {
			return y.made, err
		}
	}
	clock.set(o.End)
	return y.made, nil
}

// maker makes one year.
type maker struct {
	ctx   context.Context
	clock *Clock
	o     Options
	rows  []ords.Meaning
	dice  *rand.Rand
	gripe *rand.Rand // of claims
	other *rand.Rand // of third parties
	money *rand.Rand // of accounts, debts and contracts

	drawer *rand.Rand // of drawers and refunds
	aside  *rand.Rand // of what goes on beside repairs
	shops  []*shop
	parts  []part
	queue  events
	count  int
	made   Made
}

// shop is a shop at work.
type shop struct {
	Shop
	counter, bench, manager []journal.EntityID
	stock                   map[string]int64 // pieces on the shelf, by reference
	shelf                   []string         // references in the order of their arrival
	units, vouchers         []journal.EntityID
	regulars                []regular
	businesses              []*business
	floated                 bool // its drawer has its float
}

// event is something that happens at a moment.
type event struct {
	at    time.Time
	order int
	do    func() error
}

type events []event

func (e events) Len() int { return len(e) }
func (e events) Less(i, j int) bool {
	if !e[i].at.Equal(e[j].at) {
		return e[i].at.Before(e[j].at)
	}
	return e[i].order < e[j].order
}
func (e events) Swap(i, j int) { e[i], e[j] = e[j], e[i] }
func (e *events) Push(x any)   { *e = append(*e, x.(event)) }
func (e *events) Pop() any {
	last := (*e)[len(*e)-1]
	*e = (*e)[:len(*e)-1]
	return last
}

// at lets something happen later; what lies beyond the end never does.
func (y *maker) at(when time.Time, do func() error) {
	if when.After(y.o.End) {
		return
	}
	y.count++
	heap.Push(&y.queue, event{when, y.count, do})
}

// in lets something happen after a while, when the shop is open.
func (y *maker) in(days float64, do func() error) {
	y.at(opening(y.clock.Now().Add(time.Duration(days*24*float64(time.Hour)))), do)
}

func (y *maker) run() error {
	total := y.o.Repairs
	for y.queue.Len() > 0 {
		if err := y.ctx.Err(); err != nil {
			return err
		}
		e := heap.Pop(&y.queue).(event)
		y.clock.set(e.at)
		if err := e.do(); err != nil {
			return err
		}
		if y.o.Progress != nil {
			y.o.Progress(y.made.Repairs, total)
		}
	}
	return nil
}

// do runs a command as somebody of the shop; its id follows from the order of
// acts, so that the same seed makes the same year.
func (y *maker) do(s *shop, who []journal.EntityID, name string, input map[string]any) (journal.EntityID, error) {
	if len(who) > 0 {
		input["staff"] = who[y.dice.IntN(len(who))]
	}
	made, err := y.act(s, name, input)
	return journal.NewEntityID(made.Command, 0), err
}

// act runs a command with what it is given, and answers what it made.
func (y *maker) act(s *shop, name string, input map[string]any) (service.Result, error) {
	id := journal.CommandIDFrom("year", fmt.Sprint(y.o.Seed), fmt.Sprint(y.made.Commands))
	y.made.Commands++
	input["command_id"] = id
	raw, err := json.Marshal(input)
	if err != nil {
		return service.Result{}, err
	}
	made, err := s.App.Do(y.ctx, name, raw)
	if err != nil {
		return made, fmt.Errorf("%s at %s, %s: %w", name, s.Code, y.clock.Now().Format(time.DateTime), err)
	}
	made.Command = id
	return made, nil
}

// refused tells whether an error is a fault with one of the codes.
func refused(err error, codes ...fault.Code) bool {
	for _, c := range codes {
		if errors.Is(err, fault.New(c, "")) {
			return true
		}
	}
	return false
}

func usable(rows []ords.Columns) []ords.Meaning {
	var out []ords.Meaning
	for _, row := range rows {
		if row[ords.Problem] != "" && row[ords.ProductCategory] != "" {
			out = append(out, row.Meaning())
		}
	}
	return out
}
