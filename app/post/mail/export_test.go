package mail

// Parsed is a letter as tests look at it.
type Parsed struct {
	Name, From, Subject, Text string
	Left                      []string
	Pictures                  int
}

// Parse reads a letter as one from the mailbox is read.
func Parse(raw []byte, whole bool) (Parsed, error) {
	l, err := parse(raw, whole)
	return Parsed{l.name, l.from, l.subject, l.text, l.left, len(l.pictures)}, err
}
