package message

// Channel is the way by which something is said.
type Channel string

// The channels.
const (
	Email  Channel = "email"
	SMS    Channel = "sms"
	Web    Channel = "web" // the customer's page
	Social Channel = "social"
	Review Channel = "review"
	Phone  Channel = "phone"
	Letter Channel = "letter"
	Visit  Channel = "visit" // at the counter, without a device
)

// Channels lists the channels.
func Channels() []Channel {
	return []Channel{Email, SMS, Web, Social, Review, Phone, Letter, Visit}
}

// Weight says whether a message waits for anybody. It is decided when the
// message comes in and kept.
type Weight string

// The weights.
const (
	Counts    Weight = ""          // somebody has to read it
	Automatic Weight = "automatic" // written by a machine
	Thanks    Weight = "thanks"    // and nothing else
	Spam      Weight = "spam"
	Stops     Weight = "stop"  // asks for no more messages; that is done by itself
	Starts    Weight = "start" // and for messages again
)

// Waiting says why a message has no owner yet.
type Waiting string

// Why messages wait.
const (
	Owned        Waiting = ""
	UnknownFrom  Waiting = "unknown_sender"
	SharedNumber Waiting = "shared_number" // several people have it: ask which file
	SeveralFiles Waiting = "several_files" // one customer, several open files
	NotTheirs    Waiting = "not_theirs"    // it names the file of somebody else
)

// Settling is how somebody ended what they had read.
type Settling string

// The ways to settle.
const (
	Done     Settling = "done"
	NoEffect Settling = "no_effect" // read, and nothing follows from it
	NoVisit  Settling = "solved"    // helped without a device
	NotOurs  Settling = "not_ours"  // spam, wrong number
)

// Status is where a thread stands.
type Status string

// The statuses.
const (
	Unread   Status = "unread"
	Assigned Status = "assigned" // read by nobody but given to somebody
	Answered Status = "answered" // the customer has the word
	Closed   Status = "done"
)
