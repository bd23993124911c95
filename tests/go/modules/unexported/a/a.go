package a

type Box struct{ inside int }

func hidden() {}
