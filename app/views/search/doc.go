// Package search is an inverted index inside the store: it answers which
// documents hold some words, accents or not, the last word as a prefix.
//
// A document is a dense number that its owner gives out, growing with time.
// The postings of a word lie in blocks, newest first:
//
//	prefix ‖ word ‖ 0x00 ‖ ^(greatest document of the block, 4 bytes) → documents
//
// where the documents are ascending, each as the varint of its distance to the
// one before. A transaction writes one block for each word and reads nothing,
// so that adding costs the same whatever the index holds. Now and then, at
// additions that a hash draws, the small blocks of a word are gathered into one,
// so that reads do not grow with the number of additions either.
//
// Postings are hints. A document that lost a word keeps its posting; who asks
// checks every hit against the document as it is. That makes a change as cheap
// as an addition, and a rebuild is only ever a matter of tidiness.
package search
