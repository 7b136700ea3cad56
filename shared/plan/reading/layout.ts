/** A stretch of the text and where it begins. */
export type Placed = { readonly text: string; readonly start: number }

const row = /^\s*\|.*\|\s*$/
const rule = /^[|\s:+=-]+$/
const ofLayout = /nơi nhận|cộng h(?:òa|oà) xã hội|độc lập\s*[-–]|đảng cộng sản việt nam|\|[\s*]*(?:KT|TM|TL|TUQ)\./iu
const COLUMNS_MAX = 3

/**
 * Markdown has no columns, so converters set letterhead and signature in tables without rules on paper:
 *
 *     | SỞ Y TẾ<br>**BỆNH VIỆN ĐA KHOA** | **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**<br>**Độc lập - Tự do - Hạnh phúc** |
 *     | --- | --- |
 *     | Số: 12/KH-BV | *Hà Nội, ngày 05 tháng 02 năm 2026* |
 *
 * They become the lines of their cells, one column after the other; every other line stays as it stands.
 */
export function withoutLayout(lines: readonly Placed[]): Placed[] {
  const out: Placed[] = []
  let table: Placed[] = []
  const endTable = () => {
    out.push(...(isLayout(table) ? byColumns(table) : table))
    table = []
  }
  for (const line of lines) {
    if (row.test(line.text)) {
      table.push(line)
      continue
    }
    endTable()
    out.push(line)
  }
  endTable()
  return out
}

const bar = /\|/g
const lineBreak = /<br\s*\/?>/gi

const cellsOf = (table: readonly Placed[]) => table.filter(({ text }) => !rule.test(text)).map((line) => parted(line, bar).slice(1, -1))

function isLayout(table: readonly Placed[]): boolean {
  if (!table.some(({ text }) => ofLayout.test(text))) return false
  const [first, ...others] = cellsOf(table).map(({ length }) => length)
  return first !== undefined && first <= COLUMNS_MAX && others.every((count) => count === first)
}

function byColumns(table: readonly Placed[]): Placed[] {
  const rows = cellsOf(table)
  return (rows[0] ?? []).flatMap((_, column) =>
    rows.flatMap((cells) => cells.slice(column, column + 1)).flatMap((cell) => parted(cell, lineBreak)),
  )
}

/** What a mark parts, each with its place. */
export function parted({ text, start }: Placed, mark: RegExp): Placed[] {
  const out: Placed[] = []
  let from = 0
  for (const { index, 0: found } of text.matchAll(mark)) {
    out.push({ text: text.slice(from, index), start: start + from })
    from = index + found.length
  }
  return [...out, { text: text.slice(from), start: start + from }]
}
