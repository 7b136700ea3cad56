import { fold, mend } from '../fold.ts'

/** What a column of a task table holds, told by its heading alone: plans order, word and drop columns freely. */
export type Role = 'index' | 'content' | 'executing' | 'coordinating' | 'start' | 'deadline' | 'period' | 'other'

const vocabulary = new Set(
  'thang noi dung nhiem cong viec thuc hien phoi thoi gian hoan thanh tham trien khai chuong trinh hoat dong'.split(' '),
)

const roles: readonly (readonly [RegExp, Role])[] = [
  // "Nhiệm vụ và thời hạn": the deadline stands inside the content.
  [/(?:noi dung|nhiem vu|cong viec|hoat dong).*\b(?:va|,) (?:thoi (?:gian|han)|tien do)/, 'content'],
  [/^(?:tt|s\s*tt|stt|so tt|so thu tu|thu tu|so|dot|buoc)\.?$/, 'index'],
  [/^(?:ngay |thoi (?:gian|diem) )?(?:bat dau|khoi dong)$|^tu(?: ngay| thang)?$/, 'start'],
  [/^(?:den|ngay ket thuc|ket thuc)(?: ngay| thang)?$/, 'deadline'],
  [
    /thoi (?:gian|han|diem)|tien do(?! thuc hien (?:nhiem vu|cac))|^han\b|hoan thanh|ngay thang|^(?:ngay|thang|tuan|quy)(?: ?[/,-] ?(?:ngay|thang|tuan|quy|nam))*$/,
    'deadline',
  ],
  [/ghi chu|san pham|ket qua|kinh phi|muc tieu|lanh dao|nguoi theo doi|dia diem/, 'other'],
  // "Phân công thực hiện" over "Chủ trì" and "Phối hợp".
  [/^(?:phan cong|trach nhiem|(?:don vi|co quan|to chuc))(?: thuc hien)? (?:don vi |co quan )?phoi hop$/, 'coordinating'],
  [/noi dung|nhiem vu|cong viec|hoat dong|dau viec|muc cong tac/, 'content'],
  [
    /chu tri|(?:don vi|co quan|bo phan|nguoi|to chuc|ca nhan)(?:.*)(?:thuc hien|dam nhiem|phu trach|trach nhiem)|phan cong|^phu trach$|^thuc hien$|^chu tri|dang cai|dau moi(?! theo doi)/,
    'executing',
  ],
  [/phoi hop|tham muu|tham gia/, 'coordinating'],
  [/^(?:cac )?(?:don vi|co quan|bo phan)$/, 'executing'],
  [
    /^(?:ho so|bieu mau|mau bieu|can cu|chi tieu|bien phap|yeu cau|so luong|don vi tinh|hinh thuc|doi tuong|thanh phan|dau moi|theo doi|chu de|chu diem|noi (?:tiep )?nhan)\b/,
    'other',
  ],
]

const HEADING_CHARS_MAX = 60

export function roleOf(heading: string): Role | undefined {
  const bare = heading
    .replace(/[*_#|]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (bare === '' || bare.length > HEADING_CHARS_MAX) return undefined
  const plain = mend(fold(bare), vocabulary)
  for (const [form, role] of roles) if (form.test(plain)) return role
  return undefined
}

export type Column = { readonly heading: string; readonly role: Role }

/**
 * The columns of a heading row, or undefined when it is none: a task table says what is to be done and who does it or by when.
 * A row of data can name "nội dung" too, hence every short cell must be a heading.
 */
export function columnsOf(cells: readonly string[]): Column[] | undefined {
  const trimmed = [...cells]
  while (trimmed.length > 0 && trimmed.at(-1)?.trim() === '') trimmed.pop()
  // "2.2. Về tiến độ," before a wide space is a sentence, and no heading.
  if (trimmed.length < 2 || /^\s*\d/.test(trimmed[0] ?? '') || trimmed.some((cell) => /[,;]\s*$/.test(cell))) return undefined
  const found = withContent(trimmed.map(roleOf), trimmed)
  const unknown = found.filter((role) => role === undefined).length
  const columns = withoutPeriods(
    trimmed.map(
      (cell, i): Column => ({
        heading: cell
          .replace(/[*_]{2}/g, '')
          .replace(/\s+/g, ' ')
          .trim(),
        role: found[i] ?? 'other',
      }),
    ),
  )
  const known = new Set(columns.map((c) => c.role))
  const isTable = known.has('content') && (known.has('deadline') || known.has('executing'))
  return isTable && unknown <= 1 ? columns : undefined
}

/** Between who and when the one heading of an unknown name says what: "Việc cần làm". */
function withContent(found: (Role | undefined)[], cells: readonly string[]): (Role | undefined)[] {
  const at = found.indexOf(undefined)
  const isOnly = at >= 0 && found.lastIndexOf(undefined) === at && cells.length > 2 && /^\p{Lu}/u.test(cells[at]?.trim() ?? '')
  if (!isOnly || found.includes('content') || !found.includes('deadline') || !found.includes('executing')) return found
  return found.map((role, i) => (i === at && (cells[i]?.length ?? 0) <= HEADING_CHARS_MAX ? 'content' : role))
}

/** "Thời hạn cũ" beside "Thời hạn điều chỉnh": the new one holds. */
const formerly = /\b(?:cu|truoc day|ban dau|da giao|da ban hanh|truoc (?:khi )?(?:dieu chinh|sua doi))$/
const period = /^(?:thang|tuan|quy)$/
const ends = /hoan thanh|ket thuc|^han\b|thoi han|^den\b/

/** A column "Tháng" beside one of deadlines sorts the rows, and lends its month to days without one; of two others the one that says when it must be done holds. */
function withoutPeriods(columns: Column[]): Column[] {
  const deadlines = columns.filter(({ role }) => role === 'deadline')
  const former = deadlines.filter(({ heading }) => formerly.test(fold(heading)))
  if (former.length > 0 && former.length < deadlines.length)
    return withoutPeriods(columns.map((column) => (former.includes(column) ? { ...column, role: 'other' } : column)))
  const isPeriod = ({ heading, role }: Column) => role === 'deadline' && heading.length <= 5 && period.test(fold(heading))
  const ending = deadlines.filter(({ heading }) => ends.test(fold(heading)))
  if (deadlines.length > 1 && ending.length === 1)
    return columns.map((column) =>
      column.role === 'deadline' && column !== ending[0] ? { ...column, role: isPeriod(column) ? 'period' : 'other' } : column,
    )
  const hasDates = columns.some((column) => column.role === 'deadline' && !isPeriod(column))
  return hasDates ? columns.map((column) => (isPeriod(column) ? { ...column, role: 'period' } : column)) : columns
}
