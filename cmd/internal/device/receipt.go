package device

import (
	"etabli/app/domain/civil"
	"etabli/app/domain/receipt"
)

// receiptKeys are the keys that receipts are proven with: that of the fleet
// first, then this device's own, which it used while it had no other.
func (d *Device) receiptKeys() []receipt.Key {
	own := receipt.Key(d.vault.ReceiptKey())
	if d.member != nil {
		if shared := d.member.ReceiptKey(); len(shared) == len(own) {
			return []receipt.Key{receipt.Key(shared), own}
		}
	}
	return []receipt.Key{own}
}

// Prove writes the proof of a deposit receipt.
func (d *Device) Prove(number string, day civil.Date) string {
	return receipt.Sign(d.receiptKeys()[0], number, day)
}

// Seal writes the proof that the address of a page carries on paper.
func (d *Device) Seal(token, number string, day civil.Date) string {
	return receipt.SignPage(d.receiptKeys()[0], token, number, day)
}

// CheckReceipt verifies a proof with no network. Faults are those of package
// receipt.
func (d *Device) CheckReceipt(code string) (receipt.Proof, error) {
	return receipt.Read(code, d.receiptKeys()...)
}
