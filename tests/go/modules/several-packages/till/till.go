package till

import (
	"fmt"

	"example.com/shop/stock"
)

type Item struct{ Price int }

func init() {
	if len(stock.Names()) == 2 {
		fmt.Println("init till")
	}
}
