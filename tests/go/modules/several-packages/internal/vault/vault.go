package vault

func Open() string { return "open sesame" }
