/**
 * HTML in which nothing can be injected: whatever is put into an `html` template is escaped, unless an `html` template made it. Text is
 * brought into one form first, so that accents are whole and no invisible character turns the line round.
 */

export interface Html {
  readonly html: string
}

type Value = string | number | Html | readonly Html[]

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Controls, and the marks that reverse the direction of what follows (U+202A–202E, U+2066–2069, …): a name is not shown backwards. */
const INVISIBLE = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]+/gu

export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { html: parts.map((part, index) => (index === 0 ? part : `${write(values[index - 1] ?? '')}${part}`)).join('') }
}

function write(value: Value): string {
  if (typeof value === 'string' || typeof value === 'number') return escapeText(oneLine(String(value)))
  return 'html' in value ? value.html : value.map((item) => item.html).join('')
}

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}

/** One line, in composed form (NFC), without characters that cannot be seen. */
export function oneLine(text: string): string {
  return text.toWellFormed().normalize('NFC').replace(INVISIBLE, ' ').replace(/ {2,}/g, ' ').trim()
}

/** At most this many characters, cut between words where one ends near. */
export function shorten(text: string, charactersMax: number): string {
  const characters = [...oneLine(text)]
  if (characters.length <= charactersMax) return characters.join('')
  const cut = characters.slice(0, charactersMax - 1).join('')
  const space = cut.lastIndexOf(' ')
  return `${space > charactersMax * 0.6 ? cut.slice(0, space) : cut}…`
}
