package portal

import "context"

// Acts is what the customer may do and read once they have shown that they are
// the customer. Errors that people should read are faults.
type Acts interface {
	// Knows tells whether these are the last digits of a telephone number of the
	// repair's customer. It is false too when the shop knows none.
	Knows(ctx context.Context, token, digits string) (bool, error)
	// Details are what only the customer may read.
	Details(ctx context.Context, token string) (Details, error)
	// Answer records the customer's answer to a version of the quote.
	Answer(ctx context.Context, token string, in Answer) error
	// Reply records the customer's answer to the offer of a claim that was shown.
	Reply(ctx context.Context, token string, in Reply) error
	// Rate records how satisfied the customer is.
	Rate(ctx context.Context, token string, in Rating) error
	// Well records whether all is well after the repair.
	Well(ctx context.Context, token string, in Opinion) error
	// TellBy records how the customer wants to be told, or that they want no
	// message by machine.
	TellBy(ctx context.Context, token string, in Way) error
	// Choose records what the customer chooses under their guarantee.
	Choose(ctx context.Context, token string, in Choice) error
	// Collect records who else may collect the device, or that somebody no longer may.
	Collect(ctx context.Context, token string, in Collector) error
	// AskOwn records what the customer asks for about their data.
	AskOwn(ctx context.Context, token string, in OwnData) error
	// Paper makes one of the papers of Details, in a language.
	Paper(ctx context.Context, token, name, language string) ([]byte, error)
}

// Rating is how satisfied a customer is. The id is made when the form is shown.
type Rating struct {
	ID    [16]byte
	Score int // 1 to 5
	Text  string
}

// Opinion is whether all is well after a repair; one that is not has words, and
// opens a claim. The id is made when the form is shown.
type Opinion struct {
	ID   [16]byte
	Well bool
	Text string
}

// Way is how a customer wants to be told: sms, email, phone or none.
type Way struct {
	ID [16]byte
	By string
}

// Collector is somebody who may collect the device in the customer's place. The id is
// made when the form is shown.
type Collector struct {
	ID   [16]byte
	Key  string // of one who was named before and no longer may; empty for a new one
	Name string
}

// Choice is what a customer chooses under their guarantee: repair, replacement,
// price_reduction or rescission. The id is made when the form is shown.
type Choice struct {
	ID    [16]byte
	Chose string
}

// Guarantee is what is owed to a customer, as they may read it.
type Guarantee struct {
	Layer       string // code of the guarantee
	Owes        string // code of who owes it
	Answer      string // code
	Provisional bool   // the diagnosis may change it
	LastOn      string // "2006-01-02": by when the device has to be in conformity; may be empty
	Passed      bool   // that day is over
	Why         string // of a named person's decision, in words for the customer
	Chosen      string
	Choices     []string // among which they may choose now
	Rights      []string // what else they may do
}

// OwnData is what a customer asks for about what is kept of them: access,
// correction, erasure or objection.
type OwnData struct {
	ID  [16]byte
	For string
}

// AskedData is a request about their data that waits for its answer.
type AskedData struct {
	For      string
	AtMS     int64
	AnswerBy string // "2006-01-02"
}

// Letters carries words between the customer and the shop.
type Letters interface {
	// Wishes are what can be asked for beside words at the moment.
	Wishes(ctx context.Context, token string) ([]Wish, error)
	// Write records words of the customer for the shop, with the pictures and the
	// wish that come along.
	Write(ctx context.Context, token string, in Words) error
	// Messages are what both wrote, the latest last. Only the customer reads them.
	Messages(ctx context.Context, token string) ([]Message, error)
}

// Complaints takes claims of customers.
type Complaints interface {
	// Complain opens a claim about the repair.
	Complain(ctx context.Context, token string, in Complaint) error
}

// Complaint is a claim as the customer makes it. The id is made when the form is
// shown.
type Complaint struct {
	ID    [16]byte
	About string // a code of claim.Matters
	Text  string
}

// Details are what the second factor opens.
type Details struct {
	Quote     *QuoteDetails
	Guarantee *Guarantee     // nil where nothing is owed and nobody has decided
	Claims    []ClaimDetails // those with an offer, the oldest first
	Papers    []string       // codes of the papers that can be had
	Collects  bool           // it can be said who else may collect the device
	Collect   []Collector    // who may, beside the customer
	TellBy    string         // how they want to be told; empty when they did not say
	Asked     []AskedData    // about their data, while it waits
}

// ClaimDetails is what we offer for a claim, with its sums, and how far it is.
type ClaimDetails struct {
	ID         string
	ReceivedMS int64
	N          int // of the offer that stands
	Words      string
	Measures   []Measure
	Until      string // "2006-01-02": last day on which we stand by it
	Waiting    bool   // the answer is waited for
	AsksYes    bool   // a voucher where law owes money: only by an explicit yes
	Answer     string // accepted, refused, or empty
	RefundRef  string // by which the customer finds the money
	Voucher    *VoucherDetails
}

// Measure is one thing that is offered.
type Measure struct {
	Do    string // refund, voucher, exchange, repair or apology
	Cents int64  // of what the customer gets; 0 for what is no sum
	By    string // "2006-01-02"; may be empty
}

// VoucherDetails is the voucher that was given. Its code stands on its paper.
type VoucherDetails struct {
	RestCents int64
	Until     string // "2006-01-02"
}

// Reply is what the customer answers to an offer. The id is made when the form
// is shown.
type Reply struct {
	ID       [16]byte
	Claim    string
	N        int // the offer that was shown
	Accepted bool
	Yes      bool // expressly takes a voucher where law owes money
}

// QuoteDetails is the quote that is shown, whole: what is accepted is what was
// shown.
type QuoteDetails struct {
	Version    int
	Work       string
	Lines      []QuoteLine // may be empty; they add up to the total
	TotalCents int64       // all taxes included
	Currency   string
	ValidUntil string // "2006-01-02"; may be empty
	ReadyOn    string
	Waiting    bool   // the answer is waited for
	Circular   bool   // a used or reconditioned part is offered, and the choice is waited for
	UsedCents  int64  // the total with it; 0 when it was not said
	Answer     string // accepted, refused, or empty
}

// QuoteLine is one line of a quote.
type QuoteLine struct {
	Label string
	Cents int64 // all taxes included
}

// Message is one message between the customer and the shop.
type Message struct {
	FromShop bool
	AtMS     int64
	Text     string
	Pictures int
	Wish     Wish // what it asks for
}

// Wish is something that can be asked for: its code, and the day or the place it
// is about.
type Wish struct {
	Ask   string // a code of message.Wishes; empty for none
	For   string // "2006-01-02", or the code of a shop
	Place string // name of that shop
}

// Answer is what the customer answers. The id is made when the form is shown,
// so that a form that is sent twice answers once.
type Answer struct {
	ID       [16]byte
	Version  int // the version that was shown
	Accepted bool
	Name     string // typed by the customer, as their signature
	Used     bool   // chose the used or reconditioned part
	StartNow bool   // asked to begin at once, knowing that the right to cancel ends with the work
}

// Words are what the customer writes. The id is made when the form is shown.
type Words struct {
	ID       [16]byte
	Text     string
	Pictures [][]byte // as they were sent: whoever takes them makes them anew
	Wish     Wish
}
