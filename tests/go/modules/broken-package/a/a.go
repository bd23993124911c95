package a

func Count() {
	for i := range 3 {
		_ = i
	}
}
