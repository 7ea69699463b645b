package message

import (
	"slices"
	"strings"
	"unicode"
)

// Owed is why law wants somebody told who has stopped messages.
type Owed string

// What is owed by law.
const (
	OwedRecall   Owed = "recall"   // a product is dangerous
	OwedContract Owed = "contract" // the confirmation of a contract or of its withdrawal
	OwedClaim    Owed = "claim"    // the answer to a claim, in writing
	OwedData     Owed = "data"     // the answer to a request about their data
	OwedHandover Owed = "handover" // a formal notice before a device may be given up
)

// AllOwed lists them.
func AllOwed() []Owed { return []Owed{OwedRecall, OwedContract, OwedClaim, OwedData, OwedHandover} }

// The words with which people end messages, and begin them again, when they are
// all that is written.
var (
	stopWords  = []string{"stop", "stop sms", "arrêt", "arret", "désabonner", "désinscription", "désinscrire", "unsubscribe"}
	startWords = []string{"start", "reprendre", "reprise", "réabonner", "subscribe"}
)

// Asked is what the words of a text message or an e-mail ask of messages: Stops,
// Starts, or Counts for all else. A number beside STOP is that of a service.
func Asked(c Channel, subject, body string) Weight {
	said := plain(body)
	if c == Email && said == "" {
		said = plain(subject)
	}
	said = strings.TrimRightFunc(said, func(r rune) bool { return unicode.IsDigit(r) || r == ' ' })
	switch {
	case !c.Carried():
	case slices.Contains(stopWords, said):
		return Stops
	case slices.Contains(startWords, said):
		return Starts
	}
	return Counts
}
