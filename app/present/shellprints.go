package present

// printed follows a change of the print queue.
func (s *Shell) printed() {
	if s.here() {
		s.printing.kick()
	}
}

func (s *Shell) loadPrints() {
	ask(&s.stay, &s.queue, s.port.PrintQueue, func(now PrintQueue, err error) {
		s.printing.done()
		if err == nil { // the screen of the printers says that reading failed
			s.prints = now
			s.publish()
		}
	})
}

// printsAsk counts the papers that wait for somebody.
func (s *Shell) printsAsk() int {
	people, printers := s.prints.Asks()
	return people + printers
}

// printsChip says that papers wait for somebody, or for a printer that takes
// nothing.
func (s *Shell) printsChip() Chip {
	people, printers := s.prints.Asks()
	switch {
	case people > 0:
		return Chip{Late, "printer", s.Words.N("printers.asks", people+printers)}
	case printers > 0:
		return Chip{Watch, "printer", s.Words.N("printers.waits", printers)}
	}
	return Chip{}
}
