package present_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/follow"
	"etabli/app/lang"
	"etabli/app/present"
	"etabli/app/present/sample"
	"etabli/app/service"
	"etabli/storage/journal"
)

// booth is a kiosk with its state and everything that left it.
type booth struct {
	*present.Kiosk
	state     present.KioskState
	time      *sample.Ticks
	announced []service.AnnounceInput
	called    []service.CallInput
	ran       []journal.CommandID
	scored    []service.SurveyInput
	authors   []present.ID
	asked     []string
	left      bool
	larger    bool
	mute      bool // nobody can be called
	calls     byte
	shop      *sample.Shop
}

func (b *booth) NewCall(staff present.ID) (service.Call, error) {
	b.calls++
	b.authors = append(b.authors, staff)
	return service.Call{ID: journal.CommandID{b.calls}, Staff: staff}, nil
}
func (b *booth) Place() (string, string) { return "Lille", "Borne" }
func (b *booth) CheckPin(ctx context.Context, id present.ID, pin string) (present.ID, error) {
	return b.shop.CheckPin(ctx, id, pin)
}
func (b *booth) Follow(ctx context.Context, code string) (present.KioskFinding, error) {
	b.asked = append(b.asked, code)
	return b.shop.Follow(ctx, code)
}
func (b *booth) Announce(ctx context.Context, call service.Call, in *service.AnnounceInput) (service.Result, error) {
	b.announced, b.ran = append(b.announced, *in), append(b.ran, call.ID)
	return b.shop.Announce(ctx, call, in)
}
func (b *booth) CallStaff(ctx context.Context, call service.Call, in *service.CallInput) (service.Result, error) {
	b.called, b.ran = append(b.called, *in), append(b.ran, call.ID)
	if b.mute {
		return service.Result{}, fault.New(fault.Internal, "")
	}
	return b.shop.CallStaff(ctx, call, in)
}
func (b *booth) AnswerSurvey(ctx context.Context, call service.Call, in *service.SurveyInput) (service.Result, error) {
	b.scored = append(b.scored, *in)
	return b.shop.AnswerSurvey(ctx, call, in)
}

func newBooth(t *testing.T) *booth {
	t.Helper()
	b := &booth{time: &sample.Ticks{At: sample.Now}, shop: sample.Typical()}
	env := sample.Env(lang.For("fr"))
	env.Clock = b.time
	b.Kiosk = present.NewKiosk(env, b, func() { b.left = true }, func(l bool) { b.larger = l }, func(s present.KioskState) { b.state = s })
	b.Enter(t.Context())
	t.Cleanup(b.Leave)
	return b
}

func (b *booth) at(t *testing.T, want present.KioskPage) {
	t.Helper()
	if b.state.Page != want {
		t.Fatalf("the page is %q (%s), want %q", b.state.Page, b.state.Title, want)
	}
}

func (b *booth) answer(text string) {
	b.Typed(text)
	b.PrimaryPressed()
}

func TestADropOffIsAnnouncedWithAWaitingNumber(t *testing.T) {
	b := newBooth(t)
	b.LanguageChosen("en")
	b.DoorPressed("drop")
	b.PrimaryPressed()
	if b.at(t, present.KioskPhone); b.state.Field.Error == "" {
		t.Error("no telephone is passed over in silence")
	}
	b.answer("06 39 98 00 11")
	b.OtherPressed() // no name
	b.DoorPressed("computer")
	b.answer("ThinkPad T14")
	b.DoorPressed("power")
	b.PrimaryPressed()
	b.at(t, present.KioskConsent)
	if len(b.announced) != 0 {
		t.Error("something was recorded before the customer agreed")
	}
	b.PrimaryPressed()
	b.at(t, present.KioskTicket)
	if b.state.Ticket != "3-432" || !strings.Contains(b.state.Warning, "not a deposit receipt") {
		t.Errorf("ticket %q, %q", b.state.Ticket, b.state.Warning)
	}
	in := b.announced[0]
	if in.Customer.Phone != "06 39 98 00 11" || in.Customer.Language != "en" || in.Product.Label != "ThinkPad T14" ||
		in.Product.Category != "Ordinateur" || !strings.HasPrefix(in.Fault, "Ne s") || in.Channel != "kiosk" {
		t.Errorf("announced %+v", in)
	}
	if len(b.called) != 1 || b.called[0].Reason != "drop_off" || *b.called[0].ID != sample.ID(98) {
		t.Errorf("called %+v", b.called)
	}
	for _, id := range b.authors {
		if !id.IsZero() {
			t.Error("a member of staff is the author of what a customer did")
		}
	}
}

func TestTheKioskSaysWhatThePageSays(t *testing.T) {
	b := newBooth(t)
	b.DoorPressed("check")
	b.answer(strings.ToLower(b.shop.Number(0)))
	b.at(t, present.KioskFound)
	found, err := b.shop.Follow(t.Context(), b.shop.Number(0))
	if err != nil {
		t.Fatal(err)
	}
	words := lang.For("fr")
	if b.state.Title != follow.Headline(words, found.Repair) || b.state.Text != follow.NextStep(words, found.Repair) {
		t.Errorf("it says %q, %q", b.state.Title, b.state.Text)
	}
	way := follow.Way(words, found.Repair, sample.Zone)
	if len(b.state.File.Steps) != len(way) || b.state.File.Steps[0].Label != way[0].Label {
		t.Errorf("steps %+v", b.state.File.Steps)
	}
}

func TestWhoComesToCollectCallsTheStaff(t *testing.T) {
	b := newBooth(t)
	b.DoorPressed("collect")
	b.Scanned("https://suivi.exemple/r/" + b.shop.Number(3))
	b.at(t, present.KioskFound)
	if b.state.Primary.ID != "collect" {
		t.Errorf("a device that is ready offers %+v", b.state.Primary)
	}
	b.PrimaryPressed()
	b.at(t, present.KioskCalled)
	if len(b.called) != 1 || b.called[0].Reason != "collect" || *b.called[0].ID != b.shop.Repairs[3].ID {
		t.Errorf("called %+v", b.called)
	}
	b.time.Pass(time.Minute)
	b.at(t, present.KioskHome)
}

func TestACustomerRatesTheirRepairOnce(t *testing.T) {
	b := newBooth(t)
	b.OtherPressed()
	b.answer(b.shop.Number(6))
	b.at(t, present.KioskRate)
	b.DoorPressed("9")
	b.DoorPressed("4")
	b.at(t, present.KioskThanks)
	if len(b.scored) != 1 || b.scored[0].Score != 4 || b.scored[0].ID != b.shop.Repairs[6].ID {
		t.Errorf("scored %+v", b.scored)
	}
}

func TestTheKioskAsksAndThenForgets(t *testing.T) {
	b := newBooth(t)
	b.LanguageChosen("en")
	b.LargerPressed()
	b.DoorPressed("drop")
	b.answer("06 39 98 00 11")
	b.Typed("Karim Benali")
	b.time.Pass(61 * time.Second)
	if !b.state.Idle.Asking {
		t.Fatal("it does not ask")
	}
	b.StayPressed()
	if b.state.Idle.Asking || b.state.Field.Value != "Karim Benali" {
		t.Errorf("who stays loses %q", b.state.Field.Value)
	}
	b.time.Pass(61 * time.Second)
	b.time.Pass(21 * time.Second)
	b.at(t, present.KioskHome)
	if b.state.Language != "fr" || b.larger {
		t.Errorf("the next customer finds %s, larger %v", b.state.Language, b.larger)
	}
	b.DoorPressed("drop")
	if b.state.Field.Value != "" {
		t.Errorf("the next customer reads %q", b.state.Field.Value)
	}
	b.OtherPressed()
	if b.state.Field.Value != "" {
		t.Errorf("the next customer reads %q", b.state.Field.Value)
	}
}

func TestWhoGoesBackToTheDoorsKeepsTheirLanguageAndNothingElse(t *testing.T) {
	b := newBooth(t)
	b.LanguageChosen("en")
	b.LargerPressed()
	b.DoorPressed("drop")
	b.Typed("06 39 98 00 11")
	b.BackPressed()
	b.at(t, present.KioskHome)
	if b.state.Language != "en" || !b.larger {
		t.Errorf("back at the doors it is %s, larger %v", b.state.Language, b.larger)
	}
	b.DoorPressed("drop")
	if b.state.Field.Value != "" {
		t.Errorf("it remembers %q", b.state.Field.Value)
	}
	b.BackPressed()
	b.time.Pass(61 * time.Second)
	if b.state.Language != "fr" || b.larger {
		t.Errorf("whoever comes next finds %s, larger %v", b.state.Language, b.larger)
	}
}

// Whatever is typed or scanned, no name, no telephone number and no sum of the
// shop comes to the screen, and nothing is ever looked for by anything but a
// whole number or token.
func TestNothingOfOthersCanBeReached(t *testing.T) {
	b := newBooth(t)
	tries := []string{"", "Durand", "06 12 34 56 47", "LIL2-00431", "LIL2-00431-000", "490154203237518", "' OR 1=1", "../../etc", strings.Repeat("9", 5000), "\x00", "/r/", "/r/0000"}
	for _, text := range tries {
		b.DoorPressed("check")
		b.answer(text)
		b.Scanned(text)
		b.time.Pass(31 * time.Second)
		if b.state.File.Shown {
			t.Errorf("%q finds %+v", text, b.state.File)
		}
	}
	for i := range b.shop.Repairs {
		b.DoorPressed("check")
		b.answer(b.shop.Number(i))
		all := strings.ToLower(strings.Join([]string{b.state.Title, b.state.Text, b.state.File.Product, b.state.File.News, b.state.File.Promise}, " "))
		for _, c := range b.shop.Customers {
			if strings.Contains(all, strings.ToLower(c.Name)) || c.Phone != "" && strings.Contains(all, c.Phone) {
				t.Errorf("%s tells %q", b.shop.Number(i), all)
			}
		}
		if strings.Contains(all, "€") || strings.Contains(all, strings.ToLower(sample.Typical().People[0].Display)) {
			t.Errorf("%s tells %q", b.shop.Number(i), all)
		}
		b.BackPressed()
	}
}

func TestGuessingNumbersIsMadeSlow(t *testing.T) {
	b := newBooth(t)
	b.DoorPressed("check")
	for range 10 {
		b.answer("LIL2-00999-000")
		b.BackPressed()
		b.DoorPressed("check")
	}
	if len(b.asked) != 3 {
		t.Errorf("%d numbers were tried", len(b.asked))
	}
	b.time.Pass(31 * time.Second)
	b.DoorPressed("check")
	b.answer(b.shop.Number(0))
	b.at(t, present.KioskFound)
}

func TestOnlyACodeOfTheStaffLeavesTheKiosk(t *testing.T) {
	b := newBooth(t)
	b.ExitPressed()
	for _, pin := range []string{"0", "12", "0000"} {
		b.PinTyped(pin)
		b.PinSubmitted()
	}
	if b.left || !b.state.Pin.Open || b.state.Pin.Error == "" {
		t.Fatalf("left %v, %+v", b.left, b.state.Pin)
	}
	b.PinCancelled()
	b.at(t, present.KioskHome)
	b.ExitPressed()
	b.PinTyped(sample.Pin)
	b.PinSubmitted()
	if !b.left {
		t.Error("the right code does not leave")
	}
}

func TestAFailureSendsTheCustomerToAPerson(t *testing.T) {
	b := newBooth(t)
	b.shop.Broken = true
	b.DoorPressed("drop")
	b.answer("06 39 98 00 11")
	b.OtherPressed()
	b.DoorPressed("other")
	b.OtherPressed()
	b.DoorPressed("screen")
	b.PrimaryPressed()
	b.PrimaryPressed()
	if b.at(t, present.KioskConsent); b.state.Notice.Next == "" || strings.Contains(b.state.Notice.Text, string(fault.Internal)) {
		t.Errorf("it says %+v", b.state.Notice)
	}
	b.shop.Broken = false
	b.PrimaryPressed()
	b.at(t, present.KioskTicket)
	if len(b.announced) != 2 || b.calls != 2 {
		t.Errorf("%d announcements under %d ids", len(b.announced), b.calls)
	}
}

func TestAnotherReceiptIsScannedWhileAFileIsShown(t *testing.T) {
	b := newBooth(t)
	b.Scanned(b.shop.Number(0))
	b.at(t, present.KioskFound)
	b.Scanned(b.shop.Number(3))
	b.at(t, present.KioskFound)
	if b.state.File.Number != b.shop.Number(3) {
		t.Errorf("it shows %q", b.state.File.Number)
	}
	b.Scanned("LIL2-00999-000")
	b.at(t, present.KioskFind)
}

func TestAPictureOfAFaultKeepsWhatWasTyped(t *testing.T) {
	b := newBooth(t)
	b.DoorPressed("drop")
	b.OtherPressed()
	b.OtherPressed()
	b.DoorPressed("computer")
	b.OtherPressed()
	b.DoorPressed("screen")
	said := b.state.Field.Value
	b.Typed(said + ", depuis une chute")
	b.DoorPressed("screen")
	if want := said + ", depuis une chute"; b.state.Field.Value != want {
		t.Errorf("the field holds %q, want %q", b.state.Field.Value, want)
	}
}

func TestWhatFailedIsNotSaidToTheNext(t *testing.T) {
	b := newBooth(t)
	b.shop.Broken = true
	b.CallPressed()
	if b.state.Notice.IsZero() {
		t.Fatal("a failure is not said")
	}
	b.shop.Broken = false
	b.time.Pass(10 * time.Minute)
	if !b.state.Notice.IsZero() {
		t.Errorf("the next customer reads %q", b.state.Notice.Text)
	}
	b.shop.Broken = true
	b.DoorPressed("drop")
	b.CallPressed()
	b.OtherPressed()
	if b.at(t, present.KioskName); !b.state.Notice.IsZero() {
		t.Errorf("the next question says %q", b.state.Notice.Text)
	}
}

func TestAStoreThatFailsIsNotAnUnknownReceipt(t *testing.T) {
	b := newBooth(t)
	b.shop.Broken = true
	b.DoorPressed("check")
	b.answer(b.shop.Number(0))
	if want := lang.For("fr").T("kiosk.failed"); b.state.Notice.Text != want {
		t.Errorf("it says %q, want %q", b.state.Notice.Text, want)
	}
}

func TestAWaitingNumberStaysWhenNobodyCouldBeCalled(t *testing.T) {
	b := newBooth(t)
	b.mute = true
	b.DoorPressed("drop")
	b.OtherPressed()
	b.OtherPressed()
	b.DoorPressed("computer")
	b.OtherPressed()
	b.DoorPressed("screen")
	b.PrimaryPressed()
	b.PrimaryPressed()
	if b.at(t, present.KioskTicket); b.state.Ticket == "" || b.state.Notice.IsZero() {
		t.Errorf("ticket %q, notice %+v", b.state.Ticket, b.state.Notice)
	}
}

// What failed may have been written all the same: only the same act may be tried
// again under its id.
func TestAnActThatFailedLendsItsIDToNoOther(t *testing.T) {
	b := newBooth(t)
	b.DoorPressed("drop")
	b.OtherPressed()
	b.OtherPressed()
	b.DoorPressed("computer")
	b.OtherPressed()
	b.DoorPressed("screen")
	b.PrimaryPressed()
	b.shop.Broken = true
	b.PrimaryPressed()
	b.CallPressed()
	b.shop.Broken = false
	b.PrimaryPressed()
	b.at(t, present.KioskTicket)
	if len(b.ran) != 4 || b.ran[0] != b.ran[2] || b.ran[1] == b.ran[0] || b.ran[3] == b.ran[0] {
		t.Errorf("announced, called, announced and called as %v", b.ran)
	}
}

// Who types as fast as a reader loses no word; a code is never taken for one.
func TestWordsTypedFastStayAndACodeIsNoWord(t *testing.T) {
	b := newBooth(t)
	b.DoorPressed("drop")
	for text, typed := range map[string]bool{"80077": true, "Ecran noir": true, "https://suivi.exemple/r/ABC": false, "490154203237518": false, b.shop.Number(3): false} {
		if b.Scanned(text) == typed {
			t.Errorf("%q: typed %v", text, typed)
		}
	}
}
