import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import fontkit from '@pdf-lib/fontkit'
import { PDFDocument, type PDFFont, type PDFPage } from 'pdf-lib'
import type { ModelRow, ModelTable, Part, PlanModel, Signers } from './model.ts'

/** `ruled`: cells have borders, rows are cut by the page, headings repeat. `aligned`: columns without a line. */
export type PdfLayout = 'ruled' | 'aligned'

const page = { width: 595, height: 842, left: 60, right: 545, top: 790, bottom: 60 }
const SIZE = 11
const LEADING = 14
const PADDING = 4
const shares: Readonly<Record<string, number>> = {
  index: 0.07,
  content: 0.38,
  executing: 0.2,
  coordinating: 0.17,
  deadline: 0.18,
  other: 0.12,
}

export async function asPdf(plan: PlanModel, layout: PdfLayout): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  pdf.registerFontkit(fontkit)
  const ttf = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSerifCondensed.ttf')
  const font = await pdf.embedFont(readFileSync(ttf), { subset: true })
  const setter = new Setter(pdf, font)
  setter.sideBySide(plan.letterhead.left, plan.letterhead.right)
  for (const line of plan.title) setter.centred(line)
  setter.parts(plan.body, layout, false)
  setter.sideBySide(plan.recipients, plan.signature)
  if (plan.appendix.length > 0) setter.newPage()
  setter.parts(plan.appendix, layout, true)
  setter.numberPages()
  return pdf.save()
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)

class Setter {
  readonly #pdf: PDFDocument
  readonly #font: PDFFont
  #page: PDFPage
  #y = page.top

  constructor(pdf: PDFDocument, font: PDFFont) {
    this.#pdf = pdf
    this.#font = font
    this.#page = pdf.addPage([page.width, page.height])
  }

  newPage(): void {
    this.#page = this.#pdf.addPage([page.width, page.height])
    this.#y = page.top
  }

  parts(parts: readonly Part[], layout: PdfLayout, isAppendix: boolean): void {
    for (const part of parts) {
      if ('table' in part) this.#table(part.table, layout)
      else if ('signers' in part) this.#signers(part.signers)
      else if (isAppendix) this.centred(part.paragraph)
      else this.#paragraph(part.paragraph)
      this.#y -= 4
    }
  }

  centred(text: string): void {
    for (const line of this.#wrap(text, page.right - page.left - 60)) {
      this.#line(line, (page.width - this.#font.widthOfTextAtSize(line, SIZE)) / 2)
      this.#y -= LEADING
    }
  }

  sideBySide(left: readonly string[], right: readonly string[]): void {
    const gap = 250
    const [a, b] = [left.flatMap((t) => this.#wrap(t, gap - 20)), right.flatMap((t) => this.#wrap(t, page.right - page.left - gap))]
    this.#room(Math.max(a.length, b.length) * LEADING)
    const top = this.#y
    a.forEach((line, i) => {
      this.#draw(line, page.left, top - i * LEADING)
    })
    b.forEach((line, i) => {
      this.#draw(line, page.left + gap, top + 2 - i * (LEADING + 3))
    })
    this.#y = top - Math.max(a.length, b.length) * (LEADING + 3) - LEADING
  }

  #signers(rows: Signers['signers']): void {
    this.#room(rows.length * LEADING)
    for (const [left, right] of rows) {
      this.#draw(left, page.left, this.#y)
      this.#draw(right, (page.left + page.right) / 2, this.#y)
      this.#y -= LEADING
    }
  }

  #paragraph(text: string): void {
    const indent = 28
    const lines = this.#wrap(text, page.right - page.left, indent)
    lines.forEach((line, i) => {
      this.#line(line, page.left + (i === 0 ? indent : 0))
      this.#y -= LEADING
    })
  }

  #table(table: ModelTable, layout: PdfLayout): void {
    const widths = this.#widths(table)
    const draw = (cells: readonly string[]) => {
      this.#row(cells, widths, layout, table.heading)
    }
    draw(table.heading)
    for (const row of table.rows) {
      if ('group' in row) this.#group(row, layout, table.heading, widths)
      else draw(row.cells)
    }
  }

  /** By what a column holds, but no column is narrower than its longest word. */
  #widths(table: ModelTable): number[] {
    const words = table.heading.map((heading, i) => [heading, ...table.rows.map((row) => ('cells' in row ? (row.cells[i] ?? '') : ''))])
    const least = words.map((texts) => {
      const longest = texts.flatMap((text) => text.split(' ')).map((word) => this.#font.widthOfTextAtSize(word, SIZE))
      return Math.max(...longest) + 2 * PADDING
    })
    const given = table.roles.map((role) => shares[role] ?? 0.1)
    const narrow = given.map((share, i) => (share / sum(given)) * (page.right - page.left) < (least[i] ?? 0))
    const free = page.right - page.left - sum(least.filter((_, i) => narrow[i]))
    const shared = sum(given.filter((_, i) => !narrow[i]))
    return given.map((share, i) => (narrow[i] ? (least[i] ?? 0) : (share / shared) * free))
  }

  #group(row: ModelRow & { group: string }, layout: PdfLayout, heading: readonly string[], widths: readonly number[]): void {
    this.#row([row.group], [widths.reduce((a, b) => a + b, 0)], layout, heading, widths)
  }

  /** A row that does not fit is cut: its lines go on under the repeated heading on the next page. */
  #row(cells: readonly string[], widths: readonly number[], layout: PdfLayout, heading: readonly string[], grid = widths): void {
    let rest = cells.map((text, i) => this.#wrap(text, (widths[i] ?? 0) - 2 * PADDING))
    for (;;) {
      const fits = Math.floor((this.#y - page.bottom) / LEADING)
      const needed = Math.max(...rest.map((lines) => lines.length), 1)
      const count = Math.min(needed, fits)
      if (count > 0)
        this.#drawRow(
          rest.map((lines) => lines.slice(0, count)),
          widths,
          count,
          layout,
        )
      rest = rest.map((lines) => lines.slice(Math.max(count, 0)))
      if (rest.every((lines) => lines.length === 0)) return
      this.newPage()
      const lines = heading.map((text, i) => this.#wrap(text, (grid[i] ?? 0) - 2 * PADDING))
      this.#drawRow(lines, grid, Math.max(...lines.map((l) => l.length)), layout)
    }
  }

  #drawRow(cells: readonly (readonly string[])[], widths: readonly number[], count: number, layout: PdfLayout): void {
    const [top, bottom] = [this.#y + LEADING - 3, this.#y - (count - 1) * LEADING - 4]
    let x = page.left
    const rule = (x0: number, y0: number, x1: number, y1: number) => {
      if (layout === 'ruled') this.#page.drawLine({ start: { x: x0, y: y0 }, end: { x: x1, y: y1 }, thickness: 0.5 })
    }
    const end = page.left + widths.reduce((a, b) => a + b, 0)
    rule(page.left, top, end, top)
    rule(page.left, bottom, end, bottom)
    rule(page.left, top, page.left, bottom)
    cells.forEach((lines, i) => {
      lines.forEach((line, at) => {
        this.#draw(line, x + PADDING, this.#y - at * LEADING)
      })
      x += widths[i] ?? 0
      rule(x, top, x, bottom)
    })
    this.#y = bottom - LEADING + 3
  }

  numberPages(): void {
    this.#pdf.getPages().forEach((one, i) => {
      if (i > 0) one.drawText(String(i + 1), { x: page.width / 2, y: 815, font: this.#font, size: SIZE })
    })
  }

  #line(text: string, x: number): void {
    this.#room(LEADING)
    this.#draw(text, x, this.#y)
  }

  #room(height: number): void {
    if (this.#y - height < page.bottom) this.newPage()
  }

  #draw(text: string, x: number, y: number): void {
    if (text !== '') this.#page.drawText(text, { x, y, font: this.#font, size: SIZE })
  }

  #wrap(text: string, width: number, indent = 0): string[] {
    const lines: string[] = []
    let line = ''
    for (const word of text.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`
      const room = width - (lines.length === 0 ? indent : 0)
      if (line !== '' && this.#font.widthOfTextAtSize(longer, SIZE) > room) {
        lines.push(line)
        line = word
      } else line = longer
    }
    return line === '' ? lines : [...lines, line]
  }
}
