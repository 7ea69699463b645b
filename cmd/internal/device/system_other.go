//go:build !windows

package device

import "etabli/printing/spool"

// systemWays are the ways out that only this system has: CUPS speaks IPP, so
// there are none.
func systemWays() map[string]spool.Way { return nil }

// SystemPrinters lists the printers of this system by name; those of CUPS are
// found by IPP.
func SystemPrinters() []string { return nil }
