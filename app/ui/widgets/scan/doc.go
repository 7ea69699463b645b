// Package scan tells a code reader from a person at the same keyboard.
//
// Most readers type: they send a code's characters faster than any hand and
// end with Enter or Tab. A Detector is fed every character with its time and
// says, when the end comes, whether a reader was at work and what it read. It
// is a pure state machine: no clock, no timer, no toolkit.
//
// A window that draws tells keys late and many at once. It says so by Beat: of
// a key is then known after what and before what moment it was pressed. Where
// that neither shows a reader nor excludes one, what was written decides.
//
// Readers press the keys of an American keyboard whatever the computer's
// layout is. On a French one the digits come out as &é"'(-è_çà and letters
// move; Decode undoes that, and offers other readings (Caps Lock, a keyboard
// that doubled its keys) for a check character to choose from.
package scan
