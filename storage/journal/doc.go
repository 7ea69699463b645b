// Package journal is the append-only log of entries: their form, their hash
// chain, the rows a store keeps of them, and the outbox beside the store.
//
// What follows is enough to write a reader in another language. Numbers are
// big-endian and unsigned unless said otherwise, uvarint is the base-128 form
// with the low group first, sums and digests are SHA-256, and ‖ joins bytes.
//
// # Entry
//
// An entry is one CBOR item (RFC 8949) with shortest heads, no tags and no
// indefinite lengths, at most MaxEntryBytes long:
//
//	entry = [ 1, header, facts, [ *box ] ]
//	header = bytes      ; of a CBOR map, see below
//	facts = part
//	box = [ subject, purpose, part ]
//	subject = bytes .size 16
//	purpose = 1..255
//	part = bytes        ; the part itself
//	     / [ bytes .size 32 ]   ; in its place, its SHA-256
//
// The header is a map with ascending integer keys. Keys above 13 belong to later
// versions; readers keep them and the digest covers them.
//
//	 1 chain        bytes .size 8
//	 2 seq          1, 2, 3 … on its chain
//	 3 hlc          Unix milliseconds << 16 | counter
//	 4 clock        { 1 wall ms, ? 2 HQ's clock minus ours in ms,
//	                  ? 3 seconds since it was compared, ? 4 true: never compared }
//	 5 kind         6 version         7 oldest reader
//	 8 entities     [ + { 1 type, 2 id bytes .size 16 } ], the first decides
//	 9 seen         one list an entity: [ * { 1 chain, 2 highest seq known } ],
//	                by chain, without the own one
//	10 moves        ? [ + { 1 account, 2 act, 3 n, may be negative } ]
//	11 command      bytes .size 16, made by the caller
//	12 author       bytes .size 16, zero for the system
//	13 extensions   ? { + number => bytes }; 1 is chain ‖ seq(8) of the entry that
//	                this one records anew, on another chain; 2 says whose rights each move
//	                is about, 8 bytes a move, zero for the own chain; 3 is the site of
//	                whoever wrote what HQ records anew
//
// Entries with a question mark are left out when empty. Facts are CBOR of the
// kind's own type, or of length zero.
//
// # Digest and link
//
// With lp(x) = length of x in 8 bytes ‖ x,
//
//	digest = SHA-256( lp(header) ‖ lp(SHA-256(facts)) ‖ lp(leaf) of each box )
//	leaf   = subject ‖ purpose in 1 byte ‖ SHA-256(part)
//	link   = SHA-256( previous link ‖ digest )
//
// so that a part and its digest prove the same. The link before a chain's first
// entry is 32 zero bytes.
//
// # Box
//
// A sealed part is nonce (24 bytes, random) ‖ XChaCha20-Poly1305 of the content
// under the key of subject and purpose, with the additional data
// "etabli box 1" ‖ subject ‖ purpose; or of one zstd frame of the content, with
// "etabli box 2" in its place.
//
// # Rows
//
// Every value ends with the CRC-32C of key ‖ value, 4 bytes, left out below.
// The first byte of a key is a letter.
//
//	e chain seq(8)       entry: flags ‖ place if flags&1 ‖ link(32) if flags&2 ‖ entry
//	                     place = position(8) ‖ HQ's receive time, Unix ms (8) ‖ receipt(16);
//	                     without a link the entry was kept without its chain
//	h chain              head of an appended chain: seq(8) ‖ link(32) ‖ highest hlc(8)
//	c command            first entry of a command: chain ‖ seq(8)
//	i type(1) id         index of an entity: entries, uvarint ‖ chains, uvarint ‖
//	                     per chain: chain ‖ highest seq, uvarint ‖ items
//	i type id page(4)    items of a full page of 64, pages from 0; item =
//	                     number of the chain in the list, uvarint ‖ seq, uvarint
//	k subject purpose(1) keys of 32 bytes, ascending; none: they were erased for good
//	q chain seq(8) digest(8)  quarantined entry: reason(1) ‖ entry
//	a chain              own chain at HQ: acknowledged seq(8) ‖ stable seq(8)
//	b account            books: in ‖ out ‖ per chain: chain ‖ given ‖ used, numbers as
//	                     zigzag varint; sums over the moves of all entries held
//	o chain seq(8)       place an entry had before HQ lost it: place ‖ lineage(24), opaque
//	o chain seq(8) digest(8)  the same of an entry whose place another one has: … ‖ entry
//	u chain seq(8)       what the author of a chain signed of it up to here, opaque; kept
//	                     while the entry came from another device and has no position
//	t type id            stub of an entity: flags ‖ position(8) ‖ position(8) ‖ content;
//	                     1 wanted, 2 left the site, 4 dropped, 8 foreign, 16 pruned, 32 it
//	                     was whole; where it became a stub, and up to where a history that
//	                     comes in parts is here; content belongs to the views
//	m "own"              chains of this device, oldest first: chain ‖ reason(1)
//	m "cursor"           what HQ said last, opaque
//	m "site " chain      where a chain of another device belongs
//	m "owner " chain     device that vouched for a chain: bytes .size 16
//	m "cut " chain       first entry of it that was left out when it was brought: uint64
//	m "past"             lineages from which positions were void: lineage(24) each
//	m "gap " chain       first entry of an own chain that was lost here: seq(8)
//	m "erased"           how often something was erased here: 8 bytes
//	m "cleared"          up to which of these nothing is left beside the rows: 8 bytes,
//	                     and the position of HQ's log that was held then: 8 bytes
//	m "scoped"           up to which position it is known what is of this site: 8 bytes
//	m "stable"           up to which position HQ cannot lose its log: 8 bytes
//
// # Outbox
//
// The outbox is a folder of segments, ten decimal digits and ".seg", in order of
// their numbers. A segment is never changed but by appending, and only by the
// process that began it; each opening begins a new one. The last segment always
// stays and says where the chain ends.
//
//	head   = "ETBOUT" 00 01 ‖ chain ‖ first seq(8) ‖ link before it(32) ‖ base(16) ‖
//	         length(2) ‖ segment key for HQ's recovery key, empty without one ‖
//	         nonce(24) ‖ wrapped segment key(48)
//	record = length(4) ‖ sealed
//	sealed = XChaCha20-Poly1305 under the segment key, nonce = base ‖ number of the
//	         record from 0 (8), additional data = the length bytes
//	inside = type(1) ‖ seq(8) ‖ body
//
// The segment key is wrapped by XChaCha20-Poly1305 under the outbox key, with
// the head before the nonce as additional data. Types of records:
//
//	1 entry   body is the entry; seq is one more than the entry before
//	2 void    no body; earlier entries of this seq and above did not happen
//	3 key     subject ‖ purpose(1) ‖ key(32), first used by the entry of this seq
//
// A segment whose first seq is not above the last of an earlier segment of the
// chain voids what the earlier one holds from there. Reading ends at the first
// record that is cut short or does not open; what is cut short at the end of a
// file was never answered.
package journal
