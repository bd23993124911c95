// Each page is fetched once; a missing one is told.
// expect: found: https://golang.org/ "The Go Programming Language"
// expect: found: https://golang.org/pkg/ "Packages"
// expect: found: https://golang.org/pkg/fmt/ "Package fmt"
// expect: found: https://golang.org/pkg/os/ "Package os"
// expect: not found: https://golang.org/cmd/
package main

import (
	"fmt"
	"sort"
	"sync"
)

type Fetcher interface {
	Fetch(url string) (body string, urls []string, err error)
}
type fakeResult struct {
	body string
	urls []string
}
type fakeFetcher map[string]*fakeResult

func (f fakeFetcher) Fetch(url string) (string, []string, error) {
	if res, ok := f[url]; ok {
		return res.body, res.urls, nil
	}
	return "", nil, fmt.Errorf("not found: %s", url)
}

type SafeSet struct {
	mu sync.Mutex
	v  map[string]bool
}

func (s *SafeSet) Visit(u string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.v[u] {
		return false
	}
	s.v[u] = true
	return true
}
func Crawl(url string, depth int, f Fetcher, seen *SafeSet, out chan<- string) {
	if depth <= 0 || !seen.Visit(url) {
		return
	}
	body, urls, err := f.Fetch(url)
	if err != nil {
		out <- err.Error()
		return
	}
	out <- fmt.Sprintf("found: %s %q", url, body)
	var wg sync.WaitGroup
	for _, u := range urls {
		wg.Add(1)
		go func(u string) {
			defer wg.Done()
			Crawl(u, depth-1, f, seen, out)
		}(u)
	}
	wg.Wait()
}
func main() {
	out := make(chan string)
	go func() {
		defer close(out)
		Crawl("https://golang.org/", 4, fetcher, &SafeSet{v: make(map[string]bool)}, out)
	}()
	var lines []string
	for l := range out {
		lines = append(lines, l)
	}
	sort.Strings(lines)
	for _, l := range lines {
		fmt.Println(l)
	}
}

var fetcher = fakeFetcher{
	"https://golang.org/":         &fakeResult{"The Go Programming Language", []string{"https://golang.org/pkg/", "https://golang.org/cmd/"}},
	"https://golang.org/pkg/":     &fakeResult{"Packages", []string{"https://golang.org/", "https://golang.org/cmd/", "https://golang.org/pkg/fmt/", "https://golang.org/pkg/os/"}},
	"https://golang.org/pkg/fmt/": &fakeResult{"Package fmt", []string{"https://golang.org/", "https://golang.org/pkg/"}},
	"https://golang.org/pkg/os/":  &fakeResult{"Package os", []string{"https://golang.org/", "https://golang.org/pkg/"}},
}
