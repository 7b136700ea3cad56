/** In brackets a star is a footnote's. */
const stars = /(?<!\()\*+(?!\))/g
/** Only around words: a row of them is a blank to be filled in. */
const underscores = /(?<![_\p{L}\d])(__?)(?=[^\s_/])([^_]*[^\s_/])\1(?![_\p{L}\d])/gu

/** As a person reads it: a reading keeps every letter of its source, the marks for bold and italic too. */
export function withoutMarks(text: string): string {
  return text.replace(stars, '').replace(underscores, '$2')
}
