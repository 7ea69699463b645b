package message

import (
	"strings"
	"unicode"

	"etabli/app/domain/text"
)

// machine are the beginnings of subjects and texts that machines write.
var machine = []string{
	"absence du bureau", "réponse automatique", "message d absence", "je suis absent", "je suis actuellement absent",
	"out of office", "automatic reply", "auto reply", "autoreply", "undeliverable", "delivery status notification",
	"mail delivery", "échec de la remise", "non remis", "undelivered mail",
}

// polite are the words of a message that only says thank you.
var polite = wordsOf("merci beaucoup bien reçu parfait ok d accord très super bonne journée soirée à bientôt cordialement " +
	"bonjour bonsoir madame monsieur c est noté entendu je vous remercie pour tout infiniment de rien thanks thank you very much great perfect noted " +
	"got it have a nice day good evening hello fine tout l équipe votre réponse the answer 👍 🙏 😊")

func wordsOf(list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(list) {
		out[w] = true
	}
	return out
}

// must is said in every message that only says thank you.
var must = []string{"merci", "ok", "parfait", "entendu", "noté", "remercie", "d accord", "reçu", "thanks", "thank you", "noted", "perfect", "got it", "👍", "🙏"}

// maxThanks is how many words a message of thanks has at most.
const maxThanks = 14

// Weigh judges a message by its words. Only what is certain is taken off
// people's hands: anything with another word in it, a digit or a question waits
// for somebody. Declared is what the channel itself says of it.
func Weigh(declared Weight, subject, body string) Weight {
	if declared != Counts {
		return declared
	}
	for _, s := range []string{plain(subject), plain(body)} {
		for _, begin := range machine {
			if strings.HasPrefix(s, begin) {
				return Automatic
			}
		}
	}
	if text.Blank(body) || strings.ContainsAny(body, "?0123456789") {
		return Counts
	}
	if thanks(plain(body)) {
		return Thanks
	}
	return Counts
}

func thanks(s string) bool {
	words := strings.Fields(s)
	if len(words) > maxThanks {
		return false
	}
	for _, w := range words {
		if !polite[w] {
			return false
		}
	}
	padded := " " + s + " "
	for _, m := range must {
		if strings.Contains(padded, " "+m+" ") {
			return true
		}
	}
	return false
}

// plain is a text in small letters, its words apart by one space.
func plain(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsPunct(r) || r == '’' || r == '\ufe0f'
	}), " ")
}
