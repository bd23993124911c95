// Package binary turns numbers into bytes.
//
// SPDX-License-Identifier: MIT
package binary

import (
	"errors"
	"io"
	"math"
	"reflect"
)

type ByteOrder interface {
	Uint16([]byte) uint16
	Uint32([]byte) uint32
	Uint64([]byte) uint64
	PutUint16([]byte, uint16)
	PutUint32([]byte, uint32)
	PutUint64([]byte, uint64)
	String() string
}

type AppendByteOrder interface {
	AppendUint16([]byte, uint16) []byte
	AppendUint32([]byte, uint32) []byte
	AppendUint64([]byte, uint64) []byte
	String() string
}

type littleEndian struct{}
type bigEndian struct{}
type nativeEndian struct{ littleEndian }

var (
	LittleEndian littleEndian
	BigEndian    bigEndian
	NativeEndian nativeEndian
)

func (littleEndian) String() string   { return "LittleEndian" }
func (littleEndian) GoString() string { return "binary.LittleEndian" }
func (bigEndian) String() string      { return "BigEndian" }
func (bigEndian) GoString() string    { return "binary.BigEndian" }
func (nativeEndian) String() string   { return "NativeEndian" }
func (nativeEndian) GoString() string { return "binary.NativeEndian" }

func (littleEndian) Uint16(b []byte) uint16 {
	_ = b[1]
	return uint16(b[0]) | uint16(b[1])<<8
}

func (littleEndian) Uint32(b []byte) uint32 {
	_ = b[3]
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
}

func (e littleEndian) Uint64(b []byte) uint64 {
	_ = b[7]
	return uint64(e.Uint32(b)) | uint64(e.Uint32(b[4:]))<<32
}

func (littleEndian) PutUint16(b []byte, v uint16) {
	_ = b[1]
	b[0], b[1] = byte(v), byte(v>>8)
}

func (littleEndian) PutUint32(b []byte, v uint32) {
	_ = b[3]
	b[0], b[1], b[2], b[3] = byte(v), byte(v>>8), byte(v>>16), byte(v>>24)
}

func (e littleEndian) PutUint64(b []byte, v uint64) {
	_ = b[7]
	e.PutUint32(b, uint32(v))
	e.PutUint32(b[4:], uint32(v>>32))
}

func (littleEndian) AppendUint16(b []byte, v uint16) []byte {
	return append(b, byte(v), byte(v>>8))
}

func (littleEndian) AppendUint32(b []byte, v uint32) []byte {
	return append(b, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
}

func (e littleEndian) AppendUint64(b []byte, v uint64) []byte {
	return e.AppendUint32(e.AppendUint32(b, uint32(v)), uint32(v>>32))
}

func (bigEndian) Uint16(b []byte) uint16 {
	_ = b[1]
	return uint16(b[1]) | uint16(b[0])<<8
}

func (bigEndian) Uint32(b []byte) uint32 {
	_ = b[3]
	return uint32(b[3]) | uint32(b[2])<<8 | uint32(b[1])<<16 | uint32(b[0])<<24
}

func (e bigEndian) Uint64(b []byte) uint64 {
	_ = b[7]
	return uint64(e.Uint32(b[4:])) | uint64(e.Uint32(b))<<32
}

func (bigEndian) PutUint16(b []byte, v uint16) {
	_ = b[1]
	b[0], b[1] = byte(v>>8), byte(v)
}

func (bigEndian) PutUint32(b []byte, v uint32) {
	_ = b[3]
	b[0], b[1], b[2], b[3] = byte(v>>24), byte(v>>16), byte(v>>8), byte(v)
}

func (e bigEndian) PutUint64(b []byte, v uint64) {
	_ = b[7]
	e.PutUint32(b, uint32(v>>32))
	e.PutUint32(b[4:], uint32(v))
}

func (bigEndian) AppendUint16(b []byte, v uint16) []byte {
	return append(b, byte(v>>8), byte(v))
}

func (bigEndian) AppendUint32(b []byte, v uint32) []byte {
	return append(b, byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
}

func (e bigEndian) AppendUint64(b []byte, v uint64) []byte {
	return e.AppendUint32(e.AppendUint32(b, uint32(v>>32)), uint32(v))
}

// Varints: seven bits a byte, the lowest first; the highest bit says that more follow.
const (
	MaxVarintLen16 = 3
	MaxVarintLen32 = 5
	MaxVarintLen64 = 10
)

var errOverflow = errors.New("binary: varint overflows a 64-bit integer")

func AppendUvarint(buf []byte, x uint64) []byte {
	for ; x >= 0x80; x >>= 7 {
		buf = append(buf, byte(x)|0x80)
	}
	return append(buf, byte(x))
}

// A signed number's sign is its lowest bit: small ones are short.
func zigzag(x int64) uint64   { return uint64(x)<<1 ^ uint64(x>>63) }
func unzigzag(x uint64) int64 { return int64(x>>1) ^ -int64(x&1) }

func AppendVarint(buf []byte, x int64) []byte { return AppendUvarint(buf, zigzag(x)) }

func PutUvarint(buf []byte, x uint64) int {
	i := 0
	for ; x >= 0x80; x >>= 7 {
		buf[i] = byte(x) | 0x80
		i++
	}
	buf[i] = byte(x)
	return i + 1
}

func PutVarint(buf []byte, x int64) int { return PutUvarint(buf, zigzag(x)) }

// Uvarint's n is 0 if the buffer is too short, and below 0 if the number is too large.
func Uvarint(buf []byte) (x uint64, n int) {
	for i, b := range buf {
		if i == MaxVarintLen64 || i == MaxVarintLen64-1 && 1 < b && b < 0x80 {
			return 0, -(i + 1)
		}
		x |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			return x, i + 1
		}
	}
	return 0, 0
}

func Varint(buf []byte) (int64, int) {
	x, n := Uvarint(buf)
	return unzigzag(x), n
}

func ReadUvarint(r io.ByteReader) (uint64, error) {
	var x uint64
	for i := range MaxVarintLen64 {
		b, err := r.ReadByte()
		if err != nil {
			if i > 0 && err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return x, err
		}
		if i == MaxVarintLen64-1 && b > 1 {
			return x, errOverflow
		}
		x |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			return x, nil
		}
	}
	return x, errOverflow
}

func ReadVarint(r io.ByteReader) (int64, error) {
	x, err := ReadUvarint(r)
	return unzigzag(x), err
}

// width is how many bytes a value of that type is; -1 if that is not fixed.
func width(t reflect.Type) int {
	switch t.Kind() {
	case reflect.Bool, reflect.Int8, reflect.Uint8, reflect.Int16, reflect.Uint16, reflect.Int32,
		reflect.Uint32, reflect.Int64, reflect.Uint64, reflect.Float32, reflect.Float64,
		reflect.Complex64, reflect.Complex128:
		return int(t.Size())
	case reflect.Array:
		if one := width(t.Elem()); one >= 0 {
			return one * t.Len()
		}
	case reflect.Struct:
		sum := 0
		for i := range t.NumField() {
			one := width(t.Field(i).Type)
			if one < 0 {
				return -1
			}
			sum += one
		}
		return sum
	}
	return -1
}

// Size is of a value, of what a pointer points to, or of all a slice has.
func Size(v any) int { return sizeOf(reflect.Indirect(reflect.ValueOf(v))) }

func sizeOf(v reflect.Value) int {
	if !v.IsValid() {
		return -1
	}
	if v.Kind() == reflect.Slice {
		one := width(v.Type().Elem())
		if one < 0 {
			return -1
		}
		return one * v.Len()
	}
	return width(v.Type())
}

func putBits(order ByteOrder, to []byte, bits uint64) {
	switch len(to) {
	case 1:
		to[0] = byte(bits)
	case 2:
		order.PutUint16(to, uint16(bits))
	case 4:
		order.PutUint32(to, uint32(bits))
	default:
		order.PutUint64(to, bits)
	}
}

func getBits(order ByteOrder, from []byte) uint64 {
	switch len(from) {
	case 1:
		return uint64(from[0])
	case 2:
		return uint64(order.Uint16(from))
	case 4:
		return uint64(order.Uint32(from))
	}
	return order.Uint64(from)
}

func floatBits(f float64, size int) uint64 {
	if size == 4 {
		return uint64(math.Float32bits(float32(f)))
	}
	return math.Float64bits(f)
}

func bitsFloat(bits uint64, size int) float64 {
	if size == 4 {
		return float64(math.Float32frombits(uint32(bits)))
	}
	return math.Float64frombits(bits)
}

// encode fills the first bytes of to and gives back the others. Blank fields are zeros.
func encode(order ByteOrder, to []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.Array, reflect.Slice:
		for i := range v.Len() {
			to = encode(order, to, v.Index(i))
		}
		return to
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).Name == "_" {
				n := width(v.Field(i).Type())
				clear(to[:n])
				to = to[n:]
			} else {
				to = encode(order, to, v.Field(i))
			}
		}
		return to
	}
	size := int(v.Type().Size())
	switch {
	case v.Kind() == reflect.Bool:
		to[0] = 0
		if v.Bool() {
			to[0] = 1
		}
	case v.CanInt():
		putBits(order, to[:size], uint64(v.Int()))
	case v.CanUint():
		putBits(order, to[:size], v.Uint())
	case v.CanFloat():
		putBits(order, to[:size], floatBits(v.Float(), size))
	default:
		half := size / 2
		putBits(order, to[:half], floatBits(real(v.Complex()), half))
		putBits(order, to[half:size], floatBits(imag(v.Complex()), half))
	}
	return to[size:]
}

func decode(order ByteOrder, from []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.Array, reflect.Slice:
		for i := range v.Len() {
			from = decode(order, from, v.Index(i))
		}
		return from
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).Name == "_" {
				from = from[width(v.Field(i).Type()):]
			} else {
				from = decode(order, from, v.Field(i))
			}
		}
		return from
	}
	size := int(v.Type().Size())
	switch {
	case v.Kind() == reflect.Bool:
		v.SetBool(from[0] != 0)
	case v.CanInt():
		shift := 64 - 8*size
		v.SetInt(int64(getBits(order, from[:size])<<shift) >> shift)
	case v.CanUint():
		v.SetUint(getBits(order, from[:size]))
	case v.CanFloat():
		v.SetFloat(bitsFloat(getBits(order, from[:size]), size))
	default:
		half := size / 2
		v.SetComplex(complex(bitsFloat(getBits(order, from[:half]), half),
			bitsFloat(getBits(order, from[half:size]), half)))
	}
	return from[size:]
}

var errTooSmall = errors.New("buffer too small")

func typeName(v any) string {
	if v == nil {
		return "<nil>"
	}
	return reflect.TypeOf(v).String()
}

// written is the value that data stands for when it is written, and its size.
func written(function string, data any) (reflect.Value, int, error) {
	v := reflect.Indirect(reflect.ValueOf(data))
	size := sizeOf(v)
	if size < 0 {
		return v, 0, errors.New("binary." + function + ": some values are not fixed-sized in type " + typeName(data))
	}
	return v, size, nil
}

func Write(w io.Writer, order ByteOrder, data any) error {
	v, size, err := written("Write", data)
	if err != nil {
		return err
	}
	bytes := make([]byte, size)
	encode(order, bytes, v)
	_, err = w.Write(bytes)
	return err
}

func Append(buf []byte, order ByteOrder, data any) ([]byte, error) {
	v, size, err := written("Append", data)
	if err != nil {
		return nil, err
	}
	bytes := make([]byte, size)
	encode(order, bytes, v)
	return append(buf, bytes...), nil
}

func Encode(buf []byte, order ByteOrder, data any) (int, error) {
	v, size, err := written("Encode", data)
	if err != nil {
		return 0, err
	}
	if len(buf) < size {
		return 0, errTooSmall
	}
	encode(order, buf, v)
	return size, nil
}

// place is what data lets us write to, and its size.
func place(function string, data any) (reflect.Value, int, error) {
	v := reflect.ValueOf(data)
	size := -1
	switch v.Kind() {
	case reflect.Pointer:
		v = v.Elem()
		size = sizeOf(v)
	case reflect.Slice:
		size = sizeOf(v)
	}
	if size < 0 {
		return v, 0, errors.New("binary." + function + ": invalid type " + typeName(data))
	}
	return v, size, nil
}

func Read(r io.Reader, order ByteOrder, data any) error {
	v, size, err := place("Read", data)
	if err != nil {
		return err
	}
	bytes := make([]byte, size)
	if _, err := io.ReadFull(r, bytes); err != nil {
		return err
	}
	decode(order, bytes, v)
	return nil
}

func Decode(buf []byte, order ByteOrder, data any) (int, error) {
	v, size, err := place("Decode", data)
	if err != nil {
		return 0, err
	}
	if len(buf) < size {
		return 0, errTooSmall
	}
	decode(order, buf, v)
	return size, nil
}
