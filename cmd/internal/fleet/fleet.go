// Package fleet is what HQ tells of its devices, and what it is asked to do about
// them: by its own commands, and by the devices of whoever runs shops.
package fleet

import (
	"etabli/sync/enrol"
	"etabli/sync/hub"
)

// The paths under the sync port where a device asks, and does. All take and answer JSON.
const (
	PathList   = hub.BesidePath + "1/devices"
	PathInvite = hub.BesidePath + "1/invite"
	PathRevoke = hub.BesidePath + "1/revoke"
)

// Device is a device as HQ knows it.
type Device struct {
	ID        string `json:"id"`
	Site      string `json:"site"`
	Code      string `json:"code"`
	Role      string `json:"role"`
	Name      string `json:"name"`
	Online    bool   `json:"online"`
	SeenMS    int64  `json:"seen_ms,omitempty"`
	Lag       uint64 `json:"lag"`
	App       string `json:"app"`
	DriftMS   int64  `json:"drift_ms"`
	Waiting   uint64 `json:"waiting"` // what it had not sent when it last connected
	OldestMS  int64  `json:"oldest_ms,omitempty"`
	Revoked   bool   `json:"revoked,omitempty"`
	RevokedMS int64  `json:"revoked_ms,omitempty"`
	By        string `json:"revoked_by,omitempty"`
	Why       string `json:"revoked_why,omitempty"`
	MovesTo   string `json:"moves_to,omitempty"` // the shop that HQ sends it to
	Moved     bool   `json:"moved,omitempty"`    // it is another device there now
	Self      bool   `json:"self,omitempty"`     // it is who asks
}

// Of is a device of the register.
func Of(d hub.Device) Device {
	out := Device{
		ID: d.ID.String(), Site: d.Site, Code: d.Code, Role: string(d.Role), Name: d.Name, Online: d.Online,
		Lag: d.Lag, App: d.App, DriftMS: d.Drift.Milliseconds(), Waiting: d.Waiting, Revoked: !d.Revoked.IsZero(),
		MovesTo: d.MovesTo, Moved: d.Moved, By: d.Sent.By, Why: d.Sent.Why,
	}
	if !d.LastSeen.IsZero() {
		out.SeenMS = d.LastSeen.UnixMilli()
	}
	if !d.Revoked.IsZero() {
		out.RevokedMS = d.Revoked.UnixMilli()
	}
	if d.Waiting > 0 && !d.Oldest.IsZero() {
		out.OldestMS = d.Oldest.UnixMilli()
	}
	return out
}

// Asked says in whose name HQ is asked.
type Asked struct {
	Staff string `json:"staff"`
}

// InviteRequest asks for a pairing code for one device.
type InviteRequest struct {
	Asked
	Site string `json:"site"`
	Role string `json:"role"`
}

// Invitation is a pairing code.
type Invitation struct {
	Code      string `json:"code"`
	QR        string `json:"qr"`
	ExpiresMS int64  `json:"expires_ms"`
}

// RevokeRequest sends a device away.
type RevokeRequest struct {
	Asked
	ID  enrol.DeviceID `json:"id"`
	Why string         `json:"why"`
}
