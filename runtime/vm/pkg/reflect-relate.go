// Which types may be assigned and converted to which.
//
// SPDX-License-Identifier: MIT
package reflect

func (t *rtype) Implements(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.Implements")
	}
	if u.Kind() != Interface {
		panic("reflect: non-interface type passed to Type.Implements")
	}
	return t.implements(u.rtype())
}

func (t *rtype) AssignableTo(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.AssignableTo")
	}
	return t.assignableTo(u.rtype())
}

func (t *rtype) assignableTo(u *rtype) bool {
	if t == u || u.Kind() == Interface && t.implements(u) {
		return true
	}
	return (t.flags&flagNamed == 0 || u.flags&flagNamed == 0) && t.hasUnderlying(u, true)
}

// hasUnderlying says whether t and u have the same underlying type; or, for channels that are assigned, one
// that gives up a direction.
func (t *rtype) hasUnderlying(u *rtype, tags bool) bool {
	k := t.Kind()
	if t == u || k == u.Kind() && (k >= Bool && k <= Complex128 || k == String || k == UnsafePointer) {
		return true
	}
	if k == Chan && u.Kind() == Chan && tags && ChanDir(t.chanDir) == BothDir && t.elem == u.elem {
		return true
	}
	return t.hasSameParts(u, tags)
}

func (t *rtype) same(u *rtype, tags bool) bool {
	if t == u || tags {
		return t == u
	}
	return (t.flags|u.flags)&flagNamed == 0 && t.hasUnderlying(u, false)
}

func (t *rtype) hasSameParts(u *rtype, tags bool) bool {
	if t.Kind() != u.Kind() || t.chanDir != u.chanDir || t.len != u.len ||
		t.nFields != u.nFields || t.nParams != u.nParams || t.nResults != u.nResults ||
		t.flags&flagVariadic != u.flags&flagVariadic {
		return false
	}
	if t.elem != nil && !t.elem.same(u.elem, tags) || t.key != nil && !t.key.same(u.key, tags) {
		return false
	}
	for i := range int(t.nParams) {
		if !t.paramAt(i).same(u.paramAt(i), tags) {
			return false
		}
	}
	for i := range int(t.nResults) {
		if !t.resultAt(i).same(u.resultAt(i), tags) {
			return false
		}
	}
	for i := range int(t.nFields) {
		f, g := t.fieldAt(i), u.fieldAt(i)
		if text(f.name) != text(g.name) || text(f.pkgPath) != text(g.pkgPath) || f.embedded != g.embedded ||
			!f.typ.same(g.typ, tags) || tags && text(f.tag) != text(g.tag) {
			return false
		}
	}
	if t.Kind() == Interface {
		return t.nMethods == u.nMethods && t.implements(u)
	}
	return true
}

func (t *rtype) ConvertibleTo(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.ConvertibleTo")
	}
	return converter(u.rtype(), t) != nil
}
