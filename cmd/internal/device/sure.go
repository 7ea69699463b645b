package device

import (
	"os"
	"path/filepath"
	"strings"
)

// bootFile names the start of the machine in which its clock was last compared with
// HQ's: a machine that was off meanwhile may have lost its time.
const bootFile = "clock.boot"

// bootID tells one start of the machine from another; empty where the system does not
// say. Then a clock is sure only in the process that compared it.
func bootID() string {
	raw, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(raw))
}

// sureClock tells whether the machine's clock was compared with HQ's since it was
// started, and was not set back since. A right that ends by the clock needs it.
func (d *Device) sureClock() bool {
	compared := d.clock.ComparedMS()
	if compared == 0 || d.now().UnixMilli() < compared {
		return false
	}
	if compared != d.comparedBefore {
		return true // in this process
	}
	raw, err := os.ReadFile(filepath.Join(d.dir, bootFile))
	boot := bootID()
	return err == nil && boot != "" && strings.TrimSpace(string(raw)) == boot
}

// noteBoot keeps for the next process that the clock was compared since the machine
// was started. It is lost without harm.
func (d *Device) noteBoot() {
	boot := bootID()
	if d.clock == nil || boot == "" || d.clock.ComparedMS() == d.comparedBefore {
		return
	}
	if err := os.WriteFile(filepath.Join(d.dir, bootFile), []byte(boot+"\n"), 0o600); err != nil {
		d.log.Warn("the start of the machine could not be noted", "error", err)
	}
}
