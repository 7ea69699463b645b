package follow

import "etabli/app/domain/repair"

// stage is a step of the way as a customer sees it. The statuses of the bench
// are finer.
type stage int

const (
	deposit stage = iota
	diagnosis
	agreement
	work
	pickup
	over
	stages // how many there are
)

// names of the stages in the catalogue.
var stageNames = [stages]string{"deposit", "diagnosis", "agreement", "work", "pickup", "over"}

// stageOf says where on the way a status is.
var stageOf = map[repair.Status]stage{
	repair.Draft:        deposit,
	repair.Announced:    deposit,
	repair.Received:     deposit,
	repair.DiagWait:     diagnosis,
	repair.Diag:         diagnosis,
	repair.QuoteSent:    agreement,
	repair.ApprovalWait: agreement,
	repair.QuoteOK:      work,
	repair.PartWait:     work,
	repair.Repairing:    work,
	repair.Subcontract:  work,
	repair.Test:         work,
	repair.QuoteKO:      pickup,
	repair.Ready:        pickup,
	repair.InTransit:    pickup,
	repair.Returned:     over,
	repair.Closed:       over,
}

// The states of a step.
const (
	Done = "done"
	Now  = "now"
	Next = "next"
)

// place is one line of the way before it is put into words.
type place struct {
	stage stage
	state string
	atMS  int64 // when it was done, or since when it is now; 0 when not known
}

// places draws the way of a repair: what is done with its day, what is now, and
// what may come. A stage that was passed by is left out.
func places(r Repair) []place {
	at := placeOf(r)
	begun, ended := walk(r.Moves)
	var way []place
	for s := deposit; s < stages; s++ {
		switch {
		case s == over && at < over:
		case s < at && begun[s] == 0 && s != deposit:
		case s < at, s == over, s == deposit && inCustody(r.Status):
			way = append(way, place{s, Done, dayOf(s, begun[s], ended[s])})
		case s == at:
			way = append(way, place{s, Now, since(r, begun[s])})
		default:
			way = append(way, place{s, Next, 0})
		}
	}
	return way
}

// placeOf says where on the way a repair is: with a status that this version
// does not know, where it was last.
func placeOf(r Repair) stage {
	if at, known := stageOf[r.Status]; known {
		return at
	}
	for i := len(r.Moves) - 1; i >= 0; i-- {
		if at, known := stageOf[r.Moves[i].To]; known {
			return at
		}
	}
	return deposit
}

// since says when the status of now was reached. Before the deposit there is
// nothing to count.
func since(r Repair, begunMS int64) int64 {
	if !inCustody(r.Status) {
		return 0
	}
	if last := len(r.Moves) - 1; last >= 0 && r.Moves[last].To == r.Status {
		return r.Moves[last].AtMS
	}
	return begunMS
}

// walk finds when each stage began and ended. Going back to an earlier stage
// takes back what came after it.
func walk(moves []Move) (begun, ended [stages]int64) {
	for _, m := range moves {
		at, known := stageOf[m.To]
		if !known {
			continue
		}
		for s := deposit; s < stages; s++ {
			switch {
			case s < at && begun[s] != 0 && ended[s] == 0:
				ended[s] = m.AtMS
			case s == at && begun[s] == 0:
				begun[s] = m.AtMS
			case s > at:
				begun[s] = 0
			}
			if s >= at {
				ended[s] = 0
			}
		}
	}
	return begun, ended
}

// dayOf says when a stage that is over was reached: the deposit and the end
// when they began, the others when they ended.
func dayOf(s stage, begunMS, endedMS int64) int64 {
	if s == deposit || s == over || endedMS == 0 {
		return begunMS
	}
	return endedMS
}

func inCustody(s repair.Status) bool {
	return s != repair.Draft && s != repair.Announced
}
