// Package fold turns the entries of one entity into its state. It is a pure
// function of headers, facts, the places of boxes and HQ's position records: no
// other entity, no private value, no clock and no order of arrival comes in, so
// every store that holds the same entries computes the same bytes.
//
// An entry has effects: writes of fields, a transition, a number, a decision
// about an item of "À vérifier". A field is the set of its writes that no other
// write has seen; people are shown the latest of them, and when they differ an
// item asks which one holds. Transitions are judged in the order of the fold,
// by the first entity of their entry alone: one that is not legal any more is
// not applied and asked about, and so are two that did not know each other and
// led to different places. Nothing is dropped in silence.
package fold
