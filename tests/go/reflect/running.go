// Calls by reflection that wait, panic, recurse and collect; and one that waits for ever.
// expect: w0 w1 w2 w3 w4 10
// expect: inner: bad
// expect: outer: deep 3
// expect: 144
// expect: 300 300
// expect: 1274
// expect: 194950 [s1903     ]
// expect: {0 0 0 0 0 0 0 0 w} true
// expect: {1 0 0 0 0 0 0 0 w} true
// expect: {2 0 0 0 0 0 0 0 w} true
// expect: {0 0 0 0 0 0 0 0 } false
// expect: 450 0 {} false
// expect: {22 2 3 4 5 6 7 8 x} 22 xy
// expect: {14 2 3 4 5 6 7 8 x} 14 xy
// expect: {14 2 3 4 5 6 7 8 x} 14 xy
// expect: reflect.Value.Call: call of nil function
// exit: 2
// stderr-contains: fatal error: all goroutines are asleep - deadlock!
package main

import (
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"sync"
)

type server struct {
	in  chan int
	out chan string
	mu  sync.Mutex
	n   int
}

func (s *server) Serve(name string) int {
	for x := range s.in {
		s.mu.Lock()
		s.n += x
		s.mu.Unlock()
		s.out <- fmt.Sprint(name, x)
	}
	return s.n
}

func (s *server) Fail(why string) { panic(errors.New(why)) }

type wide struct {
	a, b, c, d, e, f, g, h int
	s                      string
}

func (w wide) Sum(x wide, more ...int) (wide, int, string) {
	t := w.a + x.h
	for _, m := range more {
		t += m
	}
	w.a = t
	return w, t, w.s + x.s
}

func blockInside() {
	s := &server{in: make(chan int), out: make(chan string)}
	done := make(chan int)
	go func() {
		out := reflect.ValueOf(s).MethodByName("Serve").Call([]reflect.Value{reflect.ValueOf("w")})
		done <- int(out[0].Int())
	}()
	for i := range 5 {
		s.in <- i
		fmt.Print(<-s.out, " ")
	}
	close(s.in)
	fmt.Println(<-done)
}

func panics() {
	defer func() { fmt.Println("outer:", recover()) }()
	func() {
		defer func() {
			fmt.Println("inner:", recover())
		}()
		reflect.ValueOf(&server{}).MethodByName("Fail").Call([]reflect.Value{reflect.ValueOf("bad")})
	}()
	f := reflect.MakeFunc(reflect.TypeFor[func(int)](), func(in []reflect.Value) []reflect.Value {
		if in[0].Int() > 2 {
			panic(fmt.Sprint("deep ", in[0]))
		}
		return nil
	}).Interface().(func(int))
	f(1)
	defer f(2)
	f(3)
}

func recursion() {
	var fib func(int) int
	fib = reflect.MakeFunc(reflect.TypeOf(fib), func(in []reflect.Value) []reflect.Value {
		n := int(in[0].Int())
		if n < 2 {
			return in
		}
		return []reflect.Value{reflect.ValueOf(fib(n-1) + fib(n-2))}
	}).Interface().(func(int) int)
	fmt.Println(fib(12))
	var down func(int, string) (string, int)
	v := reflect.ValueOf(&down).Elem()
	v.Set(reflect.MakeFunc(v.Type(), func(in []reflect.Value) []reflect.Value {
		if in[0].Int() == 0 {
			return []reflect.Value{in[1], reflect.ValueOf(len(in[1].String()))}
		}
		return v.Call([]reflect.Value{reflect.ValueOf(int(in[0].Int() - 1)), reflect.ValueOf(in[1].String() + "x")})
	}))
	s, n := down(300, "")
	fmt.Println(len(s), n)
}

func goroutines() {
	var wg sync.WaitGroup
	var mu sync.Mutex
	total := 0
	work := reflect.MakeFunc(reflect.TypeFor[func(int, string)](), func(in []reflect.Value) []reflect.Value {
		defer wg.Done()
		runtime.Gosched()
		mu.Lock()
		total += int(in[0].Int()) + in[1].Len()
		mu.Unlock()
		return nil
	}).Interface().(func(int, string))
	for i := range 50 {
		wg.Add(1)
		go work(i, strings.Repeat("a", i%3))
	}
	wg.Wait()
	fmt.Println(total)
	done := make(chan bool)
	go func() {
		defer close(done)
		reflect.ValueOf(runtime.Goexit).Call(nil)
		fmt.Println("not reached")
	}()
	<-done
}

func memory() {
	keep := map[string]reflect.Value{}
	for i := range 2000 {
		t := reflect.StructOf([]reflect.StructField{{Name: "A", Type: reflect.ArrayOf(i%7, reflect.TypeOf(""))}, {Name: "B", Type: reflect.TypeOf(&i)}})
		v := reflect.New(t)
		b := i
		v.Elem().Field(1).Set(reflect.ValueOf(&b))
		if i%7 > 0 {
			v.Elem().Field(0).Index(0).SetString(fmt.Sprint("s", i))
		}
		f := reflect.MakeFunc(reflect.FuncOf(nil, []reflect.Type{t}, false), func([]reflect.Value) []reflect.Value { return []reflect.Value{v.Elem()} })
		keep[fmt.Sprint(i%100)] = f
		if i%500 == 0 {
			runtime.GC()
		}
	}
	sum := 0
	for _, f := range keep {
		sum += int(f.Call(nil)[0].Field(1).Elem().Int())
	}
	fmt.Println(sum, keep["3"].Call(nil)[0].Field(0))
}

func channels() {
	t := reflect.ChanOf(reflect.BothDir, reflect.TypeOf(wide{}))
	c := reflect.MakeChan(t, 0)
	go func() {
		for i := range 3 {
			c.Send(reflect.ValueOf(wide{a: i, s: "w"}))
		}
		c.Close()
	}()
	for {
		x, ok := c.Recv()
		fmt.Println(x, ok)
		if !ok {
			break
		}
	}
	quit, values := make(chan struct{}), make([]chan int, 4)
	cases := []reflect.SelectCase{{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(quit)}}
	for i := range values {
		values[i] = make(chan int)
		cases = append(cases, reflect.SelectCase{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(values[i])})
		go func() {
			for k := range 10 {
				values[i] <- k * (i + 1)
			}
			close(values[i])
		}()
	}
	sum, open := 0, len(values)
	for open > 0 {
		i, v, ok := reflect.Select(cases)
		if !ok {
			cases[i].Chan = reflect.Value{}
			open--
			continue
		}
		sum += int(v.Int())
	}
	go close(quit)
	i, v, ok := reflect.Select(cases)
	fmt.Println(sum, i, v, ok)
}

func main() {
	blockInside()
	panics()
	recursion()
	goroutines()
	memory()
	channels()
	w, t, s := wide{1, 2, 3, 4, 5, 6, 7, 8, "x"}, wide{h: 10, s: "y"}, reflect.ValueOf
	out := s(w).Method(0).Call([]reflect.Value{s(t), s(5), s(6)})
	fmt.Println(out[0], out[1], out[2])
	f := s(w).Method(0).Interface().(func(wide, ...int) (wide, int, string))
	fmt.Println(f(t, 1, 2))
	g := reflect.TypeOf(w).Method(0).Func.Interface().(func(wide, wide, ...int) (wide, int, string))
	fmt.Println(g(w, t, 3))
	var nilFunc func()
	defer func() {
		fmt.Println(recover())
		var c chan int
		reflect.ValueOf(c).Recv()
	}()
	s(nilFunc).Call(nil)
}
