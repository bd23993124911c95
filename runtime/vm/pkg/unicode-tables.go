// Tables of categories, scripts and properties.
//
// SPDX-License-Identifier: MIT
package unicode

const Version = "15.0.0"

// A RangeTable is a set of characters: ranges, those of at most 16 bits first.
// LatinOffset is how many of R16 end within Latin-1. Known to C (pkg_unicode.c).
type RangeTable struct {
	R16         []Range16
	R32         []Range32
	LatinOffset int
}

type Range16 struct {
	Lo     uint16
	Hi     uint16
	Stride uint16
}

type Range32 struct {
	Lo     uint32
	Hi     uint32
	Stride uint32
}

// table gives the i-th table, its kind (category C, script S, property P) and
// name; nil behind the last.
func table(i int) (t *RangeTable, kind byte, name string)

func tables(kind byte) map[string]*RangeTable {
	m := make(map[string]*RangeTable)
	for i := 0; ; i++ {
		t, k, name := table(i)
		if t == nil {
			return m
		}
		if k == kind {
			m[name] = t
		}
	}
}

var (
	Categories = tables('C')
	Scripts    = tables('S')
	Properties = tables('P')
)

// Is says whether r is in a table.
func Is(rangeTab *RangeTable, r rune) bool {
	if r < 0 {
		return false
	}
	if c := uint16(r); rune(c) == r {
		low, high := 0, len(rangeTab.R16)
		for low < high {
			m := (low + high) / 2
			switch e := &rangeTab.R16[m]; {
			case c < e.Lo:
				high = m
			case c > e.Hi:
				low = m + 1
			default:
				return e.Stride == 1 || (c-e.Lo)%e.Stride == 0
			}
		}
	}
	c := uint32(r)
	low, high := 0, len(rangeTab.R32)
	for low < high {
		m := (low + high) / 2
		switch e := &rangeTab.R32[m]; {
		case c < e.Lo:
			high = m
		case c > e.Hi:
			low = m + 1
		default:
			return e.Stride == 1 || (c-e.Lo)%e.Stride == 0
		}
	}
	return false
}

func In(r rune, ranges ...*RangeTable) bool { return IsOneOf(ranges, r) }

func IsOneOf(ranges []*RangeTable, r rune) bool {
	for _, t := range ranges {
		if Is(t, r) {
			return true
		}
	}
	return false
}

var (
	GraphicRanges = []*RangeTable{L, M, N, P, S, Zs}
	PrintRanges   = []*RangeTable{L, M, N, P, S}
)

var (
	C      = Categories["C"]
	Cc     = Categories["Cc"]
	Cf     = Categories["Cf"]
	Co     = Categories["Co"]
	Cs     = Categories["Cs"]
	L      = Categories["L"]
	Ll     = Categories["Ll"]
	Lm     = Categories["Lm"]
	Lo     = Categories["Lo"]
	Lt     = Categories["Lt"]
	Lu     = Categories["Lu"]
	M      = Categories["M"]
	Mc     = Categories["Mc"]
	Me     = Categories["Me"]
	Mn     = Categories["Mn"]
	N      = Categories["N"]
	Nd     = Categories["Nd"]
	Nl     = Categories["Nl"]
	No     = Categories["No"]
	P      = Categories["P"]
	Pc     = Categories["Pc"]
	Pd     = Categories["Pd"]
	Pe     = Categories["Pe"]
	Pf     = Categories["Pf"]
	Pi     = Categories["Pi"]
	Po     = Categories["Po"]
	Ps     = Categories["Ps"]
	S      = Categories["S"]
	Sc     = Categories["Sc"]
	Sk     = Categories["Sk"]
	Sm     = Categories["Sm"]
	So     = Categories["So"]
	Z      = Categories["Z"]
	Zl     = Categories["Zl"]
	Zp     = Categories["Zp"]
	Zs     = Categories["Zs"]
	Cn     = Categories["Cn"]
	LC     = Categories["LC"]
	Other  = C
	Letter = L
	Lower  = Ll
	Title  = Lt
	Upper  = Lu
	Mark   = M
	Number = N
	Digit  = Nd
	Punct  = P
	Symbol = S
	Space  = Z
)

var (
	Adlam                  = Scripts["Adlam"]
	Ahom                   = Scripts["Ahom"]
	Anatolian_Hieroglyphs  = Scripts["Anatolian_Hieroglyphs"]
	Arabic                 = Scripts["Arabic"]
	Armenian               = Scripts["Armenian"]
	Avestan                = Scripts["Avestan"]
	Balinese               = Scripts["Balinese"]
	Bamum                  = Scripts["Bamum"]
	Bassa_Vah              = Scripts["Bassa_Vah"]
	Batak                  = Scripts["Batak"]
	Bengali                = Scripts["Bengali"]
	Bhaiksuki              = Scripts["Bhaiksuki"]
	Bopomofo               = Scripts["Bopomofo"]
	Brahmi                 = Scripts["Brahmi"]
	Braille                = Scripts["Braille"]
	Buginese               = Scripts["Buginese"]
	Buhid                  = Scripts["Buhid"]
	Canadian_Aboriginal    = Scripts["Canadian_Aboriginal"]
	Carian                 = Scripts["Carian"]
	Caucasian_Albanian     = Scripts["Caucasian_Albanian"]
	Chakma                 = Scripts["Chakma"]
	Cham                   = Scripts["Cham"]
	Cherokee               = Scripts["Cherokee"]
	Chorasmian             = Scripts["Chorasmian"]
	Common                 = Scripts["Common"]
	Coptic                 = Scripts["Coptic"]
	Cuneiform              = Scripts["Cuneiform"]
	Cypriot                = Scripts["Cypriot"]
	Cypro_Minoan           = Scripts["Cypro_Minoan"]
	Cyrillic               = Scripts["Cyrillic"]
	Deseret                = Scripts["Deseret"]
	Devanagari             = Scripts["Devanagari"]
	Dives_Akuru            = Scripts["Dives_Akuru"]
	Dogra                  = Scripts["Dogra"]
	Duployan               = Scripts["Duployan"]
	Egyptian_Hieroglyphs   = Scripts["Egyptian_Hieroglyphs"]
	Elbasan                = Scripts["Elbasan"]
	Elymaic                = Scripts["Elymaic"]
	Ethiopic               = Scripts["Ethiopic"]
	Georgian               = Scripts["Georgian"]
	Glagolitic             = Scripts["Glagolitic"]
	Gothic                 = Scripts["Gothic"]
	Grantha                = Scripts["Grantha"]
	Greek                  = Scripts["Greek"]
	Gujarati               = Scripts["Gujarati"]
	Gunjala_Gondi          = Scripts["Gunjala_Gondi"]
	Gurmukhi               = Scripts["Gurmukhi"]
	Han                    = Scripts["Han"]
	Hangul                 = Scripts["Hangul"]
	Hanifi_Rohingya        = Scripts["Hanifi_Rohingya"]
	Hanunoo                = Scripts["Hanunoo"]
	Hatran                 = Scripts["Hatran"]
	Hebrew                 = Scripts["Hebrew"]
	Hiragana               = Scripts["Hiragana"]
	Imperial_Aramaic       = Scripts["Imperial_Aramaic"]
	Inherited              = Scripts["Inherited"]
	Inscriptional_Pahlavi  = Scripts["Inscriptional_Pahlavi"]
	Inscriptional_Parthian = Scripts["Inscriptional_Parthian"]
	Javanese               = Scripts["Javanese"]
	Kaithi                 = Scripts["Kaithi"]
	Kannada                = Scripts["Kannada"]
	Katakana               = Scripts["Katakana"]
	Kawi                   = Scripts["Kawi"]
	Kayah_Li               = Scripts["Kayah_Li"]
	Kharoshthi             = Scripts["Kharoshthi"]
	Khitan_Small_Script    = Scripts["Khitan_Small_Script"]
	Khmer                  = Scripts["Khmer"]
	Khojki                 = Scripts["Khojki"]
	Khudawadi              = Scripts["Khudawadi"]
	Lao                    = Scripts["Lao"]
	Latin                  = Scripts["Latin"]
	Lepcha                 = Scripts["Lepcha"]
	Limbu                  = Scripts["Limbu"]
	Linear_A               = Scripts["Linear_A"]
	Linear_B               = Scripts["Linear_B"]
	Lisu                   = Scripts["Lisu"]
	Lycian                 = Scripts["Lycian"]
	Lydian                 = Scripts["Lydian"]
	Mahajani               = Scripts["Mahajani"]
	Makasar                = Scripts["Makasar"]
	Malayalam              = Scripts["Malayalam"]
	Mandaic                = Scripts["Mandaic"]
	Manichaean             = Scripts["Manichaean"]
	Marchen                = Scripts["Marchen"]
	Masaram_Gondi          = Scripts["Masaram_Gondi"]
	Medefaidrin            = Scripts["Medefaidrin"]
	Meetei_Mayek           = Scripts["Meetei_Mayek"]
	Mende_Kikakui          = Scripts["Mende_Kikakui"]
	Meroitic_Cursive       = Scripts["Meroitic_Cursive"]
	Meroitic_Hieroglyphs   = Scripts["Meroitic_Hieroglyphs"]
	Miao                   = Scripts["Miao"]
	Modi                   = Scripts["Modi"]
	Mongolian              = Scripts["Mongolian"]
	Mro                    = Scripts["Mro"]
	Multani                = Scripts["Multani"]
	Myanmar                = Scripts["Myanmar"]
	Nabataean              = Scripts["Nabataean"]
	Nag_Mundari            = Scripts["Nag_Mundari"]
	Nandinagari            = Scripts["Nandinagari"]
	New_Tai_Lue            = Scripts["New_Tai_Lue"]
	Newa                   = Scripts["Newa"]
	Nko                    = Scripts["Nko"]
	Nushu                  = Scripts["Nushu"]
	Nyiakeng_Puachue_Hmong = Scripts["Nyiakeng_Puachue_Hmong"]
	Ogham                  = Scripts["Ogham"]
	Ol_Chiki               = Scripts["Ol_Chiki"]
	Old_Hungarian          = Scripts["Old_Hungarian"]
	Old_Italic             = Scripts["Old_Italic"]
	Old_North_Arabian      = Scripts["Old_North_Arabian"]
	Old_Permic             = Scripts["Old_Permic"]
	Old_Persian            = Scripts["Old_Persian"]
	Old_Sogdian            = Scripts["Old_Sogdian"]
	Old_South_Arabian      = Scripts["Old_South_Arabian"]
	Old_Turkic             = Scripts["Old_Turkic"]
	Old_Uyghur             = Scripts["Old_Uyghur"]
	Oriya                  = Scripts["Oriya"]
	Osage                  = Scripts["Osage"]
	Osmanya                = Scripts["Osmanya"]
	Pahawh_Hmong           = Scripts["Pahawh_Hmong"]
	Palmyrene              = Scripts["Palmyrene"]
	Pau_Cin_Hau            = Scripts["Pau_Cin_Hau"]
	Phags_Pa               = Scripts["Phags_Pa"]
	Phoenician             = Scripts["Phoenician"]
	Psalter_Pahlavi        = Scripts["Psalter_Pahlavi"]
	Rejang                 = Scripts["Rejang"]
	Runic                  = Scripts["Runic"]
	Samaritan              = Scripts["Samaritan"]
	Saurashtra             = Scripts["Saurashtra"]
	Sharada                = Scripts["Sharada"]
	Shavian                = Scripts["Shavian"]
	Siddham                = Scripts["Siddham"]
	SignWriting            = Scripts["SignWriting"]
	Sinhala                = Scripts["Sinhala"]
	Sogdian                = Scripts["Sogdian"]
	Sora_Sompeng           = Scripts["Sora_Sompeng"]
	Soyombo                = Scripts["Soyombo"]
	Sundanese              = Scripts["Sundanese"]
	Syloti_Nagri           = Scripts["Syloti_Nagri"]
	Syriac                 = Scripts["Syriac"]
	Tagalog                = Scripts["Tagalog"]
	Tagbanwa               = Scripts["Tagbanwa"]
	Tai_Le                 = Scripts["Tai_Le"]
	Tai_Tham               = Scripts["Tai_Tham"]
	Tai_Viet               = Scripts["Tai_Viet"]
	Takri                  = Scripts["Takri"]
	Tamil                  = Scripts["Tamil"]
	Tangsa                 = Scripts["Tangsa"]
	Tangut                 = Scripts["Tangut"]
	Telugu                 = Scripts["Telugu"]
	Thaana                 = Scripts["Thaana"]
	Thai                   = Scripts["Thai"]
	Tibetan                = Scripts["Tibetan"]
	Tifinagh               = Scripts["Tifinagh"]
	Tirhuta                = Scripts["Tirhuta"]
	Toto                   = Scripts["Toto"]
	Ugaritic               = Scripts["Ugaritic"]
	Vai                    = Scripts["Vai"]
	Vithkuqi               = Scripts["Vithkuqi"]
	Wancho                 = Scripts["Wancho"]
	Warang_Citi            = Scripts["Warang_Citi"]
	Yezidi                 = Scripts["Yezidi"]
	Yi                     = Scripts["Yi"]
	Zanabazar_Square       = Scripts["Zanabazar_Square"]
)

var (
	ASCII_Hex_Digit                    = Properties["ASCII_Hex_Digit"]
	Bidi_Control                       = Properties["Bidi_Control"]
	Dash                               = Properties["Dash"]
	Deprecated                         = Properties["Deprecated"]
	Diacritic                          = Properties["Diacritic"]
	Extender                           = Properties["Extender"]
	Hex_Digit                          = Properties["Hex_Digit"]
	Hyphen                             = Properties["Hyphen"]
	IDS_Binary_Operator                = Properties["IDS_Binary_Operator"]
	IDS_Trinary_Operator               = Properties["IDS_Trinary_Operator"]
	Ideographic                        = Properties["Ideographic"]
	Join_Control                       = Properties["Join_Control"]
	Logical_Order_Exception            = Properties["Logical_Order_Exception"]
	Noncharacter_Code_Point            = Properties["Noncharacter_Code_Point"]
	Other_Alphabetic                   = Properties["Other_Alphabetic"]
	Other_Default_Ignorable_Code_Point = Properties["Other_Default_Ignorable_Code_Point"]
	Other_Grapheme_Extend              = Properties["Other_Grapheme_Extend"]
	Other_ID_Continue                  = Properties["Other_ID_Continue"]
	Other_ID_Start                     = Properties["Other_ID_Start"]
	Other_Lowercase                    = Properties["Other_Lowercase"]
	Other_Math                         = Properties["Other_Math"]
	Other_Uppercase                    = Properties["Other_Uppercase"]
	Pattern_Syntax                     = Properties["Pattern_Syntax"]
	Pattern_White_Space                = Properties["Pattern_White_Space"]
	Prepended_Concatenation_Mark       = Properties["Prepended_Concatenation_Mark"]
	Quotation_Mark                     = Properties["Quotation_Mark"]
	Radical                            = Properties["Radical"]
	Regional_Indicator                 = Properties["Regional_Indicator"]
	STerm                              = Properties["STerm"]
	Sentence_Terminal                  = Properties["Sentence_Terminal"]
	Soft_Dotted                        = Properties["Soft_Dotted"]
	Terminal_Punctuation               = Properties["Terminal_Punctuation"]
	Unified_Ideograph                  = Properties["Unified_Ideograph"]
	Variation_Selector                 = Properties["Variation_Selector"]
	White_Space                        = Properties["White_Space"]
)
