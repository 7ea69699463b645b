package cli

import (
	"etabli/app/api"
	"etabli/app/domain/fault"
	"etabli/app/domain/message"
)

// postCodes are those of messages on their way out and in.
var postCodes = map[fault.Code]int{
	message.NotStuck: Refused,

	api.KeyNeeded: Refused, api.ScopeNeeded: Refused, api.TooMany: Refused, api.OnceNeeded: BadInput, api.NoSuchDoor: NotFound,
}
