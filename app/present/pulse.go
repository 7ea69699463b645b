package present

import "time"

// frame is the shortest time between two refreshes from live changes: 30 a
// second is smooth, and more is wasted.
const frame = time.Second / 30

// pulse coalesces kicks: the first fires at once, those that follow fire
// together once a frame has passed and the last refresh has ended. A refresh
// that took long is given as much rest, so that a burst never takes the whole
// machine. It belongs to the presenters' goroutine.
type pulse struct {
	env   Env
	every time.Duration
	fire  func()

	running bool
	waiting bool // a timer is set
	again   bool // kicked while running
	began   time.Time
	ended   time.Time
	took    time.Duration
	stop    func()
}

func newPulse(env Env, every time.Duration, fire func()) *pulse {
	return &pulse{env: env, every: every, fire: fire, stop: func() {}}
}

// kick asks for a refresh.
func (p *pulse) kick() {
	switch {
	case p.running:
		p.again = true
	case p.waiting:
	default:
		p.schedule()
	}
}

func (p *pulse) schedule() {
	rest := max(p.every, p.took) - p.env.Clock.Now().Sub(p.ended)
	if p.ended.IsZero() || rest <= 0 {
		p.begin()
		return
	}
	p.waiting = true
	p.stop = p.env.Clock.After(rest, func() {
		p.env.Post(func() {
			if p.waiting {
				p.waiting = false
				p.begin()
			}
		})
	})
}

func (p *pulse) begin() {
	p.running, p.again, p.began = true, false, p.env.Clock.Now()
	p.fire()
}

// done says that the refresh has ended.
func (p *pulse) done() {
	p.running = false
	p.ended = p.env.Clock.Now()
	p.took = p.ended.Sub(p.began)
	if p.again {
		p.again = false
		p.schedule()
	}
}

// rest forgets what was asked for.
func (p *pulse) rest() {
	p.stop()
	p.running, p.waiting, p.again, p.ended = false, false, false, time.Time{}
}
