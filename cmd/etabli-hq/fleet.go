package main

import (
	"encoding/json"
	"io"
	"net/http"
	"slices"

	"etabli/app/domain/fault"
	"etabli/app/domain/staff"
	"etabli/app/domain/text"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/cmd/internal/fleet"
	"etabli/storage/journal"
	"etabli/sync/enrol"
	"etabli/sync/hub"
)

// maxFleetBytes bounds a request about the fleet, maxRevokeWhy the words of a reason.
const (
	maxFleetBytes = 8 << 10
	maxRevokeWhy  = 200
)

// ownDevice says that a device cannot send itself away.
const ownDevice fault.Code = "own_device"

// askedFrom is a request about the fleet: from which device, and in whose name.
type askedFrom struct {
	*http.Request
	device enrol.Device
	body   []byte
}

// newFleet answers devices of whoever runs shops. The connection proves the device;
// what it may know and do is the right of the person, at each shop.
func (h *hq) newFleet() func(http.ResponseWriter, *http.Request, enrol.Device) {
	acts := map[string]func(askedFrom) (any, error){fleet.PathList: h.fleetList, fleet.PathInvite: h.fleetInvite, fleet.PathRevoke: h.fleetRevoke, fleet.PathErasure: h.fleetErasure}
	return func(w http.ResponseWriter, r *http.Request, from enrol.Device) {
		act, known := acts[r.URL.Path]
		if !known || r.Method != http.MethodPost {
			http.NotFound(w, r)
			return
		}
		answer(func(r *http.Request) (any, error) {
			body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxFleetBytes))
			if err != nil {
				return nil, fault.New(fault.Malformed, "", "expected", "json").Because(err)
			}
			return act(askedFrom{r, from, body})
		})(w, r)
	}
}

// read reads a request, and who it is made by. A kiosk and a van ask nothing.
func (q askedFrom) read(in any) error {
	if err := json.Unmarshal(q.body, in); err != nil {
		return fault.New(fault.Malformed, "", "expected", "json").Because(err)
	}
	if q.device.Role == enrol.Kiosk || q.device.Role == enrol.Field {
		return fault.New(staff.NoRight, "staff", "name", q.device.Site+q.device.Code, "right", string(staff.Manage))
	}
	return nil
}

// runs refuses who does not run a shop.
func (h *hq) runs(q askedFrom, who, site string) error {
	var id journal.EntityID
	if err := id.UnmarshalText([]byte(who)); err != nil || id.IsZero() {
		return fault.New(service.StaffNeeded, "staff").Because(err)
	}
	return h.app.Permits(q.Context(), id, site, staff.Manage)
}

// fleetList lists the devices of the shops that somebody runs.
func (h *hq) fleetList(q askedFrom) (any, error) {
	var in fleet.Asked
	if err := q.read(&in); err != nil {
		return nil, err
	}
	if err := h.runs(q, in.Staff, q.device.Site); err != nil {
		return nil, err
	}
	devices, err := h.hub.Devices(q.Context())
	if err != nil {
		return nil, err
	}
	sent, err := listRevocations(h.dir)
	if err != nil {
		return nil, err
	}
	people, err := h.app.Staff(q.Context())
	if err != nil {
		return nil, err
	}
	out := []fleet.Device{}
	for _, d := range devices {
		if h.runs(q, in.Staff, d.Site) != nil {
			continue
		}
		one := fleet.Of(d)
		if one.Self = d.ID == q.device.ID; one.Why == "" { // an older program kept it beside the store alone
			one.By, one.Why = sent[d.ID].By, sent[d.ID].Why
		}
		if i := slices.IndexFunc(people, func(p views.Staff) bool { return p.ID.String() == one.By }); i >= 0 {
			one.By = people[i].Display
		} else {
			one.By = ""
		}
		out = append(out, one)
	}
	return out, nil
}

func (h *hq) fleetInvite(q askedFrom) (any, error) {
	var in fleet.InviteRequest
	if err := q.read(&in); err != nil {
		return nil, err
	}
	if !enrol.ValidSite(in.Site) {
		return nil, fault.New(fault.Malformed, "site", "expected", "LIL")
	}
	if err := h.runs(q, in.Staff, in.Site); err != nil {
		return nil, err
	}
	h.log.Info("device invited", "site", in.Site, "role", in.Role, "by", in.Staff, "from", q.device.ID)
	return h.invite(q.Context(), in.Site, enrol.Role(in.Role))
}

func (h *hq) fleetRevoke(q askedFrom) (any, error) {
	var in fleet.RevokeRequest
	if err := q.read(&in); err != nil {
		return nil, err
	}
	if err := text.Needed("why", in.Why, maxRevokeWhy); err != nil {
		return nil, err
	}
	devices, err := h.hub.Devices(q.Context())
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(devices, func(d hub.Device) bool { return d.ID == in.ID })
	if i < 0 {
		return nil, fault.New(fault.NotFound, "id", "what", "device")
	}
	if err := h.runs(q, in.Staff, devices[i].Site); err != nil {
		return nil, err
	}
	if in.ID == q.device.ID {
		return nil, fault.New(ownDevice, "id")
	}
	h.log.Info("device revoked", "device", in.ID, "by", in.Staff, "from", q.device.ID)
	return struct{}{}, h.revoke(q.Context(), revocation{Device: in.ID, By: in.Staff, Why: in.Why})
}

// fleetErasure tells how an erasure stands: by name on the devices of the shops that
// somebody runs, of others in numbers.
func (h *hq) fleetErasure(q askedFrom) (any, error) {
	var in fleet.ErasureRequest
	if err := q.read(&in); err != nil {
		return nil, err
	}
	if err := h.runs(q, in.Staff, q.device.Site); err != nil {
		return nil, err
	}
	all, err := h.app.ErasedSoFar(q.Context())
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(all, func(one service.ErasedCustomer) bool { return one.Customer.ID.String() == in.Customer })
	if i < 0 || len(all[i].Entries) == 0 {
		return nil, fault.New(fault.NotFound, "customer", "what", "erasure")
	}
	where, err := h.erasedWhere(q.Context(), all[i])
	out := fleet.Erasure{Others: map[string]int{}}
	for _, d := range where {
		if d.Site == "" || h.runs(q, in.Staff, d.Site) == nil {
			out.Devices = append(out.Devices, d)
		} else {
			out.Others[d.State]++
		}
	}
	return out, err
}
