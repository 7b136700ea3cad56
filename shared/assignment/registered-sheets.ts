/** Everybody registered for a task, as a workbook for Excel: the list the council reads, its sums, and what to look at first. */

import { remarkText } from '../award/remarks.vi.ts'
import type { Cell } from '../sheets/export.ts'
import { type SheetContent, xlsxOf } from '../sheets/workbook.ts'
import { awardName, byStanding, countsByAward, type Registration } from './registered.ts'
import { standingWords } from './standing.vi.ts'

const words = {
  list: 'Danh sách',
  sums: 'Tổng hợp',
  byUnit: 'Theo đơn vị',
  remarks: 'Cần xem lại',
  released: 'Không còn giao',
  ordinal: 'STT',
  unit: 'Đơn vị',
  name: 'Họ tên hoặc tên tập thể',
  position: 'Chức vụ',
  award: 'Danh hiệu, hình thức khen thưởng',
  written: 'Đơn vị ghi',
  kind: 'Loại',
  individual: 'cá nhân',
  collective: 'tập thể',
  individuals: 'Cá nhân',
  collectives: 'Tập thể',
  units: 'Số đơn vị',
  submittedAt: 'Nộp lúc',
  state: 'Tình trạng',
  total: 'Cộng',
  remark: 'Điều cần xem lại',
} as const

/** The list of one part; sums and remarks of all. Whom units have registered that are not asked any more is a list of its own, if there is any. */
export function registeredWorkbook(all: readonly Registration[], part = all): Uint8Array<ArrayBuffer> {
  const { asked: registrations } = byStanding(all)
  const { asked, released } = byStanding(part)
  const counts = countsByAward(registrations)
  return xlsxOf([
    listOf(words.list, asked),
    {
      name: words.sums,
      header: [words.award, words.individuals, words.collectives, words.units],
      rows: counts.map(({ award, individuals, collectives, units }): Cell[] => [award, individuals, collectives, units]),
    },
    {
      name: words.byUnit,
      header: [words.unit, ...counts.map(({ award }) => award), words.total],
      rows: registrations.map(({ unitName, nominees }): Cell[] => {
        const own = Map.groupBy(nominees, awardName)
        return [unitName, ...counts.map(({ award }) => own.get(award)?.length ?? null), nominees.length]
      }),
    },
    {
      name: words.remarks,
      header: [words.unit, words.remark],
      rows: registrations.flatMap(({ unitName, remarks }) => remarks.map((remark): Cell[] => [unitName, remarkText(remark)])),
    },
    ...(released.length === 0 ? [] : [listOf(words.released, released)]),
  ])
}

/** A row a nominee. */
function listOf(name: string, registrations: readonly Registration[]): SheetContent {
  const nominees = registrations.flatMap(({ nominees, ...registration }) =>
    nominees.map((nominee) => ({ ...registration, ...nominee, award: awardName(nominee), written: nominee.award })),
  )
  return {
    name,
    header: [words.ordinal, words.unit, words.name, words.position, words.award, words.written, words.kind, words.submittedAt, words.state],
    rows: nominees.map(({ unitName, name, position = '', award, written, kind, submittedAt, state, late }, at): Cell[] => [
      at + 1,
      unitName,
      name,
      position,
      award,
      // Only where it says something else.
      written === award ? null : written,
      words[kind],
      { instant: submittedAt },
      standingWords({ state, late }),
    ]),
  }
}
