package badgerstore

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"syscall"
)

// mappedBytes is how much of mapped files this process has in memory; 0 where the
// system does not tell.
func mappedBytes() int64 {
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	var size, resident, mapped int64
	if _, err := fmt.Sscan(string(text), &size, &resident, &mapped); err != nil {
		return 0
	}
	return mapped * int64(os.Getpagesize())
}

// letTablesGo asks the system to take back the memory in which it keeps the
// tables of a folder. They are mapped, so every page that was written or read
// counts as this process's own until the system is short of room. A table that
// goes away meanwhile does no harm: the advice only ever moves pages out.
func letTablesGo(dir string) error {
	const pageOut = 21 // MADV_PAGEOUT
	maps, err := os.Open("/proc/self/maps")
	if err != nil {
		return err
	}
	defer maps.Close()
	lines := bufio.NewScanner(maps)
	for lines.Scan() {
		line := lines.Text()
		if !strings.Contains(line, dir) || !strings.HasSuffix(line, tableSuffix) {
			continue
		}
		var from, to uintptr
		if _, err := fmt.Sscanf(line, "%x-%x ", &from, &to); err != nil {
			return fmt.Errorf("read the map of memory: %w", err)
		}
		_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, from, to-from, pageOut) // an older system knows no such advice
	}
	return lines.Err()
}
