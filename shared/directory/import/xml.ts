/** The little of XML that spreadsheets use: elements, attributes, text. No document types, so nothing to expand and nothing to fetch. */

export type XmlToken =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: Readonly<Record<string, string>>; readonly empty: boolean }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }

/** A name holds no `<`: were it let through, a file of nothing else would be read to its end from each of them. */
const tag = /<(\/?)([^\s/<>!?]+)((?:\s+[^\s=<>]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g
const attribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** Names without their prefixes. Comments and processing instructions are passed over as text outside of cells. */
export function* xmlTokens(xml: string): Generator<XmlToken> {
  if (/<!DOCTYPE|<!ENTITY|<!\[CDATA\[/.test(xml)) throw new Error('XML with a document type or CDATA')
  let at = 0
  for (const match of xml.matchAll(tag)) {
    const [whole, slash, name = '', attributes = '', empty] = match
    if (match.index > at) yield { kind: 'text', text: decoded(xml.slice(at, match.index)) }
    at = match.index + whole.length
    if (slash) yield { kind: 'close', name: localName(name) }
    else yield { kind: 'open', name: localName(name), attributes: attributesOf(attributes), empty: empty === '/' }
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [, name = '', double, single] of text.matchAll(attribute)) found[localName(name)] = decoded(double ?? single ?? '')
  return found
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decoded(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return entities[name] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
  })
}
