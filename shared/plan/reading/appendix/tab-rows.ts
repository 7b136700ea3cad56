import { fold } from '../fold.ts'
import { join, nothing, type Piece } from '../lines.ts'
import { type Aligned, align, looksLikeDeadline, opensDate } from './align.ts'
import type { Column, Role } from './columns.ts'
import { type Group, groupOf, monthOfGroup } from './groups.ts'
import { numberOf, type RawRow, subMarkOf } from './rows.ts'

/** What stands around a line: a blank one above, numbered rows below, the rest of its cell right below; columns without a rule above. */
export type Around = {
  readonly blankBefore: boolean
  readonly more: boolean
  readonly goesOn: boolean
  readonly unruled?: ReadonlySet<number>
}

type Open = { pieces: Piece[]; rest: Piece[] | null; parts: string[][]; cut: boolean; unruled: ReadonlySet<number> | undefined }

/** Goes on with a broken line: its first piece belongs to the last cell. */
const append = (pieces: readonly Piece[], more: readonly Piece[]) => [
  ...pieces.slice(0, -1),
  join(pieces.at(-1) ?? nothing, more[0] ?? nothing),
  ...more.slice(1),
]

const REST_CHARS_MAX = 300
/** "2. Kinh phí", "III. TỔ CHỨC THỰC HIỆN" below the last row. */
const bodyHeading = /^(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[A-H])\s*[.)/:]\s*\p{Lu}/u

/** The rest of a deadline: an open bracket, a number or small letter to start with, or a beginning that does not read by itself. */
function finishesDeadline(last: Piece, rest: Piece): boolean {
  const open = last.text.split('(').length > last.text.split(')').length
  if (open || /^[\p{Ll}\d(]/u.test(rest.text)) return true
  return last.text !== '' && !looksLikeDeadline(last.text) && looksLikeDeadline(join(last, rest).text)
}

/** A cell that ends in the kind of a body without its name: "Phòng", "Hội đồng". */
const unfinished = /(?:^|[,;]\s*)(?:Các|Phòng|Sở|Ban|Trường|Hội đồng|Tổ|Khối|Cụm|UBND|Công đoàn|Trung tâm|Văn phòng|Đoàn)$/u

/** "(1) (2) (3) (4)" below the heading names the columns and is no task. */
const countsColumns = (cells: readonly Piece[]) =>
  cells.length > 2 && cells.every(({ text }, i) => text.replace(/^\(?(\d{1,2})\)?\.?$/, '$1') === String(i + 1))

/** Puts the lines of a tab table together into rows. */
export class TabRows {
  readonly rows: RawRow[] = []
  readonly strays: Piece[] = []
  #open: Open | null = null
  /** The beginning of a row that a line break cut before its number. */
  #lead: Piece = nothing
  #quarter: string | null = null
  #quarterAt: Piece | undefined
  #section: string | null = null
  /** The number of the row whose parts follow under "a)", "b)". */
  #parent: number | null = null
  readonly #columns: readonly Column[]
  readonly #indexAt: number

  constructor(columns: readonly Column[]) {
    this.#columns = columns
    this.#indexAt = columns.findIndex((c) => c.role === 'index')
  }

  /** The number of the row last begun. */
  get lastNumber(): number | null {
    return numberOf(this.#open?.pieces[Math.max(this.#indexAt, 0)]?.text ?? '') ?? this.rows.at(-1)?.tt ?? null
  }

  /** False when the line shows that the table is over. */
  take(cells: readonly Piece[], around: Around): boolean {
    if (this.rows.length === 0 && this.#open === null && countsColumns(cells)) return true
    const group = groupOf(cells.map((c) => c.text)) ?? this.#groupInWords(cells)
    if (group !== undefined && (this.#open === null || this.#isWhole())) {
      this.close()
      if (group.kind === 'quarter') {
        this.#quarter = group.text
        this.#quarterAt = cells.find((c) => c.text !== '')
      } else if (this.#section === null && this.rows.at(-1)?.quarter === this.#quarter) this.#leaveQuarter()
      this.#section = group.kind === 'section' ? group.text : null
      return true
    }
    if (this.#isLead(cells, around)) {
      this.#lead = cells[0] ?? nothing
      return true
    }
    return this.#takeLine(this.#lead === nothing ? cells : append([this.#lead], cells), around)
  }

  /** A heading below rows of a quarter, and not right below that of the quarter, stands beside it. */
  #leaveQuarter(): void {
    this.#quarter = null
    this.#quarterAt = undefined
  }

  /** "Công việc thường xuyên" where a number belongs, or alone in a row of a table without numbers. */
  #groupInWords(cells: readonly Piece[]): Group | undefined {
    const text = cells[0]?.text ?? ''
    const leads = this.#indexAt === 0 || (this.#indexAt < 0 && this.#columns[0]?.role === 'content' && this.#columns.length > 3)
    const isAlone = leads && cells.length >= this.#columns.length && cells.every((cell, i) => i === 0 || cell.text === '')
    return isAlone && /^\p{Lu}\p{L}*\s+\p{L}/u.test(text) ? { kind: 'section', text } : undefined
  }

  /** "Tuần" / "3 tháng 5/2026 | 10 | …": where dates lead, one cut by a line break belongs to the row below. */
  #isLead(cells: readonly Piece[], around: Around): boolean {
    const leads = this.#indexAt !== 0 && this.#columns[0]?.role === 'deadline' && cells.length === 1 && around.more
    return leads && (this.#open === null || this.#isWhole()) && opensDate.test(cells[0]?.text ?? '')
  }

  #takeLine(cells: readonly Piece[], around: Around): boolean {
    this.#lead = nothing
    if (this.#startsRow(cells) || this.#startsBroken(cells, around)) {
      this.close(this.#isPart(cells))
      this.#open = { pieces: [...cells], rest: null, parts: [cells.map((c) => c.text)], cut: false, unruled: around.unruled }
      return true
    }
    return this.#continueRow(cells, around)
  }

  #startsRow(cells: readonly Piece[]): boolean {
    if (this.#isPart(cells)) return this.#open === null || this.#isWhole() || this.#headsParts(cells)
    if (this.#indexAt === 0) return cells.length > 1 && this.#isNextNumber(numberOf(cells[0]?.text ?? ''))
    if (this.#indexAt > 0) return this.#startsNumbered(cells)
    if (this.#isRestOfRow(cells)) return false
    if (this.#opensWithDeadline(cells) || this.#sharesDeadline(cells)) return true
    return (
      cells.length >= this.#columns.length &&
      (this.#open === null || this.#isWhole()) &&
      cells.every((c, i) => c.text !== '' || this.#columns[i]?.role !== 'content')
    )
  }

  #isPart(cells: readonly Piece[]): boolean {
    return this.#indexAt >= 0 && cells.length > Math.max(1, this.#indexAt) && subMarkOf(cells[this.#indexAt]?.text ?? '') !== null
  }

  /** "1 | Phát động thi đua" with nothing behind it, above a whole row "a | … | …". */
  #headsParts(part: readonly Piece[]): boolean {
    const onlyNamed = this.#open !== null && this.#open.rest === null && this.#open.pieces.length <= this.#indexAt + 2
    return onlyNamed && part.length >= this.#columns.length - 1 && numberOf(this.#open?.pieces[this.#indexAt]?.text ?? '') !== null
  }

  /** A table led by its dates: a date alone starts a row, also one that a line break cut. */
  #opensWithDeadline(cells: readonly Piece[]): boolean {
    const text = cells[0]?.text ?? ''
    const isBare = /^(?:thang|ngay)$/.test(fold(this.#columns[0]?.heading ?? '')) && /^\d{1,2}(?!\d)/.test(text)
    const dated = looksLikeDeadline(text) || opensDate.test(text) || isBare
    const led = this.#columns[0]?.role === 'deadline' && cells.length > 1 && dated
    return led && (this.#open === null || this.#isWhole())
  }

  /** A date set once over several rows: the next one leaves its cell empty and says in capitals of its own what is done and by whom. */
  #sharesDeadline(cells: readonly Piece[]): boolean {
    if (this.#columns[0]?.role !== 'deadline' || cells[0]?.text !== '' || !this.#isWhole()) return false
    const told = cells.filter((cell, i) => cell.text !== '' && ['content', 'executing'].includes(this.#columns[i]?.role ?? ''))
    // A line break may have cut it behind what is done.
    const isCut = cells.length < this.#columns.length
    return told.length > (isCut ? 0 : 1) && told.every(({ text }) => /^[\p{Lu}"“]/u.test(text))
  }

  /** With the number in a later column a short line starts a row only when its number is the next. */
  #startsNumbered(cells: readonly Piece[]): boolean {
    const number = numberOf(cells[this.#indexAt]?.text ?? '')
    if (number === null || cells.length >= this.#columns.length) return number !== null
    if (this.#open === null) return true
    return this.#isWhole() && number === (numberOf(this.#open.pieces[this.#indexAt]?.text ?? '') ?? -1) + 1
  }

  /** In the middle of a row only the very next number starts a new one: "số 9, 10," may break before its 11. */
  #isNextNumber(number: number | null): boolean {
    if (number === null || this.#open === null || this.#isWhole()) return number !== null
    return number === (numberOf(this.#open.pieces[0]?.text ?? '') ?? 0) + 1
  }

  /** Without numbers a row cut by the page shows only by a deadline that reads together with the one above, and not alone. */
  #isRestOfRow(cells: readonly Piece[]): boolean {
    const at = this.#columns.findIndex((c) => c.role === 'deadline')
    const content = cells[this.#columns.findIndex((c) => c.role === 'content')]?.text ?? ''
    const rest = cells[at]
    const above = this.#open?.pieces[at]
    if (rest === undefined || above === undefined || !/^[\p{Ll}(]/u.test(content)) return false
    if (rest.text === '') return true
    const eachReads = !/[,;–-]$/.test(above.text) && looksLikeDeadline(rest.text) && (above.text === '' || looksLikeDeadline(above.text))
    return !eachReads && looksLikeDeadline(join(above, rest).text)
  }

  /** Without numbers, a line too short for a row that stands where one ends is the beginning of the next, cut by a line break. */
  #startsBroken(cells: readonly Piece[], around: Around): boolean {
    if (this.#indexAt >= 0 || this.#columns[0]?.role !== 'content' || cells.length >= this.#columns.length) return false
    if (!/^\p{Lu}/u.test(cells[0]?.text ?? '') || (this.#open !== null && !this.#endsWithDeadline(this.#open, cells))) return false
    return cells.length > 1 || (around.goesOn && (this.#open !== null || this.rows.length > 0))
  }

  #endsWithDeadline(open: Open, next: readonly Piece[]): boolean {
    const last = open.pieces.at(-1) ?? nothing
    const isDeadline = this.#columns.at(-1)?.role === 'deadline'
    return this.#isWhole() && isDeadline && looksLikeDeadline(last.text) && !finishesDeadline(last, next[0] ?? nothing)
  }

  #isWhole(): boolean {
    return this.#open !== null && this.#open.pieces.length >= this.#columns.length
  }

  #continueRow(cells: readonly Piece[], around: Around): boolean {
    const open = this.#open
    if (open === null) {
      if (around.more || this.rows.length === 0 || cells.length > 1) this.strays.push(...cells.filter((c) => c.text !== ''))
      return cells.length > 1 || this.rows.length === 0
    }
    if (open.rest !== null) return this.#takeRest(open, append(open.rest, cells))
    if (!this.#isWhole()) {
      open.pieces = append(open.pieces, cells)
      return true
    }
    if (cells.length > 1 && (cells[0]?.text === '' || cells.length >= this.#columns.length - 1)) return this.#takeRest(open, [...cells])
    return this.#appendToLast(open, cells, around)
  }

  /** The rest of a row can itself be broken over lines; it is joined when it has a cell per column. */
  #takeRest(open: Open, rest: Piece[]): boolean {
    open.rest = rest.length >= this.#columns.length ? null : rest
    if (open.rest === null) this.#joinFragment(open, rest)
    return true
  }

  /** The rest of a row on the next page, with its own empty number cell. */
  #joinFragment(open: Open, cells: readonly Piece[]): void {
    open.pieces = open.pieces.map((piece, i) => join(piece, cells[i] ?? nothing))
    open.parts.push(cells.map((c) => c.text))
    open.cut = true
  }

  /** A line without tabs right below a whole row goes on with its last cell; after a blank line, or in capitals, it is none of the row. */
  #appendToLast(open: Open, cells: readonly Piece[], around: Around): boolean {
    const rest = cells[0] ?? nothing
    const last = open.pieces.at(-1) ?? nothing
    const isDeadline = this.#columns[open.pieces.length - 1]?.role === 'deadline'
    const goesOn = isDeadline
      ? finishesDeadline(last, rest)
      : around.more ||
        /[,;–-]$/.test(last.text) ||
        unfinished.test(last.text) ||
        rest.text !== rest.text.toUpperCase() ||
        /^[\d(]/.test(rest.text)
    const opensText = !around.more && bodyHeading.test(rest.text)
    const belongs = cells.length === 1 && !around.blankBefore && !opensText && rest.text.length <= REST_CHARS_MAX && goesOn
    if (belongs) open.pieces[open.pieces.length - 1] = join(last, rest)
    else {
      this.close()
      // The first line that no row follows is the text below the table.
      if (around.more || cells.length > 1) this.strays.push(rest)
    }
    return belongs || cells.length > 1
  }

  /** A numbered row that only names what its parts do is their heading. */
  close(partFollows = false): void {
    if (this.#lead !== nothing) this.strays.push(this.#lead)
    this.#lead = nothing
    const open = this.#open
    this.#open = null
    if (open === null) return
    if (open.rest !== null) this.#joinFragment(open, open.rest)
    const { cells, uneven } = this.#withSharedDeadline(align(this.#withMerged(open), this.#columns))
    const content = cells.content?.text ?? ''
    if (content === '' && (cells.deadline?.text ?? '') === '') return
    const tt = cells.index === undefined ? null : numberOf(cells.index.text)
    const sub = cells.index === undefined ? null : subMarkOf(cells.index.text)
    if (tt !== null) this.#parent = tt
    if (partFollows && tt !== null && Object.entries(cells).every(([role, c]) => role === 'index' || role === 'content' || c.text === ''))
      return
    const fragments = open.cut ? open.parts.map((part) => this.#taskCells(part)) : null
    const part = sub === null ? {} : { sub }
    this.rows.push({
      tt: tt ?? (sub === null ? null : this.#parent),
      ...part,
      quarter: this.#quarter,
      ...(this.#quarterAt === undefined ? {} : { quarterAt: this.#quarterAt }),
      section: this.#section,
      cells,
      fragments,
      uneven,
    })
  }

  /** Where no rule parts a cell from the one above, they are one. */
  #withMerged({ pieces, unruled }: Open): readonly Piece[] {
    const above = this.rows.at(-1)?.cells
    if (unruled === undefined || above === undefined || pieces.length !== this.#columns.length) return pieces
    return pieces.map((piece, i) => (piece.text === '' && unruled.has(i) ? (above[this.#columns[i]?.role ?? 'other'] ?? piece) : piece))
  }

  /** Where dates lead, the one above holds for a row that leaves its cell empty, and the officer is asked; below a month's heading, the month does. */
  #withSharedDeadline({ cells, uneven }: Aligned): Aligned {
    const above = this.rows.at(-1)?.cells.deadline
    const leads = this.#columns[0]?.role === 'deadline' || (this.#indexAt === 0 && this.#columns[1]?.role === 'deadline')
    const isLed = leads && (cells.executing?.text ?? '') !== '' && monthOfGroup(this.#section ?? this.#quarter ?? '') === null
    const shares = isLed && cells.deadline?.text === '' && above !== undefined && above.text !== ''
    return shares ? { cells: { ...cells, deadline: above }, uneven: true } : { cells, uneven }
  }

  #taskCells(part: readonly string[]): string[] {
    const order: readonly Role[] = ['content', 'executing', 'coordinating', 'deadline']
    return order.flatMap((role) => {
      const at = this.#columns.findIndex((c) => c.role === role)
      return at < 0 ? [] : [part[at] ?? '']
    })
  }
}
