package main

import (
	"context"
	"slices"
	"strconv"

	"etabli/app/domain/customer"
	"etabli/app/domain/fault"
	"etabli/app/follow"
	"etabli/app/portal"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// collectors are who may collect a device, as the customer or the counter named them.
func (a acts) collectors(ctx context.Context, file views.Repair) (out []portal.Collector, err error) {
	people, err := a.hq.app.FilePeople(ctx, file.ID)
	for _, p := range people.Parties {
		if p.Role == customer.Collector && p.Name != "" {
			out = append(out, portal.Collector{Key: p.Key, Name: p.Name})
		}
	}
	return out, err
}

// maxCollectors is how many people a page names.
const maxCollectors = 5

// Collect names somebody who may collect the device, or takes that back.
func (a acts) Collect(ctx context.Context, token string, in portal.Collector) error {
	file, err := a.file(ctx, token)
	if err != nil {
		return err
	}
	now, err := a.collectors(ctx, file)
	if err != nil {
		return err
	}
	known := slices.ContainsFunc(now, func(c portal.Collector) bool { return c.Key == in.Key })
	switch {
	case in.Key != "" && !known:
		return nil // they were taken away already
	case in.Key == "" && !follow.StillMoves(file.Status):
		return fault.New(customer.CollectOver, "id")
	case in.Key == "" && len(now) >= maxCollectors:
		return fault.New(fault.OutOfRange, "name", "min", "0", "max", strconv.Itoa(maxCollectors))
	}
	_, err = a.hq.app.NameParty(ctx, service.Call{ID: journal.CommandID(in.ID)}, &service.PartyInput{
		ID: file.ID, Role: customer.Collector, Key: in.Key, Name: in.Name, Gone: in.Key != "",
	})
	return err
}
