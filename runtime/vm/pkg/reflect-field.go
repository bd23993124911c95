// Fields of structs.
//
// SPDX-License-Identifier: MIT
package reflect

import "strconv"

type StructField struct {
	Name      string
	PkgPath   string
	Type      Type
	Tag       StructTag
	Offset    uintptr
	Index     []int
	Anonymous bool
}

func (f StructField) IsExported() bool { return f.PkgPath == "" }

type StructTag string

func (tag StructTag) Get(key string) string {
	value, _ := tag.Lookup(key)
	return value
}

// Lookup reads key:"value" pairs with spaces between them.
func (tag StructTag) Lookup(key string) (value string, ok bool) {
	for {
		i := 0
		for i < len(tag) && tag[i] == ' ' {
			i++
		}
		tag = tag[i:]
		i = 0
		for i < len(tag) && tag[i] > ' ' && tag[i] != ':' && tag[i] != '"' && tag[i] != 0x7f {
			i++
		}
		if i == 0 || i+1 >= len(tag) || tag[i] != ':' || tag[i+1] != '"' {
			return "", false
		}
		name := tag[:i]
		tag = tag[i+1:]
		i = 1
		for i < len(tag) && tag[i] != '"' {
			if tag[i] == '\\' {
				i++
			}
			i++
		}
		if i >= len(tag) {
			return "", false
		}
		if key == string(name) {
			value, err := strconv.Unquote(string(tag[:i+1]))
			return value, err == nil
		}
		tag = tag[i+1:]
	}
}

func (t *rtype) Field(i int) StructField {
	t.must(Struct, "Field")
	if i < 0 || i >= int(t.nFields) {
		panic("reflect: Field index out of bounds")
	}
	f := t.fieldAt(i)
	return StructField{text(f.name), text(f.pkgPath), f.typ, StructTag(text(f.tag)), f.offset, []int{i}, f.embedded}
}

func (t *rtype) FieldByIndex(index []int) StructField {
	var f StructField
	var at Type = t
	for i, x := range index {
		if i > 0 {
			if at.Kind() == Pointer && at.Elem().Kind() == Struct {
				at = at.Elem()
			}
		}
		f = at.Field(x)
		at = f.Type
	}
	return f
}

func (t *rtype) FieldByName(name string) (StructField, bool) {
	t.must(Struct, "FieldByName")
	if i := t.fieldNamed(name); i >= 0 {
		return t.Field(i), true
	}
	return t.search(func(n string) bool { return n == name })
}

// fieldNamed is the number of the struct's own field of that name, or -1.
func (t *rtype) fieldNamed(name string) int

func (t *rtype) FieldByNameFunc(match func(string) bool) (StructField, bool) {
	t.must(Struct, "FieldByNameFunc")
	return t.search(match)
}

// level is a struct to be searched, and how one comes there.
type level struct {
	typ   *rtype
	index []int
}

// search goes depth by depth, as selectors do: at the first depth with a match there must be one only.
func (t *rtype) search(match func(string) bool) (found StructField, ok bool) {
	visited := map[*rtype]bool{}
	for next := []level{{typ: t}}; len(next) > 0 && !ok; {
		current := next
		next = nil
		times := map[*rtype]int{}
		for _, l := range current {
			times[l.typ]++
		}
		for _, l := range current {
			if visited[l.typ] {
				continue
			}
			visited[l.typ] = true
			for i := range int(l.typ.nFields) {
				f := l.typ.fieldAt(i)
				if match(text(f.name)) {
					if ok || times[l.typ] > 1 {
						return StructField{}, false
					}
					found, ok = l.typ.Field(i), true
					found.Index = append(append([]int(nil), l.index...), i)
					continue
				}
				inner := f.typ
				if inner.Kind() == Pointer {
					inner = inner.elem
				}
				if !f.embedded || inner.Kind() != Struct || ok {
					continue
				}
				index := append(append([]int(nil), l.index...), i)
				next = append(next, level{inner, index})
				if times[l.typ] > 1 {
					next = append(next, level{inner, index})
				}
			}
		}
	}
	return found, ok
}

// VisibleFields are all that can be selected by name, and those hidden behind embedding pointers to
// themselves left out.
func VisibleFields(t Type) []StructField {
	if t == nil {
		panic("reflect: VisibleFields(nil)")
	}
	if t.Kind() != Struct {
		panic("reflect.VisibleFields of non-struct type")
	}
	w := &visibleFields{byName: map[string]int{}, visiting: map[Type]bool{}}
	w.walk(t)
	fields := w.fields[:0]
	for _, f := range w.fields {
		if f.Name != "" {
			fields = append(fields, f)
		}
	}
	return fields
}

type visibleFields struct {
	byName   map[string]int // in fields
	visiting map[Type]bool
	fields   []StructField // hidden ones have no name
	index    []int
}

func (w *visibleFields) walk(t Type) {
	if w.visiting[t] {
		return
	}
	w.visiting[t] = true
	for i := range t.NumField() {
		f := t.Field(i)
		w.index = append(w.index, i)
		if w.isSeen(&f) {
			f.Index = append([]int(nil), w.index...)
			w.byName[f.Name] = len(w.fields)
			w.fields = append(w.fields, f)
		}
		if f.Anonymous {
			inner := f.Type
			if inner.Kind() == Pointer {
				inner = inner.Elem()
			}
			if inner.Kind() == Struct {
				w.walk(inner)
			}
		}
		w.index = w.index[:len(w.index)-1]
	}
	delete(w.visiting, t)
}

// isSeen says whether f is to be listed, and hides what it hides.
func (w *visibleFields) isSeen(f *StructField) bool {
	old, known := w.byName[f.Name]
	if !known {
		return true
	}
	other := &w.fields[old]
	if len(w.index) == len(other.Index) {
		// Two at the same depth hide each other, but still hide what is deeper.
		other.Name = ""
	}
	if len(w.index) >= len(other.Index) {
		return false
	}
	other.Name = ""
	return true
}
