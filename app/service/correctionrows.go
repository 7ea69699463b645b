package service

import "etabli/app/domain/staff"

// putRight are the acts that another one puts right, or one that names the act.
var putRight = []Correction{
	{"repair.receive", "repair.edit", staff.Front, "closed"},
	{"repair.receive", "repair.reassign", staff.Front, "always"},
	{"repair.receive", "product.reserial", staff.Front, "always"},
	{"repair.receive", "repair.merge", staff.Front, "closed"},
	{"repair.receive", "repair.split", staff.Front, "closed"},
	{"repair.announce", "repair.move", "", "next_step"},
	{"intake.park", "intake.drop", "", "next_step"},
	{"intake.drop", "intake.park", "", "always"},
	{"repair.express", "repair.edit", staff.Front, "always"},
	{"repair.express", "till.refund", staff.Cash, "always"},
	{"repair.move", "repair.move", "", "closed"},
	{"repair.batch", "repair.batch_undo", "", "next_step"},
	{"kiosk.clear", "repair.batch_undo", "", "next_step"},
	{"repair.batch_undo", "repair.batch", "", "always"},
	{"repair.diagnose", "repair.diagnose", staff.Bench, "closed"},
	{"repair.quote", "repair.quote", "", "next_step"},
	{"quote.amend", "repair.quote", "", "next_step"},
	{"quote.answer", "repair.quote", staff.Front, "closed"},
	{"passcode.keep", "passcode.erase", "", "always"},
	{"repair.merge", "repair.merge", "", "always"},
	{"repair.split", "repair.merge", "", "closed"},
	{"repair.hand_back", "repair.move", staff.Front, "rule:hand_back_correction_days"},
	{"deposit.hand_back", "repair.move", staff.Front, "rule:hand_back_correction_days"},
	{"repair.send", "repair.arrive", "", "always"},
	{"repair.arrive", "repair.send", "", "always"},
	{"product.save", "product.save", "", "always"},
	{"recall.answer", "recall.answer", staff.Front, "always"},
	{"warranty.decide", "warranty.decide", staff.Override, "always"},
	{"warranty.change", "warranty.decide", staff.Override, "always"},
	{"warranty.contest", "quote.answer", staff.Front, "closed"},
	{"claim.open", "claim.link", "", "always"},
	{"claim.open", "claim.end", "", "always"},
	{"claim.decide", "claim.decide", "", "next_step"},
	{"claim.reply", "claim.decide", "", "always"},
	{"claim.refund", "claim.refund", staff.Cash, "always"},
	{"claim.end", "claim.reopen", "", "always"},
	{"claim.reopen", "claim.end", "", "always"},
	{"voucher.issue", "voucher.step", "", "always"},
	{"voucher.reissue", "voucher.step", "", "always"},
	{"voucher.step", "voucher.step", "", "next_step"},
	{"voucher.ask", "rights.return", "", "always"},
	{"till.sell", "till.refund", staff.Cash, "always"},
	{"till.refund", "till.sell", staff.Cash, "always"},
	{"till.settle", "till.unpaid", staff.Cash, "always"},
	{"till.unpaid", "till.settle", staff.Cash, "always"},
	{"till.give_back", "till.settle", staff.Cash, "always"},
	{"till.caution", "till.caution", staff.Cash, "always"},
	{"till.cash", "till.cash", staff.Cash, "always"},
	{"till.count", "till.count", staff.Cash, "always"},
	{"till.cards_came", "till.unpaid", staff.Cash, "always"},
	{"receivable.plan", "receivable.plan", staff.Cash, "always"},
	{"receivable.give_up", "receivable.give_up", staff.Manage, "always"},
	{"invoice.issue", "invoice.credit", staff.Cash, "always"},
	{"invoice.pay", "till.unpaid", staff.Cash, "always"},
	{"preorder.place", "preorder.cancel", staff.Front, "always"},
	{"preorder.pay", "preorder.pay", staff.Cash, "always"},
	{"contract.sign", "contract.end", staff.Front, "always"},
	{"contract.end", "contract.resume", "", "next_step"},
	{"contract.resume", "contract.end", staff.Front, "always"},
	{"contract.cover", "contract.cover", "", "always"},
	{"contract.use", "contract.use", "", "always"},
	{"contract.pay", "contract.pay", staff.Cash, "always"},
	{"loan.reserve", "loan.cancel", "", "next_step"},
	{"loan.cancel", "loan.reserve", "", "always"},
	{"loan.issue", "loan.return", "", "always"},
	{"loan.lost", "loan.return", "", "always"},
	{"loaner.check", "loaner.check", "", "always"},
	{"stock.receive", "stock.send_back", staff.Stock, "always"},
	{"stock.receive", "stock.adjust", staff.Stock, "always"},
	{"stock.use", "stock.adjust", staff.Stock, "always"},
	{"stock.move", "stock.move", "", "always"},
	{"stock.send_back", "stock.adjust", staff.Stock, "always"},
	{"order.place", "order.cancel", staff.Stock, "always"},
	{"order.cancel", "order.place", staff.Stock, "always"},
	{"promise.make", "promise.end", "", "always"},
	{"promise.end", "promise.make", "", "always"},
	{"promise.confirm", "promise.end", "", "always"},
	{"transfer.send", "transfer.close", staff.Stock, "always"},
	{"transfer.arrive", "stock.adjust", staff.Stock, "always"},
	{"exchange.make", "stock.adjust", staff.Stock, "always"},
	{"rights.ask", "rights.return", "", "always"},
	{"rights.grant", "rights.reclaim", staff.Manage, "always"},
	{"rights.reclaim", "rights.grant", staff.Manage, "always"},
	{"rights.return", "rights.ask", "", "always"},
	{"visit.plan", "visit.cancel", "", "next_step"},
	{"visit.cancel", "visit.plan", "", "always"},
	{"visit.move_day", "visit.move_day", staff.Plan, "always"},
	{"visit.take_device", "repair.place", "", "always"},
	{"parcel.open", "parcel.cancel", "", "next_step"},
	{"parcel.fill", "parcel.take_out", "", "next_step"},
	{"parcel.take_out", "parcel.fill", "", "next_step"},
	{"parcel.cancel", "parcel.open", "", "always"},
	{"sendout.open", "sendout.take_out", "", "next_step"},
	{"sendout.add", "sendout.take_out", "", "next_step"},
	{"sendout.take_out", "sendout.add", "", "next_step"},
	{"recourse.drop", "recourse.open", "", "always"},
	{"recourse.open", "recourse.drop", staff.Override, "always"},
	{"task.set", "task.end", "", "always"},
	{"task.end", "task.set", "", "always"},
	{"message.assign", "message.assign", "", "always"},
	{"message.place", "message.place", "", "always"},
	{"call.promise", "call.made", "", "always"},
	{"staff.be_away", "staff.be_away", staff.Plan, "always"},
	{"customer.stop_messages", "customer.start_messages", "", "always"},
	{"customer.start_messages", "customer.stop_messages", "", "always"},
	{"customer.merge", "customer.merge", staff.Merge, "always"},
}

// sayAgain are the acts whose latest entry holds: said again, they are put right.
var sayAgain = map[staff.Right][]string{
	"": {
		"repair.place", "repair.edit", "repair.code", "repair.inspect", "repair.battery", "repair.need_by", "repair.name_party",
		"repair.reassign", "repair.relink", "repair.renumber", "repair.shelve_number", "repair.agree_wipe", "product.reserial", "warranty.evidence",
		"warranty.judge", "warranty.choose", "warranty.remedy", "warranty.negotiate", "incident.step", "claim.link", "claim.mediate", "loan.extend",
		"order.answer", "stock.assign", "visit.move", "visit.step", "visit.check", "parcel.slot", "parcel.see", "customer.save",
		"customer.save_person", "customer.consent", "account.order", "bonus.complete", "task.move", "preorder.arrive", "sendout.quote",
		"sendout.came", "survey.answer", "custody.count", "part.save", "supplier.save", "loaner.save", "guarantee.add", "codes.read",
	},
	staff.Stock: {
		"stock.count", "stock.adjust", "stock.reorder", "part.price",
	},
	staff.Manage: {
		"site.save", "staff.save", "staff.qualify", "staff.set_rights", "staff.set_pin", "calendar.save", "carrier.save",
		"letterhead.save", "customer.set_worth", "figures.people", "message.set_notice", "message.set_quiet", "message.set_targets",
		"loan.policy", "claim.authority", "till.policy", "till.drawers", "account.save", "ereport.regime", "guarantor.save", "subcontractor.save",
		"bonus.amount", "bonus.label", "rule.say", "opinion.asking", "recall.list",
	},
}

// stands are the acts that nothing makes undone: what was said, sent, sealed,
// counted or erased. What is wrong in it is told in a new entry.
var stands = []string{
	"assistance.save", "bonus.answer", "bonus.drop", "bonus.pay", "bonus.submit", "bonus.validate", "call.made", "call.missed",
	"claim.answer", "claim.confirm", "claim.hear", "contract.notice", "ereport.make", "ereport.step", "exchange.core",
	"incident.open", "intake.refuse", "invoice.credit", "invoice.step", "kiosk.answer", "kiosk.call", "loan.deposit", "loan.remind",
	"loan.return", "loan.sell", "message.acknowledge", "message.join", "message.note", "message.outcome", "message.receive",
	"message.send", "message.settle", "opinion.ask", "opinion.give", "parcel.close", "passcode.erase", "person.answer", "person.ask",
	"person.erase", "preorder.cancel", "preorder.hand", "quote.start_now", "receivable.remind", "recourse.answer", "recourse.authorise", "recourse.pay",
	"recourse.submit", "repair.collector", "repair.irreparable", "repair.note", "repair.photograph", "repair.recognise",
	"repair.remind", "repair.told", "review.answer", "review.log", "review.settle", "sendout.decide", "sendout.invoice",
	"sendout.leave", "stock.credit", "till.close", "till.copy", "till.event", "till.sign_in", "till.sign_out", "transfer.close", "visit.absent", "visit.late",
	"visit.report", "waste.collect", "waste.keep",
}

// corrections lists them: the files first, then what is said again, then what stands.
func corrections() []Correction {
	out := append([]Correction{}, putRight...)
	for _, right := range []staff.Right{"", staff.Stock, staff.Manage} {
		for _, name := range sayAgain[right] {
			out = append(out, Correction{name, name, right, "always"})
		}
	}
	for _, name := range stands {
		out = append(out, Correction{Command: name, Until: "stands"})
	}
	return out
}
