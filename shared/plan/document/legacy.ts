/**
 * Before Unicode, Vietnamese was typed with fonts that draw "¹" as "ạ" (TCVN3) or "aï" as "ạ" (VNI). Capitals live in other fonts of
 * the same codes, so the text alone cannot be turned back faithfully; it is refused.
 */
const tcvn3 = /(?<=\p{L})[¸µ¶·¹¨¾»¼½©®ª«¬­¤¥¦§](?=\p{L}|\s)|®(?=\p{L})/gu
const vni = /[aeouyAEOUY](?:ø|ù|û|õ|ï|â|ê|å|é|è|ú|ü|ë|á|à|ä|ã|ö|ô)(?=[\p{L}\s])|ñ(?=[aeiouöô])/gu
const vietnamese = /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/gu

const SHARE_MAX = 0.02
const LETTERS_MIN = 200
/** In Vietnamese every fifth letter and more bears a mark that no other language uses. */
const VIETNAMESE_SHARE_MIN = 0.03

export function hasLegacyLetters(text: string): boolean {
  const sample = text.slice(0, 40_000)
  if (sample.length < LETTERS_MIN) return false
  const good = (sample.normalize('NFC').match(vietnamese) ?? []).length
  const odd = Math.max((sample.match(tcvn3) ?? []).length, (sample.match(vni) ?? []).length)
  return odd > sample.length * SHARE_MAX && odd > 2 * good
}

/** Recognised by an engine that knows no Vietnamese: scanners lay such a text below the picture of the page. */
export function hasNoVietnamese(text: string): boolean {
  const letters = (text.match(/\p{L}/gu) ?? []).length
  const own = (text.normalize('NFC').match(vietnamese) ?? []).length
  return letters >= LETTERS_MIN && own < letters * VIETNAMESE_SHARE_MIN
}
