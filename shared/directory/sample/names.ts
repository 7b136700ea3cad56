/** Names of the sample: real bodies and districts of Hà Nội; schools and people are invented. */

/** The first ones are there in the smallest sample too: two of the seeds are theirs. */
export const districts: readonly string[] = [
  'quận Ba Đình',
  'quận Hoàn Kiếm',
  'quận Đống Đa',
  'quận Long Biên',
  'quận Tây Hồ',
  'quận Cầu Giấy',
  'quận Hai Bà Trưng',
  'quận Hoàng Mai',
  'quận Thanh Xuân',
  'quận Hà Đông',
  'quận Nam Từ Liêm',
  'quận Bắc Từ Liêm',
  'huyện Ba Vì',
  'huyện Chương Mỹ',
  'huyện Đan Phượng',
  'huyện Đông Anh',
  'huyện Gia Lâm',
  'huyện Hoài Đức',
  'huyện Mê Linh',
  'huyện Mỹ Đức',
  'huyện Phú Xuyên',
  'huyện Phúc Thọ',
  'huyện Quốc Oai',
  'huyện Sóc Sơn',
  'huyện Thạch Thất',
  'huyện Thanh Oai',
  'huyện Thanh Trì',
  'huyện Thường Tín',
  'huyện Ứng Hòa',
  'thị xã Sơn Tây',
]

/** For each district, in the same order, the commune of 1/7/2025 that has its name or its seat. */
export const communeNames: readonly string[] = [
  ...[
    'phường Ba Đình',
    'phường Hoàn Kiếm',
    'phường Đống Đa',
    'phường Long Biên',
    'phường Tây Hồ',
    'phường Cầu Giấy',
    'phường Hai Bà Trưng',
  ],
  ...['phường Hoàng Mai', 'phường Thanh Xuân', 'phường Hà Đông', 'phường Từ Liêm', 'phường Xuân Đỉnh', 'xã Ba Vì', 'phường Chương Mỹ'],
  ...['xã Đan Phượng', 'xã Đông Anh', 'xã Gia Lâm', 'xã Hoài Đức', 'xã Mê Linh', 'xã Mỹ Đức', 'xã Phú Xuyên', 'xã Phúc Thọ', 'xã Quốc Oai'],
  ...['xã Sóc Sơn', 'xã Thạch Thất', 'xã Thanh Oai', 'xã Thanh Trì', 'xã Thường Tín', 'xã Ứng Hòa', 'phường Sơn Tây'],
]

export type DepartmentName = { readonly id: string; readonly name: string; readonly shortNames: readonly string[] }

/** Departments of the Sở besides its office. */
export const departments: readonly DepartmentName[] = [
  { id: 'phong-tccb', name: 'Phòng Tổ chức cán bộ', shortNames: ['Phòng TCCB'] },
  { id: 'phong-khtc', name: 'Phòng Kế hoạch - Tài chính', shortNames: ['Phòng KHTC', 'Phòng KH-TC'] },
  { id: 'thanh-tra', name: 'Thanh tra Sở', shortNames: ['Thanh tra'] },
  { id: 'phong-gdmn', name: 'Phòng Giáo dục Mầm non', shortNames: ['Phòng GDMN'] },
  { id: 'phong-gdth', name: 'Phòng Giáo dục Tiểu học', shortNames: ['Phòng GDTH'] },
  { id: 'phong-gdtrh', name: 'Phòng Giáo dục Trung học', shortNames: ['Phòng GDTrH'] },
  { id: 'phong-gdtx', name: 'Phòng Giáo dục thường xuyên - Đại học', shortNames: ['Phòng GDTX', 'Phòng GDTX-ĐH'] },
  { id: 'phong-qlt', name: 'Phòng Quản lý thi và Kiểm định chất lượng giáo dục', shortNames: ['Phòng QLT&KĐCLGD', 'Phòng QLT-KĐCLGD'] },
  { id: 'phong-ctttkhcn', name: 'Phòng Chính trị tư tưởng - Khoa học công nghệ', shortNames: ['Phòng CTTT-KHCN', 'Phòng CTTT'] },
]

// A name joins one of each list. Folded, each list has no two equal entries, so no two names get the same id.
const firsts = 'An Bình Cẩm Đại Đồng Hồng Hưng Kim Lâm Minh Nam Ngọc Phú Quang Sơn Tân Thanh Thái Thịnh Tiên Trung Vân Việt Xuân Yên'.split(
  ' ',
)
const seconds =
  'An Bình Châu Dương Đức Giang Hà Hải Hòa Khê Lộc Long Mai Mỹ Nghĩa Phong Phúc Quang Sơn Thành Thịnh Thủy Trì Văn Xuân'.split(' ')

const pairs: readonly string[] = seconds.flatMap((_, shift) =>
  firsts
    .map((first, i) => `${first} ${seconds[(i + shift * 7 + 3) % seconds.length]}`)
    .filter((name) => new Set(name.split(' ')).size === 2),
)

/** How many different names `schoolName` can make. */
export const SCHOOL_NAMES_MAX = pairs.length * 26

/** The n-th invented name of a school: `Kim Sơn`, and after all pairs are used `Kim Sơn B`, `Kim Sơn C`… */
export function schoolName(n: number): string {
  const pair = pairs[n % pairs.length] ?? ''
  const round = Math.floor(n / pairs.length)
  return round === 0 ? pair : `${pair} ${String.fromCharCode('A'.charCodeAt(0) + round)}`
}

const surnames = 'Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Mai Tạ Chu'.split(' ')
const middles = 'Thu Minh Hải Ngọc Thanh Quốc Thị Đức Kim Xuân Anh Hoài Bảo Gia Khánh Diệu Hữu'.split(' ')
const givens =
  'An Bách Chi Cường Dung Duyên Giang Hạnh Hiền Hòa Hưng Khoa Lan Linh Loan Mạnh Nga Nhung Oanh Phong Quyên Sáng Tâm Thảo Trang Tuấn Uyên Vinh Yến'.split(
    ' ',
  )

/** The n-th invented person; the three lists have lengths without a common factor, so names repeat only after 8,874 people. */
export function personName(n: number): string {
  return `${surnames[n % surnames.length]} ${middles[n % middles.length]} ${givens[n % givens.length]}`
}

/** Members of the two city clusters that sit at other bodies; invented as a list, real as bodies. */
export const cluster1Outside = ['Sở GDĐT TP Hồ Chí Minh', 'Sở GDĐT Hải Phòng', 'Sở GDĐT Đà Nẵng', 'Sở GDĐT Cần Thơ'] as const
export const cluster7Outside = [
  'Sở Văn hóa và Thể thao Hà Nội',
  'Sở Y tế Hà Nội',
  'Sở Du lịch Hà Nội',
  'Sở Lao động - Thương binh và Xã hội Hà Nội',
] as const
export const cluster2Outside = ['Sở Văn hóa và Thể thao Hà Nội', 'Sở Y tế Hà Nội', 'Sở Khoa học và Công nghệ Hà Nội'] as const
