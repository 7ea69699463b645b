package device

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"etabli/app/domain/fault"
	"etabli/cmd/internal/cli"
	"etabli/cmd/internal/fleet"
	"etabli/storage/journal"
	"etabli/sync/enrol"
)

// fleetTimeout bounds one question about the fleet, fleetBytes its answer.
const (
	fleetTimeout = 15 * time.Second
	fleetBytes   = 8 << 20
)

// Fleet asks HQ which devices the shops of somebody who runs them have.
func (d *Device) Fleet(ctx context.Context, staff journal.EntityID) (list []fleet.Device, err error) {
	err = d.askHQ(ctx, fleet.PathList, fleet.Asked{Staff: staff.String()}, &list)
	return list, err
}

// InviteDevice asks HQ for a pairing code for a device of a shop.
func (d *Device) InviteDevice(ctx context.Context, staff journal.EntityID, site, role string) (made fleet.Invitation, err error) {
	err = d.askHQ(ctx, fleet.PathInvite, fleet.InviteRequest{Asked: fleet.Asked{Staff: staff.String()}, Site: site, Role: role}, &made)
	return made, err
}

// RevokeDevice asks HQ to admit a device no more.
func (d *Device) RevokeDevice(ctx context.Context, staff journal.EntityID, id, why string) error {
	in := fleet.RevokeRequest{Asked: fleet.Asked{Staff: staff.String()}, Why: why}
	if err := in.ID.UnmarshalText([]byte(id)); err != nil {
		return fault.New(fault.Malformed, "id", "expected", "identifier").Because(err)
	}
	return d.askHQ(ctx, fleet.PathRevoke, in, &struct{}{})
}

// ErasureWhere asks HQ how the erasure of a customer stands.
func (d *Device) ErasureWhere(ctx context.Context, staff, customer journal.EntityID) (out fleet.Erasure, err error) {
	err = d.askHQ(ctx, fleet.PathErasure, fleet.ErasureRequest{Asked: fleet.Asked{Staff: staff.String()}, Customer: customer.String()}, &out)
	return out, err
}

// askHQ asks HQ over the connection that it knows this device by.
func (d *Device) askHQ(ctx context.Context, path string, in, out any) error {
	if d.member == nil {
		return fault.New(NotEnrolled, "")
	}
	body, err := json.Marshal(in)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, fleetTimeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://"+d.member.Identity().Address+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: d.member.ClientConfig(), DisableKeepAlives: true}}
	resp, err := client.Do(req)
	if err != nil {
		return fault.New(HQUnreachable, "").Because(err)
	}
	defer resp.Body.Close()
	answer := io.LimitReader(resp.Body, fleetBytes)
	switch resp.StatusCode {
	case http.StatusOK:
		return json.NewDecoder(answer).Decode(out)
	case http.StatusForbidden:
		return explainSync(enrol.ErrRevoked)
	case http.StatusNotFound: // an HQ of before
		return fault.New(HQTooOld, "")
	}
	var said cli.Spelled
	if err := json.NewDecoder(answer).Decode(&said); err != nil || said.Code == "" {
		return fault.New(HQUnreachable, "").Because(fmt.Errorf("HQ answered %s: %w", resp.Status, err))
	}
	return &fault.Error{Code: said.Code, Field: said.Field, Args: said.Args}
}
