//go:build cgo && linux

package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"etabli/app/ui/blank"
)

func main() {
	window := flag.String("window", "bin/etabli", "the program of the window")
	store := flag.String("store", "", "folder of a device's store")
	empty := flag.Bool("empty", false, "be the empty window")
	flag.Parse()
	if *empty {
		blank.Show(1366, 768)
		return
	}
	if err := run(*window, *store); err != nil {
		fmt.Fprintln(os.Stderr, "windowbench:", err)
		os.Exit(1)
	}
}

// The parts of the counter's window on a display of 1366 × 768: the list, its first
// lines, and the results below the search.
var (
	listArea    = area{212, 110, 370, 600}
	resultsArea = area{232, 60, 300, 40}
	wholeArea   = area{0, 0, 1366, 768}
)

// everything is where the list shows every repair.
var everything = [2]int{523, 88}

// calm opens the window once and waits until a store that was just filled has put itself
// in order, so that what is measured is a day like any other.
func calm(window, store string) error {
	c, stop, err := start(window, "--store", store)
	if err != nil {
		return err
	}
	defer stop()
	for began := time.Now(); time.Since(began) < 5*patience; {
		if idle(c.Process.Pid, 2*rest) < 5 && time.Since(began) > 4*rest {
			return nil
		}
	}
	return errors.New("the window never rests")
}

// click presses the pointer at a place and waits for what it does.
func (s screen) click(at [2]int) {
	s.point(at[0], at[1])
	time.Sleep(rest / 10)
	s.press()
	time.Sleep(rest)
}

// The figures are the middle of so many tries.
const (
	tries     = 5
	idleFor   = 20 * time.Second
	scrollFor = 5 * time.Second
	patience  = 60 * time.Second
	rest      = 3 * time.Second
)

func run(window, store string) error {
	if store == "" {
		return errors.New("-store is missing")
	}
	s, err := openScreen()
	if err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	load, _ := os.ReadFile("/proc/loadavg")
	fmt.Printf("load %s", load)
	if err := s.opened("empty window", exec.Command(self, "-empty"), func(*exec.Cmd) {}); err != nil {
		return err
	}
	if err := calm(window, store); err != nil {
		return err
	}
	return s.opened("counter", exec.Command(window, "--store", store), func(*exec.Cmd) {
		s.keystrokes()
		s.click(everything)
		s.scrolling()
	})
}

// opened measures a window from its start to its memory, with what is done in it.
func (s screen) opened(name string, c *exec.Cmd, use func(*exec.Cmd)) error {
	s.point(1360, 760)
	blank := s.sum(wholeArea)
	list := s.sum(listArea)
	began := time.Now()
	c.Stderr = os.Stderr
	if err := c.Start(); err != nil {
		return err
	}
	defer func() { _ = c.Process.Signal(os.Interrupt); _ = c.Wait() }()
	if _, shown := s.changes(wholeArea, blank, patience); !shown {
		return fmt.Errorf("%s never showed", name)
	}
	fmt.Printf("%s: first picture after %d ms", name, time.Since(began).Milliseconds())
	if name != "empty window" {
		last := time.Since(began)
		for still := s.sum(listArea); time.Since(began) < patience; { // until the list stands still
			time.Sleep(5 * time.Millisecond)
			if now := s.sum(listArea); now != still {
				still, last = now, time.Since(began)
			}
			if time.Since(began) > last+rest && still != list {
				break
			}
		}
		fmt.Printf(", list as it stays after %d ms", last.Milliseconds())
	}
	fmt.Println()
	time.Sleep(rest)
	fmt.Printf("%s: idle %.2f %% of one core\n", name, idle(c.Process.Pid, idleFor))
	use(c)
	whole, anonymous := resident(c.Process.Pid)
	fmt.Printf("%s: %.0f MB resident, %.0f MB of it anonymous\n", name, whole, anonymous)
	return nil
}

// keystrokes measures from a key to results on the screen.
func (s screen) keystrokes() {
	var took []time.Duration
	for range tries {
		s.key('k', true)
		time.Sleep(rest / 3)
		for _, c := range "bosch" {
			before := s.sum(resultsArea)
			s.key(uint64(c), false)
			if d, changed := s.changes(resultsArea, before, time.Second); changed && c == 'b' {
				took = append(took, d)
			}
			time.Sleep(rest / 5)
		}
		s.key(0xff1b, false) // Escape
		time.Sleep(rest / 3)
	}
	slices.Sort(took)
	fmt.Printf("counter: from the first letter to results, %s\n", spread(took))
}

// scrolling turns the wheel at 60 steps a second and counts the pictures that come.
func (s screen) scrolling() {
	s.point(400, 400)
	time.Sleep(rest / 3)
	pictures, last := 0, s.sum(listArea)
	var gaps []time.Duration
	began, turned, shown := time.Now(), time.Now(), time.Now()
	for time.Since(began) < scrollFor {
		if time.Since(turned) >= time.Second/60 {
			s.wheel(true)
			turned = turned.Add(time.Second / 60)
		}
		if now := s.sum(area{listArea.x, listArea.y, listArea.w, 60}); now != last {
			pictures, last = pictures+1, now
			gaps = append(gaps, time.Since(shown))
			shown = time.Now()
		}
		time.Sleep(time.Millisecond)
	}
	slices.Sort(gaps)
	fmt.Printf("counter: %.0f pictures a second while the wheel turns, between two %s\n", float64(pictures)/scrollFor.Seconds(), spread(gaps))
}

// spread is the middle of some durations, what nine of ten do not exceed, and the worst.
func spread(d []time.Duration) string {
	if len(d) == 0 {
		return "nothing"
	}
	ms := func(d time.Duration) string { return strings.TrimSuffix(fmt.Sprintf("%.1f", float64(d)/1e6), ".0") }
	return fmt.Sprintf("p50 %s ms, p90 %s ms, worst %s ms", ms(d[len(d)/2]), ms(d[len(d)*9/10]), ms(d[len(d)-1]))
}
