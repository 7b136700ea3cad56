/** A file of rows before anything is known about them, its limits, and why a file or a cell is refused. */

export type Line = {
  /** As the user's spreadsheet counts: the header is row 1. */
  readonly row: number
  readonly cells: readonly string[]
}

export type Table = { readonly name?: string; readonly lines: readonly Line[] }

/** 5 MB hold about 40,000 units; a larger file is a mistake or an attack. */
export const IMPORT_BYTES_MAX = 5_000_000
/** What an XLSX of the most rows unpacks to, twice over. */
export const IMPORT_INFLATED_BYTES_MAX = 40_000_000
export const IMPORT_ROWS_MAX = 20_000
export const IMPORT_COLUMNS_MAX = 40
export const CELL_CHARACTERS_MAX = 1_000
export const NAME_CHARACTERS_MAX = 200
export const LIST_ENTRIES_MAX = 20

export type RefusalCode =
  | 'file-too-large'
  | 'file-not-utf8'
  | 'file-malformed'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'unknown-sheet'
  | 'missing-column'
  | 'repeated-column'
  | 'required'
  | 'too-long'
  | 'too-many-entries'
  | 'control-character'
  | 'formula'
  | 'bad-id'
  | 'bad-date'
  | 'period-reversed'
  | 'bad-email'
  | 'too-many-contacts'
  | 'bad-number'
  | 'unknown-type'
  | 'unknown-level'
  | 'unknown-group-kind'
  | 'unknown-role'
  | 'unknown-parent'
  | 'unknown-successor'
  | 'unknown-unit'
  | 'unknown-person'
  | 'ambiguous-name'
  | 'cycle'
  | 'duplicate'
  | 'conflicting-rows'
  | 'one-member'
  | 'other-row-refused'

export type Refusal = { readonly code: RefusalCode; readonly field: string; readonly value: string }

/** A whole file that cannot be read. */
export type FileRefusal = { readonly refused: Refusal }

export const fileRefused = (code: RefusalCode, value = ''): FileRefusal => ({ refused: { code, field: 'file', value: shown(value) } })

const SHOWN_CHARACTERS_MAX = 80

/** A value as it may stand in a report: short, on one line, without characters that change how the rest is shown. */
export function shown(value: string): string {
  const visible = value.replace(unsafeCharacters, '\ufffd')
  return visible.length > SHOWN_CHARACTERS_MAX ? `${visible.slice(0, SHOWN_CHARACTERS_MAX)}…` : visible
}

/**
 * Control characters, line and paragraph separators, invisible and direction-changing characters, lone surrogates: none belongs to a name,
 * and each has been used to break headers or to make one name look like another.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const unsafeCharacters = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Cs}/gu

export const hasUnsafeCharacter = (text: string): boolean => text.search(unsafeCharacters) >= 0
