package wire

// Type tells the type of the frame.
func (*Hello) Type() Type { return TypeHello }

// Type tells the type of the frame.
func (*Welcome) Type() Type { return TypeWelcome }

// Type tells the type of the frame.
func (*Push) Type() Type { return TypePush }

// Type tells the type of the frame.
func (*Ack) Type() Type { return TypeAck }

// Type tells the type of the frame.
func (*Page) Type() Type { return TypePage }

// Type tells the type of the frame.
func (*Need) Type() Type { return TypeNeed }

// Type tells the type of the frame.
func (*Refused) Type() Type { return TypeRefused }

// Type tells the type of the frame.
func (*Quarantined) Type() Type { return TypeQuarantined }

// Type tells the type of the frame.
func (*Ping) Type() Type { return TypePing }

// Type tells the type of the frame.
func (*Pong) Type() Type { return TypePong }

// Type tells the type of the frame.
func (*Applied) Type() Type { return TypeApplied }

// Type tells the type of the frame.
func (*HandBack) Type() Type { return TypeHandBack }

// Type tells the type of the frame.
func (*HandedBack) Type() Type { return TypeHandedBack }

// Type tells the type of the frame.
func (*Meet) Type() Type { return TypeMeet }

// Type tells the type of the frame.
func (*Carried) Type() Type { return TypeCarried }

// Type tells the type of the frame.
func (*Taken) Type() Type { return TypeTaken }

// Type tells the type of the frame.
func (*Attached) Type() Type { return TypeAttached }

// Type tells the type of the frame.
func (*Given) Type() Type { return TypeGiven }

// Type tells the type of the frame.
func (*Signed) Type() Type { return TypeSigned }

// Type tells the type of the frame.
func (*Fetch) Type() Type { return TypeFetch }

// Type tells the type of the frame.
func (*History) Type() Type { return TypeHistory }
