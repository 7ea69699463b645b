// Package api is the door for other programs: JSON over HTTP at headquarters.
// Programs have keys with scopes, ask for repairs, customers and stock, announce
// repairs, hand in messages, and follow what changed by headquarters' positions.
//
// What the door offers stands in assets/api/openapi.json, which it serves; a test
// holds the two together. Every act runs the same commands as the counter's. A
// request that is sent again with the same Idempotency-Key acts once. Faults are
// problem+json with a code, and sentences in both languages.
package api
