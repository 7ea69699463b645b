package views

import (
	"errors"

	"etabli/app/domain/kind"
	"etabli/app/domain/opinion"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Review is what somebody published of us.
type Review struct {
	ID         journal.EntityID `json:"id"`
	Site       string           `json:"site"`
	Where      string           `json:"where"`
	Stars      int              `json:"stars,omitempty"`
	On         string           `json:"on"`
	ReceivedMS int64            `json:"received_ms"`
	URL        string           `json:"url,omitempty"`
	By         string           `json:"by,omitempty"`
	Words      string           `json:"words,omitempty"`
	Repair     journal.EntityID `json:"repair,omitzero"`
	Number     string           `json:"number,omitempty"`
	AnswerBy   string           `json:"answer_by,omitempty"`
	AnsweredMS int64            `json:"answered_ms,omitempty"`
	Answer     string           `json:"answer,omitempty"`
	Late       bool             `json:"late,omitempty"`
}

// RepairOpinion is what the customer of a file was asked and said.
type RepairOpinion struct {
	AskedOn string `json:"asked_on,omitempty"`
	Well    string `json:"well,omitempty"` // yes, no
}

// The lists of reviews, each of one site or of all.
const (
	ReviewsOpen     = "open" // the one to be answered first first
	ReviewsAnswered = "answered"
)

var reviewShape = shape{
	places: func(s *fold.State) []place {
		r := reviewOf(s)
		list, sort := ReviewsOpen, daySort(dateIn(r.AnswerBy))
		if r.AnsweredMS != 0 {
			list, sort = ReviewsAnswered, latest(r.AnsweredMS)
		}
		out := []place{{list, sort}, {list + "/" + r.Site, sort}, {listAll, by(r.ReceivedMS)}}
		if of := s.Value(fold.FieldRepair); of != "" {
			out = append(out, place{fold.FieldRepair + "/" + of, by(r.ReceivedMS)})
		}
		return out
	},
	texts: func(o *opener) []string {
		var box opinion.ReviewBox
		o.open(fold.FieldWritten, &box)
		return []string{box.By, box.Words, reviewOf(o.state).Where}
	},
}

func reviewOf(s *fold.State) Review {
	var f opinion.LoggedFacts
	var said opinion.RepliedFacts
	_ = inField(s, fold.FieldReview, &f) // the fold wrote it
	_ = inField(s, fold.FieldReplied, &said)
	return Review{
		Site: f.Site, Where: f.Where, Stars: f.Stars, On: f.On, ReceivedMS: f.ReceivedMS, URL: f.URL, AnswerBy: f.AnswerBy,
		AnsweredMS: said.AtMS, Repair: s.ID(fold.FieldRepair),
	}
}

// ReviewByID answers a published review; storage.ErrNotFound when there is none.
func (v *Views) ReviewByID(r storage.Reader, id journal.EntityID) (Review, error) {
	l, err := newLook(r)
	if err != nil {
		return Review{}, err
	}
	return l.published(id)
}

func (l *look) published(id journal.EntityID) (Review, error) {
	s, err := l.whole(kind.Review, id)
	if err != nil {
		return Review{}, err
	}
	out := reviewOf(s.state)
	out.ID = id
	var box, answer opinion.ReviewBox
	l.private(s, fold.FieldWritten, &box)
	l.private(s, fold.FieldReplyIn, &answer)
	out.By, out.Words, out.Answer = box.By, box.Words, answer.Words
	if !out.Repair.IsZero() {
		_, out.Number, err = l.named(journal.EntityID{}, out.Repair)
	}
	return out, err
}

// Reviews answers a list of published reviews, of a site or of all.
func (v *Views) Reviews(r storage.Reader, list, site string) ([]Review, error) {
	if site != "" {
		list += "/" + site
	}
	return each(r, kind.Review, list, (*look).published)
}

// EveryReview answers all of them, the oldest first.
func (v *Views) EveryReview(r storage.Reader) ([]Review, error) {
	return each(r, kind.Review, listAll, (*look).published)
}

// Asking is what a shop asks its customers; nothing when it never said.
func (v *Views) Asking(r storage.Reader, site string) (opinion.AskingFacts, error) {
	return siteFacts[opinion.AskingFacts](r, site, fold.FieldAsking)
}

// AskedOn is the last day on which a customer was asked what they think; empty
// when they never were.
func (v *Views) AskedOn(r storage.Reader, customer journal.EntityID) (last string, err error) {
	l, err := newLook(r)
	if err != nil {
		return "", err
	}
	s, err := l.state(kind.Customer, customer)
	if errors.Is(err, storage.ErrNotFound) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	for _, file := range s.Group(fold.GroupOpinion) {
		last = max(last, s.Value(fold.GroupOpinion+file))
	}
	return last, nil
}

// HandedBackSince answers the files of a shop that were handed back since a moment,
// the earliest first.
func (v *Views) HandedBackSince(r storage.Reader, site string, sinceMS int64) ([]journal.EntityID, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	members, err := l.placedBetween(kind.Repair, listLeft+site, by(sinceMS), nil, 0)
	out := make([]journal.EntityID, len(members))
	for i, m := range members {
		out[i] = m.ID
	}
	return out, err
}
