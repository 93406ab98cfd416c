"""Where a session notes that its person looks as somebody else. Sockets read it too: while looking, none opens."""

SESSION_KEY = "viewing"
