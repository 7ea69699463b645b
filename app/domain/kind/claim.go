package kind

// Claim is a dispute of a customer with us, by whatever channels it came.
const Claim uint8 = 16

// What becomes of a claim.
const (
	ClaimOpened    Kind = 230
	ClaimHeard     Kind = 231 // more was said about the same matter
	ClaimAnswered  Kind = 232 // we wrote or called back
	ClaimDecided   Kind = 233 // what we offer, by a named person
	ClaimConfirmed Kind = 234 // the decision went to the customer in writing
	ClaimReplied   Kind = 235 // the customer's answer to an offer
	RefundStepped  Kind = 236 // ordered, executed, confirmed
	ClaimMediated  Kind = 237 // a step with the consumer mediator
	ClaimEnded     Kind = 238
	ClaimReopened  Kind = 239
	ClaimLinked    Kind = 240 // to a file, a customer, a thread, a receipt
	AuthoritySaid  Kind = 241 // of a site: what each role may decide
)

func ofClaims() []Kind {
	return []Kind{
		ClaimOpened, ClaimHeard, ClaimAnswered, ClaimDecided, ClaimConfirmed, ClaimReplied, RefundStepped,
		ClaimMediated, ClaimEnded, ClaimReopened, ClaimLinked, AuthoritySaid,
	}
}
