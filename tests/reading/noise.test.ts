import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fold } from '../../shared/plan/reading/fold.ts'
import { type Due, type PlanReading, readPlan, type Task } from '../../shared/plan/reading/index.ts'
import { isDrawn } from './formats/compare.ts'
import { breakLines, doubleHeadings, dropColumn, misreadMarks, moveColumns, type Random, randomFrom, shiftYears } from './noise.ts'

/** Plans to damage: the project's own, and the issued ones where they are beside it. */
const corpus = join(import.meta.dirname, 'corpus')
const seeds = join(import.meta.dirname, '../../../shared/seeds')
const load = (folder: string, names: readonly string[]) => names.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
/** Drawn, or with a cell on each line, a table says by its lines which cell is which: broken, it tells nobody. */
const tellsByLines = (text: string) => isDrawn(text) || /^S?TT$/m.test(text)
/** A plan's seeds go by its place: a new one is named here, behind those that are in order of their names. */
const latest = [
  'cong-doan-nganh-2022.txt',
  'cong-ty-mia-duong-2027.txt',
  'dang-uy-xa-2025.txt',
  'thcs-2023.txt',
  'cong-an-tinh-2019.txt',
  'cum-tieu-hoc-2025.txt',
  'dai-hoc-ngoai-ngu-2018.txt',
  'hoi-phu-nu-phuong-2027.txt',
  'lien-tich-gddt-cdgd-2013.txt',
  'ubnd-dac-khu-2028.txt',
  'pgd-o-gop-2019.txt',
  'phuong-truong-hoc-2025.txt',
  'so-giai-doan-2023.txt',
  'so-ho-so-2024.txt',
  'so-nam-2022.txt',
  'trung-cap-thang-2025.txt',
  'benh-vien-markdown-2026.txt',
  'ldld-khong-phu-luc-2026.txt',
  'thcs-hai-nguoi-ky-2026.txt',
  'ubnd-phuong-tabs-2026.txt',
  'pgd-ban-dien-tu-2026.txt',
  'benh-vien-lich-2024.txt',
  'bo-tai-nguyen-2024.txt',
  'dai-hoc-hai-cot-2026.txt',
  'hoi-dong-quan-cuoc-thi-2021.txt',
  'kho-bac-2024.txt',
  'so-noi-dung-trong-bai-2025.txt',
  'tap-doan-thang-2025.txt',
  'thpt-phan-cong-2024.txt',
  'toa-an-tinh-2022.txt',
  'ubnd-huyen-phu-luc-2023.txt',
  'ubnd-tinh-trang-mang-2022.txt',
  'xa-danh-muc-2026.txt',
  'doan-thanh-nien-truong-2025.txt',
  'hoi-nong-dan-2025.txt',
  'so-tu-phap-2023.txt',
  'tieu-hoc-dot-2026.txt',
  'vien-nghien-cuu-2026.txt',
  'xa-bang-gop-2026.txt',
]
/** Line breaks cut its rows in cells that damage takes out of whole lines only. */
const cutAlready = 'cong-an-tinh-2019.txt'
const texts = readdirSync(join(corpus, 'plans')).filter(
  (name) => name.endsWith('.txt') && !tellsByLines(readFileSync(join(corpus, 'plans', name), 'utf8')),
)
const own = [...texts.filter((name) => !latest.includes(name)), ...latest]
const plans = [
  ...load(corpus, ['xa-2025.txt', 'tabs-2024.txt']),
  ...load(join(corpus, 'plans'), own.slice(0, -latest.length)),
  ...(existsSync(seeds) ? load(seeds, readdirSync(seeds).sort()) : []),
  ...load(join(corpus, 'plans'), latest),
]

const wanted = plans.map(({ text }) => readPlan(text).tasks)

const ROUNDS = 7
const RIGHT_SHARE_MIN = 0.99

type Damage = {
  readonly name: string
  /** Damage that takes no chance is the same each time, and is done once. */
  readonly do: (text: string, random: Random) => string
  readonly without?: 'deadline' | 'coordinating'
}

const damages: readonly Damage[] = [
  { name: 'marks misread on 2 % of the letters', do: (t, r) => misreadMarks(t, r) },
  { name: 'broken lines', do: (t, r) => breakLines(t, r) },
  { name: 'doubled headings', do: doubleHeadings },
  { name: 'columns in another order', do: (t, r) => moveColumns(t, r, true) },
  { name: 'columns in another order, the number too', do: (t, r) => moveColumns(t, r, false) },
  { name: 'no coordinating column', do: (t) => dropColumn(t, /phối hợp/), without: 'coordinating' },
  { name: 'no number column', do: (t) => dropColumn(t, /^S?TT/) },
  { name: 'no deadline column', do: (t) => dropColumn(t, /^Thời/), without: 'deadline' },
  { name: 'all but lost columns at once', do: (t, r) => misreadMarks(breakLines(doubleHeadings(moveColumns(t, r, true), r), r), r) },
]

const same = (a: string | null | undefined, b: string | null | undefined) => plain(a) === plain(b)
const plain = (text: string | null | undefined) => fold(text ?? '').replace(/\s+/g, ' ')
const dates = ({ kind, from, to, amount, rrule }: Due) => JSON.stringify([kind, from, to, amount, rrule])

/** A table of dates and works numbers nothing: its rows are counted, and one that is lost moves those behind it. */
const numbersRows = (text: string) => !/^Thời gian\t/m.test(text)

function rowIsRight(got: Task | undefined, want: Task, without: Damage['without'], isNumbered: boolean): boolean {
  if (got === undefined) return false
  // Parts of a row are numbered by their row, which a table without its number column no longer tells.
  if (isNumbered && got.tt !== want.tt && !(got.sub === undefined && want.sub !== undefined)) return false
  const cells = same(got.content, want.content) && same(got.executingText, want.executingText)
  return cells && (without === 'coordinating' || same(got.coordinatingText, want.coordinatingText))
}

/** A finding that makes the officer look at this row, or at the table as a whole. */
function isWarned(read: PlanReading, tt: number): boolean {
  const aboutRow = ['row-uneven', 'row-numbers', 'deadline-not-read', 'deadline-missing', 'deadline-year-inferred', 'executor-missing']
  const aboutTable = ['row-numbers', 'text-outside-rows', 'column-missing', 'part-missing']
  return read.findings.some((f) => (f.task === tt && aboutRow.includes(f.code)) || aboutTable.includes(f.code))
}

describe('a damaged plan', () => {
  test.each(damages)('$name: rows and deadlines stay right, and none is wrong without a finding', (damage) => {
    let fields = 0
    let wrong = 0
    const silent: string[] = []
    plans.forEach(({ name, text }, p) => {
      const want = wanted[p] ?? []
      const isNumbered = numbersRows(text)
      if (name === cutAlready && damage.do.length === 1) return
      // Rows divided into parts are told from their headings by the numbers alone.
      if (damage.name === 'no number column' && want.some((task) => task.sub !== undefined)) return
      for (let round = 0; round < (damage.do.length > 1 ? ROUNDS : 1); round++) {
        const seed = round * 1000 + p
        const read = readPlan(damage.do(text, randomFrom(seed)))
        wrong += Math.max(0, read.tasks.length - want.length)
        want.forEach((task, i) => {
          const got = isNumbered ? read.tasks[i] : (read.tasks.find(({ content }) => same(content, task.content)) ?? read.tasks[i])
          const row = rowIsRight(got, task, damage.without, isNumbered)
          const due = damage.without === 'deadline' || (got !== undefined && dates(got.due) === dates(task.due))
          fields += 2
          wrong += (row ? 0 : 1) + (due ? 0 : 1)
          if ((!row || !due) && !isWarned(read, task.tt)) silent.push(`${name}, seed ${seed}, row ${task.tt}`)
        })
      }
    })
    expect(silent).toEqual([])
    expect(1 - wrong / fields).toBeGreaterThanOrEqual(RIGHT_SHARE_MIN)
  })

  test('moved by years keeps every deadline at the same day and month', () => {
    for (const { text } of plans) {
      const want = readPlan(text).tasks
      for (const by of [3, 8, 12]) {
        const got = readPlan(shiftYears(text, by)).tasks
        expect(got.map((t) => (t.due.to ?? '').slice(0, 7))).toEqual(want.map((t) => shiftYears(t.due.to ?? '', by).slice(0, 7)))
      }
    }
  })

  test('any scrap of it is read without a fault, and twice the same', () => {
    for (const [p, { text }] of plans.entries()) {
      const random = randomFrom(p)
      for (let round = 0; round < 8; round++) {
        const from = Math.floor(random() * text.length)
        const scrap = text.slice(from, from + Math.floor(random() * 6000))
        expect(readPlan(scrap)).toEqual(readPlan(scrap))
      }
    }
  })
})
