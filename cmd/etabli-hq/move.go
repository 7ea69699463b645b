package main

import (
	"encoding/json"
	"errors"
	"net/http"

	"etabli/app/domain/fault"
	"etabli/cmd/internal/device"
	"etabli/sync/enrol"
)

type moveCmd struct {
	ID   string `arg:"" help:"Id of the device."`
	Site string `required:"" help:"The shop it goes to; its own lets it stay."`
}

// moveRequest sends a device to a shop.
type moveRequest struct {
	ID   string `json:"id"`
	Site string `json:"site"`
}

// Run sends a device to another shop. It goes when it has handed everything in.
func (c *moveCmd) Run(r *run) error {
	body, err := json.Marshal(moveRequest{c.ID, c.Site})
	if err != nil {
		return err
	}
	var nothing struct{}
	return r.ask(http.MethodPost, "/move", body, &nothing)
}

func (a *admin) move(r *http.Request) (any, error) {
	var in moveRequest
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return nil, fault.New(fault.Malformed, "", "expected", "json").Because(err)
	}
	var id enrol.DeviceID
	if err := id.UnmarshalText([]byte(in.ID)); err != nil {
		return nil, fault.New(fault.Malformed, "id", "expected", "identifier").Because(err)
	}
	if !enrol.ValidSite(in.Site) {
		return nil, fault.New(fault.Malformed, "site", "expected", "LIL")
	}
	if err := a.hq.nameSite(r.Context(), in.Site); err != nil {
		return nil, err
	}
	err := a.hq.hub.MoveDevice(r.Context(), id, in.Site)
	switch {
	case errors.Is(err, enrol.ErrUnknownDevice):
		err = fault.New(fault.NotFound, "id", "what", "device").Because(err)
	case errors.Is(err, enrol.ErrRevoked):
		err = fault.New(device.Revoked, "id").Because(err)
	}
	return struct{}{}, err
}
