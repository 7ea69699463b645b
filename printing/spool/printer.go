package spool

import (
	"slices"

	"etabli/printing/profile"
)

// Role is what a printer is for.
type Role string

// The roles.
const (
	ReceiptRole Role = "receipt" // rolls of 80 or 58 mm
	LabelRole   Role = "label"
	PageRole    Role = "a4" // A4 and A5 sheets
)

// Roles lists all roles.
func Roles() []Role { return []Role{ReceiptRole, LabelRole, PageRole} }

// The ways out.
const (
	WayIPP     = "ipp"     // CUPS or a printer itself; Address is ipp://…, ipps://… or a socket
	WayRaw     = "raw"     // a network printer; Address is host:9100
	WayDevice  = "device"  // a device file; Address is its path
	WayFolder  = "folder"  // files; Address is the folder
	WayWindows = "windows" // the spooler of Windows; Address is the printer's name there
)

// Ways lists all ways out.
func Ways() []string { return []string{WayIPP, WayRaw, WayDevice, WayFolder, WayWindows} }

// What a printer answers when it is asked how it is.
const (
	AnswersNothing = ""       // nothing: sent is all that is known
	AnswersESCPOS  = "escpos" // its state, and that it has worked everything off
	AnswersZPL     = "zpl"    // the same in ZPL
)

// Printer is one printer of this device.
type Printer struct {
	Name    string `json:"name"` // as people call it; unique
	Way     string `json:"way"`
	Address string `json:"address"`
	Format  string `json:"format"` // a4, a5, or the profile of a roll or label
	As      string `json:"as"`     // pdf, escpos, escpos-text, zpl or png
	Answers string `json:"answers,omitempty"`

	Own *profile.Own `json:"own,omitempty"` // of a receipt printer that is otherwise than its profile
}

// takesAlike tells whether both take the very same bytes for a document.
func (p Printer) takesAlike(o Printer) bool {
	same := p.Own == o.Own || p.Own != nil && o.Own != nil && *p.Own == *o.Own
	return same && p.Format == o.Format && p.As == o.As
}

// Setup is the printers of a device and what they are for.
type Setup struct {
	Printers []Printer
	Roles    map[Role][]string // names, the first choice first
	Default  *Printer          // for roles that have none, and under its name
}

// Find finds a printer by name.
func (s Setup) Find(name string) (Printer, bool) {
	i := slices.IndexFunc(s.Printers, func(p Printer) bool { return p.Name == name })
	if i >= 0 {
		return s.Printers[i], true
	}
	if s.Default != nil && s.Default.Name == name {
		return *s.Default, true
	}
	return Printer{}, false
}

// For is the first choice of a role that is set up.
func (s Setup) For(role Role) (Printer, bool) {
	for _, name := range s.Roles[role] {
		if p, ok := s.Find(name); ok {
			return p, true
		}
	}
	if s.Default != nil {
		return *s.Default, true
	}
	return Printer{}, false
}

// after is the next choice of a role after a printer, if there is one.
func (s Setup) after(role Role, name string) (string, bool) {
	list := s.Roles[role]
	for _, next := range list[slices.Index(list, name)+1:] {
		if _, ok := s.Find(next); ok && next != name {
			return next, true
		}
	}
	return "", false
}
