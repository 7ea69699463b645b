package views

import (
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/domain/voucher"
	"etabli/storage/journal"
)

// voucherSayings say what became of a voucher.
var voucherSayings = sayings{
	kind.VoucherIssued: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[voucher.IssuedFacts](e)
		t.What = "timeline.voucher_issued"
		t.set("amount", repair.FormatAmount(f.Cents, "EUR"))
		t.set("until", f.Until)
	},
	kind.VoucherStepped: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.voucher_" + string(read[voucher.SteppedFacts](e).To)
	},
	kind.VoucherReissued: plainly("timeline.voucher_reissued"),
	kind.VoucherGranted:  plainly("timeline.voucher_granted"),
}
