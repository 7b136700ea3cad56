/**
 * The one check of a mail address. Narrower than RFC 5321 on purpose: what passes here is put into mail headers, CSV cells and
 * `mailto:` links, so quoted local parts, comments, addresses with names, non-ASCII and every control character are refused.
 */

/** RFC 5321 §4.5.3.1: 64 octets before the @; 254 is what fits a forward path of 256 with its brackets. */
export const LOCAL_PART_CHARACTERS_MAX = 64
export const EMAIL_CHARACTERS_MAX = 254

const localPart = /^[a-z0-9](?:[a-z0-9_%+-]|\.(?!\.))*$/i
const domainLabel = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i
const topLabel = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/i

export function isEmail(text: string): boolean {
  if (text.length > EMAIL_CHARACTERS_MAX) return false
  const at = text.indexOf('@')
  const local = text.slice(0, at)
  if (at < 1 || local.length > LOCAL_PART_CHARACTERS_MAX || local.endsWith('.') || !matchesWhole(localPart, local)) return false
  const labels = text.slice(at + 1).split('.')
  return labels.length >= 2 && labels.every((label) => matchesWhole(domainLabel, label)) && matchesWhole(topLabel, labels.at(-1) ?? '')
}

// `$` also matches before a final newline in other engines and flags; the length makes the intent unmistakable.
function matchesWhole(pattern: RegExp, text: string): boolean {
  return pattern.exec(text)?.[0].length === text.length
}

/** The form in which addresses are compared and stored: without surrounding blanks, domain in lower case. */
export function emailOf(text: string): string {
  const trimmed = text.trim()
  const at = trimmed.lastIndexOf('@')
  return at < 0 ? trimmed : trimmed.slice(0, at) + trimmed.slice(at).toLowerCase()
}
