// Package meet lets two devices of one site exchange entries without HQ, over a
// file on a stick or over the local network.
//
// What is brought gets no position by it: HQ alone orders. It joins the tail of
// whoever takes it, and goes to HQ with the first of the two that reaches it,
// once. Four things are held to:
//
//   - Identity. Every device shows a certificate that HQ's authority signed, of
//     the same site, and is not known to be revoked. Revocations travel in the
//     roster that HQ signs.
//   - Proof. The author of a chain vouches for where it stands; whoever hands
//     its entries on, hands that on too, so that nobody can write in another's
//     name. What HQ has placed comes without, for HQ says it again.
//   - Causes first. What is brought is complete from a position of HQ's log on;
//     a device that has not read that far refuses it whole.
//   - No grants. A right that HQ gave is believed from HQ alone, and so is what
//     follows from such an entry.
//
// # File
//
//	"ETABLI CARRY 1\n" ‖ length of head(4) ‖ head ‖ sealed stream
//
// The head is CBOR: site, the maker's certificate, the time, and the key of the
// stream sealed for each device (HPKE, P-256). The stream is that of package
// vault; in it are frames of package wire, compressed: Meet, then Push, Carried
// and Attached, then Signed by the maker over the head and all frames.
package meet
