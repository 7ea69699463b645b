package enrol

import (
	"crypto/x509"
	"fmt"
	"net/url"
	"strings"

	"etabli/storage/journal"
)

// DeviceID names a device for ever; a device that is enrolled anew is another.
type DeviceID = journal.EntityID

// Role is what a device is used for.
type Role string

// The roles. Append-only.
const (
	Counter Role = "counter"
	Field   Role = "field"
	Kiosk   Role = "kiosk"
	Manager Role = "manager"
)

// Known tells whether this version knows the role.
func (r Role) Known() bool {
	return r == Counter || r == Field || r == Kiosk || r == Manager
}

// Device is who a device is, as its certificate says.
type Device struct {
	ID   DeviceID
	Site string // three capital letters, such as "LIL"
	Role Role
	Code string // the device's own part of the numbers it gives out: "1", "2", …
}

const (
	uriScheme = "etabli"
	uriDevice = "device"
	uriHQ     = "hq"
)

func (d Device) uri() *url.URL {
	parts := []string{uriDevice, d.ID.String(), d.Site, string(d.Role), d.Code}
	return &url.URL{Scheme: uriScheme, Opaque: strings.Join(parts, ":")}
}

// DeviceOf reads who a certificate belongs to. It does not verify it.
func DeviceOf(c *x509.Certificate) (Device, error) {
	for _, u := range c.URIs {
		parts := strings.Split(u.Opaque, ":")
		if u.Scheme != uriScheme || len(parts) != 5 || parts[0] != uriDevice {
			continue
		}
		var d Device
		if err := d.ID.UnmarshalText([]byte(parts[1])); err != nil {
			return Device{}, fmt.Errorf("%w: %w", ErrForeignCertificate, err)
		}
		d.Site, d.Role, d.Code = parts[2], Role(parts[3]), parts[4]
		if !ValidSite(d.Site) || d.Code == "" {
			return Device{}, fmt.Errorf("%w: site %q, code %q", ErrForeignCertificate, d.Site, d.Code)
		}
		return d, nil
	}
	return Device{}, fmt.Errorf("%w: it names no device", ErrForeignCertificate)
}

func isHQ(c *x509.Certificate) bool {
	for _, u := range c.URIs {
		if u.Scheme == uriScheme && u.Opaque == uriHQ {
			return true
		}
	}
	return false
}

// ValidSite tells whether a text is the code of a site: three capital letters.
func ValidSite(site string) bool {
	if len(site) != 3 {
		return false
	}
	for _, r := range site {
		if r < 'A' || r > 'Z' {
			return false
		}
	}
	return true
}
