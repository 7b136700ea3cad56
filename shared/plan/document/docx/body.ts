import type { Cell, Grid, Row } from '../layout/grid.ts'
import type { Numbering } from './numbering.ts'
import type { Styles } from './styles.ts'
import { child, type Element, isOn, value } from './xml.ts'

export type Paragraph = { readonly kind: 'paragraph'; readonly text: string; readonly centred: boolean }
export type Block = Paragraph | { readonly kind: 'table'; readonly grid: Grid }

/** Deleted, moved away, or the second rendering of the same drawing: the accepted document does not show it. */
const gone = new Set([
  'w:del',
  'w:moveFrom',
  'mc:Fallback',
  'w:pPr',
  'w:rPr',
  'w:instrText',
  'w:delText',
  'w:footnoteReference',
  'w:endnoteReference',
])
const marks: Readonly<Record<string, string>> = { 'w:tab': '\t', 'w:ptab': '\t', 'w:br': '\n', 'w:cr': '\n', 'w:noBreakHyphen': '-' }

/** The body of a Word document, as printed: accepted changes, numbers of lists written out, notes and hidden text left away. */
export class Body {
  readonly #styles: Styles
  readonly #numbering: Numbering

  constructor(styles: Styles, numbering: Numbering) {
    this.#styles = styles
    this.#numbering = numbering
  }

  blocks(container: Element | undefined): Block[] {
    const out: Block[] = []
    let joined: { text: string; centred: boolean } | undefined
    for (const element of contentsOf(container)) {
      if (element.name === 'w:tbl') {
        const grid = this.#grid(element)
        if (grid.rows.length > 0) out.push({ kind: 'table', grid })
        continue
      }
      const boxes: Element[] = []
      const { text, centred, endDeleted } = this.#paragraph(element, boxes)
      const whole = joined === undefined ? { text, centred } : { text: joined.text + text, centred: joined.centred }
      joined = endDeleted ? whole : undefined
      if (!endDeleted) out.push({ kind: 'paragraph', ...whole })
      for (const box of boxes) out.push(...this.blocks(box))
    }
    if (joined !== undefined) out.push({ kind: 'paragraph', ...joined })
    return out
  }

  #paragraph(element: Element, boxes: Element[]): { text: string; centred: boolean; endDeleted: boolean } {
    const properties = child(element, 'w:pPr')
    const style = this.#styles.of(properties)
    const said = textOf(element, boxes)
    const text = style.caps === true ? said.toUpperCase() : said
    const mark = style.numId === undefined || style.numId === '0' ? undefined : this.#numbering.next(style.numId, style.level ?? 0)
    return {
      text: mark === undefined || mark === '' ? text : `${mark} ${text.trimStart()}`,
      centred: style.align === 'center',
      endDeleted: child(properties, 'w:rPr', 'w:del') !== undefined,
    }
  }

  #grid(table: Element): Grid {
    const rows: Row[] = []
    for (const row of contentsOf(table)) {
      if (row.name !== 'w:tr' || child(row, 'w:trPr', 'w:del') !== undefined) continue
      let at = Number(value(child(row, 'w:trPr', 'w:gridBefore')) ?? 0)
      const cells: Cell[] = []
      for (const cell of contentsOf(row)) {
        if (cell.name !== 'w:tc') continue
        const span = Math.max(1, Number(value(child(cell, 'w:tcPr', 'w:gridSpan')) ?? 1))
        const merge = child(cell, 'w:tcPr', 'w:vMerge')
        cells.push({ at, span, continues: merge !== undefined && value(merge) !== 'restart', lines: this.#cellLines(cell) })
        at += span
      }
      rows.push({ cells, repeats: isOn(child(row, 'w:trPr', 'w:tblHeader')) })
    }
    return { rows }
  }

  #cellLines(cell: Element): string[] {
    const lines: string[] = []
    for (const block of this.blocks(cell)) {
      if (block.kind === 'paragraph') lines.push(...block.text.split('\n'))
      else for (const row of block.grid.rows) for (const inner of row.cells) lines.push(...inner.lines)
    }
    return lines.map((line) => line.trim()).filter((line) => line !== '')
  }
}

/** Content controls, smart tags and insertions are transparent. */
const transparent = new Set(['w:sdt', 'w:sdtContent', 'w:ins', 'w:moveTo', 'w:customXml', 'w:smartTag'])
const blocks = new Set(['w:p', 'w:tbl', 'w:tr', 'w:tc'])

function* contentsOf(container: Element | undefined): Generator<Element> {
  for (const element of container?.children ?? []) {
    if (blocks.has(element.name)) yield element
    else if (transparent.has(element.name)) yield* contentsOf(element)
  }
}

function textOf(element: Element, boxes: Element[]): string {
  let text = ''
  for (const one of element.children) {
    if (gone.has(one.name)) continue
    if (one.name === 'w:t') text += one.text
    else if (one.name === 'w:txbxContent') boxes.push(one)
    else if (marks[one.name] !== undefined) text += marks[one.name]
    else if (one.name === 'w:r') text += runText(one, boxes)
    else text += textOf(one, boxes)
  }
  return text
}

function runText(run: Element, boxes: Element[]): string {
  const properties = child(run, 'w:rPr')
  if (isOn(child(properties, 'w:vanish'))) return ''
  const text = textOf(run, boxes)
  return isOn(child(properties, 'w:caps')) ? text.toUpperCase() : text
}
