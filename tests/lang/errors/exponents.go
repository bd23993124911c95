package main

const a = 1e9223372036854775807
const b = 1e9223372036854775806
const c = 0x1p9223372036854775807
const d = 1e-9223372036854775808

func main() { println(a, b, c, d) }
