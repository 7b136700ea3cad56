import { child, type Element, isOn, value } from './xml.ts'

/** What of a paragraph's style shows in its text. */
export type ParagraphStyle = { readonly numId?: string; readonly level?: number; readonly align?: string; readonly caps?: boolean }

const BASIS_DEPTH_MAX = 12

export class Styles {
  readonly #styles = new Map<string, { readonly own: ParagraphStyle; readonly basedOn?: string }>()

  constructor(part: Element | undefined) {
    for (const style of child(part, 'w:styles')?.children ?? []) {
      if (style.name !== 'w:style' || value(style, 'w:type') !== 'paragraph') continue
      const basedOn = value(child(style, 'w:basedOn'))
      const own = { ...propertiesOf(child(style, 'w:pPr')), ...capsOf(child(style, 'w:rPr')) }
      this.#styles.set(value(style, 'w:styleId') ?? '', { own, ...(basedOn === undefined ? {} : { basedOn }) })
    }
  }

  /** A paragraph's own properties over those of its style and of the styles that one is based on. */
  of(properties: Element | undefined): ParagraphStyle {
    const chain: ParagraphStyle[] = [propertiesOf(properties)]
    let name = value(child(properties, 'w:pStyle'))
    for (let depth = 0; name !== undefined && depth < BASIS_DEPTH_MAX; depth++) {
      const style = this.#styles.get(name)
      if (style === undefined) break
      chain.push(style.own)
      name = style.basedOn
    }
    return Object.assign({}, ...chain.reverse())
  }
}

function propertiesOf(properties: Element | undefined): ParagraphStyle {
  const numId = value(child(properties, 'w:numPr', 'w:numId'))
  const level = value(child(properties, 'w:numPr', 'w:ilvl'))
  const align = value(child(properties, 'w:jc'))
  return {
    ...(numId === undefined ? {} : { numId }),
    ...(level === undefined ? {} : { level: Number(level) }),
    ...(align === undefined ? {} : { align }),
  }
}

function capsOf(run: Element | undefined): ParagraphStyle {
  const caps = child(run, 'w:caps')
  return caps === undefined ? {} : { caps: isOn(caps) }
}
