import { expect, test } from 'vitest'
import type { Item, Page, Rule } from './page.ts'
import { pagesText } from './pages.ts'

const edges = [60, 90, 290, 400, 520]
const ROW_POINTS = 40
/** Further apart than two rules that merely miss each other. */
const THICK_POINTS = 3.3

/** A page with nothing but a ruled table, each rule drawn as a scan draws it: at every half point of its thickness. */
function scanned(rows: readonly (readonly string[])[]): Page {
  const bottom = 100 + rows.length * ROW_POINTS
  const downs = edges.flatMap((x) => drawn({ x0: x, x1: x, y0: 100, y1: bottom }, { x: 1, y: 0 }))
  const across = [...rows, []].flatMap((_, i) => {
    const y = 100 + i * ROW_POINTS
    return drawn({ x0: edges[0] ?? 0, x1: edges.at(-1) ?? 0, y0: y, y1: y }, { x: 0, y: 1 })
  })
  const items = rows.flatMap((cells, row) =>
    cells.flatMap((text, i): Item[] => {
      const x0 = (edges[i] ?? 0) + 8
      return text === '' ? [] : [{ text, x0, x1: x0 + text.length * 4, y: 100 + row * ROW_POINTS + 20, size: 10 }]
    }),
  )
  return { width: 595, height: 842, items, rules: [...downs, ...across] }
}

function drawn({ x0, x1, y0, y1 }: Rule, along: { x: number; y: number }): Rule[] {
  const steps = Array.from({ length: Math.ceil(THICK_POINTS / 0.5) + 1 }, (_, i) => i * 0.5)
  return steps.map((by) => ({ x0: x0 + by * along.x, x1: x1 + by * along.x, y0: y0 + by * along.y, y1: y1 + by * along.y }))
}

const heading = ['TT', 'Nội dung công việc', 'Đơn vị chủ trì', 'Thời hạn']

test('a thick rule of a scan parts two cells and is no column and no row of its own', () => {
  const page = scanned([heading, ['1', 'Ký giao ước thi đua', 'Nhóm Một', 'Tháng 3/2027'], ['2', 'Họp xét', 'Nhóm Hai', '20/5/2027']])
  expect(pagesText([page])).toBe(`${heading.join('\t')}\n1\tKý giao ước thi đua\tNhóm Một\tTháng 3/2027\n2\tHọp xét\tNhóm Hai\t20/5/2027\n`)
})

test('rows whose number recognition lost are counted on, also on the next page', () => {
  const first = scanned([heading, ['', 'Ký giao ước thi đua', 'Nhóm Một', 'Tháng 3/2027']])
  const next = scanned([
    ['', 'Họp xét', 'Nhóm Hai', '20/5/2027'],
    ['3', 'Trao thưởng', 'Nhóm Hai', '30/5/2027'],
  ])
  const lines = pagesText([first, next], { countRows: true }).split('\n')
  expect(lines.filter((line) => line.includes('\t')).slice(1)).toEqual([
    '1.\tKý giao ước thi đua\tNhóm Một\tTháng 3/2027',
    '2.\tHọp xét\tNhóm Hai\t20/5/2027',
    '3\tTrao thưởng\tNhóm Hai\t30/5/2027',
  ])
})
