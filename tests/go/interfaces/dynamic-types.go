// A type switch and type assertions look at the dynamic type.
// expect: int 7
// expect: string go
// expect: slice of 2
// expect: stringer <p>
// expect: nil
// expect: other true
// expect: 0 false
package main

import "fmt"

type point struct{}

func (point) String() string { return "<p>" }

func describe(v interface{}) string {
	switch x := v.(type) {
	case nil:
		return "nil"
	case int:
		return fmt.Sprint("int ", x)
	case string:
		return "string " + x
	case []int:
		return fmt.Sprint("slice of ", len(x))
	case fmt.Stringer:
		return "stringer " + x.String()
	default:
		return fmt.Sprint("other ", x)
	}
}

func main() {
	for _, v := range []interface{}{7, "go", []int{1, 2}, point{}, nil, true} {
		fmt.Println(describe(v))
	}
	var v interface{} = "text"
	n, ok := v.(int)
	fmt.Println(n, ok)
}
