package device

import (
	"etabli/printing/spool"
	"etabli/printing/winspool"
)

// systemWays are the ways out that only this system has.
func systemWays() map[string]spool.Way {
	return map[string]spool.Way{spool.WayWindows: winspool.New()}
}

// SystemPrinters lists the printers of this system by name; none when it does not say.
func SystemPrinters() []string {
	list, err := winspool.Printers()
	if err != nil {
		return nil
	}
	return list
}
