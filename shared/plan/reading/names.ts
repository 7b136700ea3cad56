import { fold } from './fold.ts'

/** Long forms of issuers by the code in a document's symbol, and the way official names are capitalised. */
const byCode: readonly (readonly [RegExp, string])[] = [
  [/^S\.?GD&?[ĐD]T$/, 'Sở Giáo dục và Đào tạo'],
  [/^P\.?GD&?[ĐD]T$/, 'Phòng Giáo dục và Đào tạo'],
  [/^GD&?[ĐD]T$/, 'Phòng Giáo dục và Đào tạo'],
  [/^BGD&?[ĐD]T$/, 'Bộ Giáo dục và Đào tạo'],
  [/^UBND$/, 'Ủy ban nhân dân'],
  [/^H[ĐD]T[ĐD]-?KT$/, 'Hội đồng Thi đua - Khen thưởng'],
  [/^VHXH|^PVHXH|^VH-XH/, 'Phòng Văn hóa - Xã hội'],
]

export function issuerOfSymbol(symbol: string): string | undefined {
  const code = symbol.replace(/^KH-/, '').replace(/[.\s].*$/, '')
  return byCode.find(([form]) => form.test(code))?.[1]
}

const phrases =
  'Giáo dục và Đào tạo|Giáo dục|Đào tạo|Ủy ban nhân dân|Hội đồng nhân dân|Hội đồng Thi đua - Khen thưởng|Hội đồng Thi đua, Khen thưởng|Hội đồng|Thi đua|Khen thưởng|Tiểu học|Trung học cơ sở|Trung học phổ thông|Mầm non|Mẫu giáo|Liên đoàn Lao động|Công đoàn|Văn hóa - Xã hội|Y tế|Bệnh viện|Đa khoa|khu vực|Văn hóa và Thể thao|Nội vụ|Trung tâm|Giáo dục nghề nghiệp|Giáo dục thường xuyên|Cụm thi đua|Khối thi đua|Đại học|Cao đẳng|Học viện|Nghề|Sư phạm|Kỹ thuật|Kinh tế|Công nghệ|Mặt trận Tổ quốc|Đảng bộ|Huyện ủy|Tỉnh ủy|Thành ủy|Quận ủy|Đảng ủy|Tổng Liên đoàn Lao động|Ban Chấp hành|Ban Thường vụ|Tỉnh Đoàn|Huyện Đoàn|Thành Đoàn|Quận Đoàn|Phòng|Sở|Trường|Bộ|Ban|Văn phòng|và|ngành|thành phố|thị xã|thị trấn|tỉnh|quận|huyện|phường|xã|cụm|khối|số|UBND|HĐND|THCS|THPT|TH|MN|GDTX|GDNN|PTDTBT|PTDTNT|TT|Tài nguyên và Môi trường|Nông nghiệp và Môi trường|Nông nghiệp và Phát triển nông thôn|Văn hóa, Thể thao và Du lịch|Văn hóa, Khoa học và Thông tin|Khoa học và Công nghệ|Thông tin và Truyền thông|Kế hoạch và Đầu tư|Kế hoạch|Tài chính|Công Thương|Xây dựng|Giao thông vận tải|Lao động - Thương binh và Xã hội|Dân tộc và Tôn giáo|Dân tộc|Tôn giáo|Tư pháp|Ngoại vụ|Ngoại giao|Quốc phòng|Công an|Thanh tra|Cựu chiến binh|Phụ nữ|Nông dân|Chữ thập đỏ|Người cao tuổi|Khuyến học|Liên hiệp|Thanh niên|Đoàn Thanh niên Cộng sản|Kho bạc Nhà nước|Bảo hiểm xã hội|Ngân hàng|Tòa án nhân dân|Viện kiểm sát nhân dân|tối cao|cấp cao|Tổng cục|Chi cục|Cục|Vụ|Viện|Quản lý|Thuế|Hải quan|Thống kê|Kiểm lâm|Tổng công ty|Công ty|Tập đoàn|Chi nhánh|cổ phần|trách nhiệm hữu hạn|một thành viên|vốn nhà nước|doanh nghiệp|Nhà nước|Đài Phát thanh và Truyền hình|Phát thanh|Truyền hình|dự án|khu công nghiệp|Dân vận|Tuyên giáo|Tổ chức|Kiểm tra|Âm nhạc|Mỹ thuật|Sân khấu|Luật|Y|Dược|Hành chính|Khảo sát|Bản đồ|Cấp nước|Thoát nước|Điện lực|Môi trường|Đô thị|miền núi|miền Bắc|miền Nam|miền Trung|Ủy ban|của|các|tại|đặc khu|Việt Nam|Hội|Đoàn'.split(
    '|',
  )
const byLetters = new Map(phrases.map((p) => [p.toLowerCase(), p]))
/** Scanned marks may be wrong in a phrase of several words; a single word could be another one ("Phượng", "phường"). */
const byFold = new Map(phrases.filter((p) => p.includes(' ')).map((p) => [fold(p), p]))
const PHRASE_WORDS_MAX = 8
/** A word without one is an acronym: THPT, GD&ĐT, LĐLĐ. */
const vowel = /[aeiouy]/

/** "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO QUẬN X" as running text writes it. Proper names get a capital on every word. */
export function sentenceCase(capitals: string): string {
  const words = capitals
    .trim()
    .replace(/(?<=\p{Lu}{3})&(?=\p{Lu}{3})/gu, ' & ')
    .split(/\s+/)
  const out: string[] = []
  for (let i = 0; i < words.length; ) {
    const [text, used] = phraseAt(words, i)
    out.push(text)
    i += used
  }
  const whole = out.join(' ')
  return whole.charAt(0).toUpperCase() + whole.slice(1)
}

function phraseAt(words: readonly string[], at: number): [text: string, used: number] {
  for (let n = Math.min(PHRASE_WORDS_MAX, words.length - at); n > 0; n--) {
    const spoken = words.slice(at, at + n).join(' ')
    const known = byLetters.get(spoken.toLowerCase()) ?? byFold.get(fold(spoken))
    if (known !== undefined) return [known, n]
  }
  const word = words[at] ?? ''
  if (/^[IVX\d.-]+$/.test(word) || !vowel.test(fold(word))) return [word, 1]
  return [word.charAt(0).toUpperCase() + word.slice(1).toLowerCase(), 1]
}

const properWord = String.raw`\p{Lu}[\p{L}']*`
const proper = `${properWord}(?:[ ]${properWord}){0,3}`
const area = new RegExp(
  String.raw`(?<![\p{L}])([Qq]uận|[Hh]uyện|[Tt]hị xã|[Tt]hành phố|[Tt]ỉnh|[Pp]hường|[Xx]ã|[Tt]hị trấn|QUẬN|HUYỆN|PHƯỜNG|XÃ)\s+(${proper}|\d{1,2}(?!\d))`,
  'gu',
)

export type Area = { readonly kind: string; readonly name: string; readonly count: number }

/** Administrative areas the text names, most named first. */
export function areasIn(text: string): Area[] {
  const counts = new Map<string, { kind: string; name: string; count: number }>()
  for (const match of text.matchAll(area)) {
    const kind = (match[1] ?? '').toLowerCase()
    const name = match[2] ?? ''
    const key = `${kind} ${name}`
    const seen = counts.get(key)
    if (seen === undefined) counts.set(key, { kind, name, count: 1 })
    else seen.count++
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)
}

/** How the text itself spells a proper name most often, among spellings that fold alike ("Đông Đa" → "Đống Đa"). */
export function usualSpelling(name: string, text: string): string {
  const counts = new Map<string, number>()
  const plain = fold(text)
  const wanted = fold(name)
  for (let at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + 1)) {
    const spelling = text.slice(at, at + name.length)
    if (/^\p{Lu}/u.test(spelling) && spelling !== spelling.toUpperCase()) counts.set(spelling, (counts.get(spelling) ?? 0) + 1)
  }
  const [best] = [...counts.entries()].sort((a, b) => b[1] - a[1])
  return best !== undefined && best[1] > (counts.get(name) ?? 0) ? best[0] : name
}
