import { SaxesParser } from 'saxes'
import { XML_DEPTH_MAX, XML_ELEMENTS_MAX } from '../limits.ts'
import { Unfit } from '../refuse.ts'

export type Element = {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Element[]
  /** Only of elements that hold nothing but text. */
  readonly text: string
}

type Open = { name: string; attributes: Record<string, string>; children: Element[]; text: string }

/** How letters look and where proofing tools have been: most of a Word file, and nothing of its text. */
const dropped = new Set(
  'rFonts b bCs i iCs u strike color sz szCs highlight shd lang spacing ind kern position proofErr bookmarkStart bookmarkEnd tcW tcBorders tcMar tblBorders tblLook tblCellMar gridCol noProof lastRenderedPageBreak keepNext keepLines widowControl snapToGrid rStyle tabs cantSplit trHeight hideMark latentStyles'
    .split(' ')
    .map((name) => `w:${name}`),
)
const noAttributes = {}

/** A part of a Word package as a tree. Entities of a DOCTYPE are not expanded (the parser knows only XML's own five). */
export function parseXml(bytes: Uint8Array): Element {
  const root: Open = { name: '', attributes: {}, children: [], text: '' }
  const open: Open[] = [root]
  let elements = 0
  let inDropped = 0
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (inDropped > 0 || dropped.has(name)) {
      inDropped++
      return
    }
    const bare = Object.keys(attributes).length === 0
    const element: Open = { name, attributes: bare ? noAttributes : attributes, children: [], text: '' }
    elements++
    if (elements > XML_ELEMENTS_MAX || open.length > XML_DEPTH_MAX)
      throw new Unfit('too-large', { limit: `${XML_ELEMENTS_MAX} thành phần` })
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('text', (text) => {
    const last = open.at(-1)
    if (last !== undefined && inDropped === 0 && last.children.length === 0) last.text += text
  })
  parser.on('closetag', () => {
    if (inDropped > 0) inDropped--
    else open.pop()
  })
  try {
    parser.write(new TextDecoder(encodingOf(bytes)).decode(bytes)).close()
  } catch (error) {
    if (error instanceof Unfit) throw error
    throw new Unfit('unreadable', {}, { cause: error })
  }
  return root
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
}

export function child(element: Element | undefined, ...path: readonly string[]): Element | undefined {
  let at = element
  for (const name of path) at = at?.children.find((one) => one.name === name)
  return at
}

export function value(element: Element | undefined, attribute = 'w:val'): string | undefined {
  return element?.attributes[attribute]
}

/** `<w:b/>` and `<w:b w:val="true"/>` are on. */
export function isOn(element: Element | undefined): boolean {
  return element !== undefined && !['0', 'false', 'off', 'none'].includes(value(element) ?? 'true')
}
