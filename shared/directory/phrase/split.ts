/** A cell or an entry → its parts, without the marks of layout. */

export type Purpose = 'report' | 'know' | 'carry-out' | 'coordinate'

/** "(để b/c)": why the document is sent. */
const purposes: readonly (readonly [Purpose, RegExp])[] = [
  ['report', /\(\s*để\s*(?:b\s*\/\s*c|báo cáo)\s*\)/iu],
  ['know', /\(\s*để\s*(?:b|biết)\s*\)/iu],
  ['carry-out', /\(\s*để\s*(?:t\s*\/\s*h|thực hiện)\s*\)/iu],
  ['coordinate', /\(\s*để\s*(?:p\s*\/\s*h|phối hợp)\s*\)/iu],
]

export function purposeOf(phrase: string): { readonly text: string; readonly purpose?: Purpose } {
  const text = phrase.normalize('NFC')
  for (const [purpose, pattern] of purposes) if (pattern.test(text)) return { text: text.replace(pattern, ' '), purpose }
  return { text }
}

/**
 * Semicolons and bullets always separate; commas only where the grammar says so, see `readItems`. A line break may separate or only wrap: the
 * wrapped reading comes first, and the caller keeps the first that is understood in full.
 */
export function partitionsOf(text: string): readonly (readonly string[])[] {
  const plain = text.replace(/<[^<>]{0,40}>|\*+/g, ' ')
  const wrapped = partsOf(plain.replace(/([^\n;])\s*\n(?!\s*[-–•+]\s)/g, '$1 '))
  const lines = partsOf(plain)
  return wrapped.join('\n') === lines.join('\n') ? [lines] : [wrapped, lines]
}

function partsOf(text: string): string[] {
  return text
    .split(/;|\r?\n|(?<=^|[.:,]\s*)\s*[-–•+]\s+/u)
    .map((part) => part.replace(/^[\s\-–•+]+|[\s.,:;/]+$/gu, ''))
    .filter((part) => part !== '')
}

/** The last entry of every list: "Lưu: VT, VP (3)". */
export function archiveOf(part: string): { readonly codes: readonly string[]; readonly copies?: number } | undefined {
  const found =
    /^(?:[Ll][ưu]u|LƯU)(?:\s*:\s*|\s+|$)(\p{Lu}[\p{Lu}&-]{0,11}(?:\s*,\s*\p{Lu}[\p{Lu}&-]{0,11})*)?\s*(?:\(\s*(\d{0,3})[^)]*\)?)?$/u.exec(
      part,
    )
  if (!found) return undefined
  const codes = (found[1] ?? '').split(',').flatMap((code) => code.trim() || [])
  return { codes, ...(found[2] ? { copies: Number(found[2]) } : {}) }
}
