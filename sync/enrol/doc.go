// Package enrol makes devices members of a fleet: HQ's own certificate
// authority, pairing codes, device certificates and their renewal.
//
// A pairing code is 80 random bits that HQ shows with its address, as text
// "host:port/XXXX-XXXX-XXXX-XXXX" or as a QR. It admits one device and lasts
// CodeLife; HQ keeps only what is derived from it. The exchange runs over TLS
// that nobody has verified yet, in two steps: begin fetches a nonce and HQ's
// authorities, finish sends a certificate request. Both sides prove that they
// know the code by a MAC over the authorities' keys, both nonces and what they
// send, so that a man in the middle can neither put his own authority in HQ's
// place nor change a word; he learns nothing that lets him guess the code.
//
// After that the device trusts the authorities it was told, the current one and
// the next, by their public keys and by nothing else, and HQ trusts the
// device's certificate, which says who the device is: so a register that was
// lost can be filled again from the certificates. An expired certificate still
// renews. Certificates are judged without the own clock, because a counter whose
// battery is flat must still reach HQ.
package enrol
