// Maps.
//
// SPDX-License-Identifier: MIT
package reflect

func mapMake(t *rtype, n int) place
func mapLen(m place) int
func mapClear(t *rtype, m place)
func mapGet(t *rtype, m, key place) place // the value's, if there is one
func mapPut(t *rtype, m, key place) place // where the value goes
func mapDelete(t *rtype, m, key place)
func mapBegin(at *mapPlace, m place)
func mapNext(at *mapPlace) (key, value place)

// mapPlace is the machine's iteration.
type mapPlace struct {
	words [6]place
}

func MakeMap(typ Type) Value { return MakeMapWithSize(typ, 0) }

func MakeMapWithSize(typ Type, n int) Value {
	if typ.Kind() != Map {
		panic("reflect.MakeMapWithSize of non-map type")
	}
	t := typ.rtype()
	return ofWord(t, mapMake(t, n), 0)
}

// copied is a value of its own that looks like what is at p.
func copied(t *rtype, p place, f flag) Value {
	c := t.alloc(1)
	t.move(c, p)
	return Value{t, c, f}
}

func (v Value) MapIndex(key Value) Value {
	v.must(Map, "MapIndex")
	key = key.assigned("reflect.Value.MapIndex", v.typ.key)
	found := mapGet(v.typ, *v.ptr.place(), key.ptr)
	if found.isNil() {
		return Value{}
	}
	return copied(v.typ.elem, found, sticky(v.flag|key.flag))
}

func (v Value) SetMapIndex(key, elem Value) {
	v.must(Map, "SetMapIndex")
	v.mustBeExported("SetMapIndex")
	key.mustBeExported("SetMapIndex")
	key = key.assigned("reflect.Value.SetMapIndex", v.typ.key)
	m := *v.ptr.place()
	if elem.typ == nil {
		mapDelete(v.typ, m, key.ptr)
		return
	}
	elem.mustBeExported("SetMapIndex")
	elem = elem.assigned("reflect.Value.SetMapIndex", v.typ.elem)
	v.typ.elem.move(mapPut(v.typ, m, key.ptr), elem.ptr)
}

func (v Value) MapKeys() []Value {
	v.must(Map, "MapKeys")
	keys := make([]Value, 0, v.Len())
	for it := v.MapRange(); it.Next(); {
		keys = append(keys, it.Key())
	}
	return keys
}

type MapIter struct {
	m          Value
	at         mapPlace
	key, value place
	state      int
}

const (
	iterNew = iota
	iterOn
	iterOver
)

func (v Value) MapRange() *MapIter {
	v.must(Map, "MapRange")
	return &MapIter{m: v}
}

func (it *MapIter) Next() bool {
	if !it.m.IsValid() {
		panic("MapIter.Next called on an iterator that does not have an associated map Value")
	}
	switch it.state {
	case iterNew:
		mapBegin(&it.at, *it.m.ptr.place())
		it.state = iterOn
	case iterOver:
		panic("MapIter.Next called on exhausted iterator")
	}
	it.key, it.value = mapNext(&it.at)
	if it.key.isNil() {
		it.state = iterOver
		return false
	}
	// The map may change before they are asked for.
	key, value := it.m.typ.key, it.m.typ.elem
	it.key, it.value = copied(key, it.key, 0).ptr, copied(value, it.value, 0).ptr
	return true
}

func (it *MapIter) check(method string) {
	if it.state == iterNew {
		panic(method + " called before Next")
	}
	if it.state == iterOver {
		panic(method + " called on exhausted iterator")
	}
}

func (it *MapIter) Key() Value {
	it.check("MapIter.Key")
	return Value{it.m.typ.key, it.key, sticky(it.m.flag)}
}

func (it *MapIter) Value() Value {
	it.check("MapIter.Value")
	return Value{it.m.typ.elem, it.value, sticky(it.m.flag)}
}

func (it *MapIter) Reset(v Value) {
	if v.IsValid() {
		v.must(Map, "MapIter.Reset")
	}
	*it = MapIter{m: v}
}

func (v Value) SetIterKey(it *MapIter) {
	it.check("reflect: Value.SetIterKey")
	v.mustBeAssignable("SetIterKey")
	v.Set(it.Key())
}

func (v Value) SetIterValue(it *MapIter) {
	it.check("reflect: Value.SetIterValue")
	v.mustBeAssignable("SetIterValue")
	v.Set(it.Value())
}
