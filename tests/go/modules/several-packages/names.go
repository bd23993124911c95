package main

import "example.com/shop/stock"

func load() []string { return stock.Names() }
