// Package list is a doubly linked list.
//
// SPDX-License-Identifier: MIT
package list

type Element struct {
	next, prev *Element
	list       *List

	Value any
}

func (e *Element) Next() *Element {
	if e.list == nil || e.next == &e.list.ring {
		return nil
	}
	return e.next
}

func (e *Element) Prev() *Element {
	if e.list == nil || e.prev == &e.list.ring {
		return nil
	}
	return e.prev
}

// A List is a ring through an element that does not count. The zero List is empty.
type List struct {
	ring Element
	len  int
}

func (l *List) Init() *List {
	l.ring.next = &l.ring
	l.ring.prev = &l.ring
	l.len = 0
	return l
}

func New() *List { return new(List).Init() }

func (l *List) Len() int { return l.len }

func (l *List) Front() *Element {
	if l.len == 0 {
		return nil
	}
	return l.ring.next
}

func (l *List) Back() *Element {
	if l.len == 0 {
		return nil
	}
	return l.ring.prev
}

func (l *List) lazyInit() {
	if l.ring.next == nil {
		l.Init()
	}
}

func (l *List) link(e, at *Element) *Element {
	e.prev, e.next = at, at.next
	e.prev.next = e
	e.next.prev = e
	e.list = l
	l.len++
	return e
}

func (l *List) unlink(e *Element) {
	e.prev.next = e.next
	e.next.prev = e.prev
	e.next, e.prev, e.list = nil, nil, nil
	l.len--
}

func (l *List) move(e, at *Element) {
	if e == at {
		return
	}
	l.unlink(e)
	l.link(e, at)
}

func (l *List) Remove(e *Element) any {
	if e.list == l {
		l.unlink(e)
	}
	return e.Value
}

func (l *List) PushFront(v any) *Element {
	l.lazyInit()
	return l.link(&Element{Value: v}, &l.ring)
}

func (l *List) PushBack(v any) *Element {
	l.lazyInit()
	return l.link(&Element{Value: v}, l.ring.prev)
}

func (l *List) InsertBefore(v any, mark *Element) *Element {
	if mark.list != l {
		return nil
	}
	return l.link(&Element{Value: v}, mark.prev)
}

func (l *List) InsertAfter(v any, mark *Element) *Element {
	if mark.list != l {
		return nil
	}
	return l.link(&Element{Value: v}, mark)
}

func (l *List) MoveToFront(e *Element) {
	if e.list == l && l.ring.next != e {
		l.move(e, &l.ring)
	}
}

func (l *List) MoveToBack(e *Element) {
	if e.list == l && l.ring.prev != e {
		l.move(e, l.ring.prev)
	}
}

func (l *List) MoveBefore(e, mark *Element) {
	if e.list == l && e != mark && mark.list == l {
		l.move(e, mark.prev)
	}
}

func (l *List) MoveAfter(e, mark *Element) {
	if e.list == l && e != mark && mark.list == l {
		l.move(e, mark)
	}
}

func (l *List) PushBackList(other *List) {
	l.lazyInit()
	for i, e := other.Len(), other.Front(); i > 0; i, e = i-1, e.Next() {
		l.PushBack(e.Value)
	}
}

func (l *List) PushFrontList(other *List) {
	l.lazyInit()
	for i, e := other.Len(), other.Back(); i > 0; i, e = i-1, e.Prev() {
		l.PushFront(e.Value)
	}
}
