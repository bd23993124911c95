// Members hear what is said between joining and leaving.
// expect: +ann, ann: anyone?, +bob, bob: me, -bob, ann: bye, -ann
// expect: ann: [ann: anyone?] [bob: me] [ann: bye]
// expect: bob: [bob: me]
package main

import (
	"fmt"
	"strings"
)

type client struct {
	name string
	in   chan string
}
type broker struct {
	join, leave chan *client
	say         chan string
	quit        chan chan []string
}

func (b *broker) run() {
	clients := map[*client]bool{}
	var history []string
	for {
		select {
		case c := <-b.join:
			clients[c] = true
			history = append(history, "+"+c.name)
		case c := <-b.leave:
			delete(clients, c)
			close(c.in)
			history = append(history, "-"+c.name)
		case m := <-b.say:
			history = append(history, m)
			for c := range clients {
				c.in <- m
			}
		case r := <-b.quit:
			r <- history
			return
		}
	}
}
func main() {
	b := &broker{make(chan *client), make(chan *client), make(chan string), make(chan chan []string)}
	go b.run()
	ann, bob := &client{"ann", make(chan string, 10)}, &client{"bob", make(chan string, 10)}
	b.join <- ann
	b.say <- "ann: anyone?"
	b.join <- bob
	b.say <- "bob: me"
	b.leave <- bob
	b.say <- "ann: bye"
	b.leave <- ann
	r := make(chan []string)
	b.quit <- r
	fmt.Println(strings.Join(<-r, ", "))
	for _, c := range []*client{ann, bob} {
		fmt.Printf("%s:", c.name)
		for m := range c.in {
			fmt.Printf(" [%s]", m)
		}
		fmt.Println()
	}
}
