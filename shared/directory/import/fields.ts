/** Cells → values. Each reader notes why it refuses and goes on, so that a row reports all its faults at once. */

import { startsLikeFormula } from '../../sheets/export.ts'
import { emailOf, isEmail } from '../contact.ts'
import type { IsoDate } from '../model.ts'
import { lettersOf, type SheetRow } from './sheet.ts'
import {
  CELL_CHARACTERS_MAX,
  hasUnsafeCharacter,
  LIST_ENTRIES_MAX,
  NAME_CHARACTERS_MAX,
  type Refusal,
  type RefusalCode,
  shown,
} from './table.ts'

export type RowReader = {
  readonly row: number
  readonly refusals: readonly Refusal[]
  refuse(code: RefusalCode, field: string, value: string): void
  has(field: string): boolean
  /** '' where the cell is empty, absent or refused. */
  text(field: string, charactersMax?: number): string
  requiredText(field: string, charactersMax?: number): string
  date(field: string): IsoDate | undefined
  requiredDate(field: string): IsoDate
  list(field: string): readonly string[]
  emails(field: string): readonly string[]
  code<Code extends string>(field: string, labels: Readonly<Record<Code, readonly string[]>>, refusal: RefusalCode): Code | undefined
}

export function readerOf({ row, cells }: SheetRow): RowReader {
  const refusals: Refusal[] = []
  const refuse = (code: RefusalCode, field: string, value: string): void => {
    refusals.push({ code, field, value: shown(value) })
  }

  function accepted(value: string, field: string, charactersMax: number): string {
    const fault = faultOf(value, charactersMax)
    if (!fault) return value.normalize('NFC').replace(/\s+/g, ' ').trim()
    refuse(fault, field, value)
    return ''
  }

  const text = (field: string, charactersMax = NAME_CHARACTERS_MAX): string => accepted(cells[field]?.[0] ?? '', field, charactersMax)

  function requiredText(field: string, charactersMax = NAME_CHARACTERS_MAX): string {
    if ((cells[field]?.[0] ?? '').trim() === '') refuse('required', field, '')
    return text(field, charactersMax)
  }

  function date(field: string): IsoDate | undefined {
    const value = text(field)
    if (value === '') return undefined
    const iso = isoDateOf(value)
    if (iso === undefined) refuse('bad-date', field, value)
    return iso
  }

  function list(field: string): readonly string[] {
    const entries = (cells[field] ?? []).flatMap((cell) => cell.split(';')).map((entry) => entry.trim())
    const kept = entries.filter((entry) => entry !== '')
    if (kept.length > LIST_ENTRIES_MAX) {
      refuse('too-many-entries', field, String(kept.length))
      return []
    }
    return [...new Set(kept.map((entry) => accepted(entry, field, NAME_CHARACTERS_MAX)).filter((entry) => entry !== ''))]
  }

  function emails(field: string): readonly string[] {
    const entries = (cells[field] ?? []).flatMap((cell) => cell.split(/[;,]/)).map(emailOf)
    const kept = [...new Set(entries.filter((entry) => entry !== ''))]
    for (const entry of kept) if (!isEmail(entry)) refuse('bad-email', field, entry)
    return kept
  }

  function code<Code extends string>(
    field: string,
    labels: Readonly<Record<Code, readonly string[]>>,
    refusal: RefusalCode,
  ): Code | undefined {
    const value = requiredText(field)
    if (value === '') return undefined
    const found = codeOf(value, labels)
    if (found === undefined) refuse(refusal, field, value)
    return found
  }

  return {
    row,
    refusals,
    refuse,
    has: (field) => cells[field] !== undefined,
    text,
    requiredText,
    date,
    requiredDate: (field) => {
      if ((cells[field]?.[0] ?? '').trim() === '') refuse('required', field, '')
      return date(field) ?? ''
    },
    list,
    emails,
    code,
  }
}

function faultOf(value: string, charactersMax: number): RefusalCode | undefined {
  if (value.length > Math.min(charactersMax, CELL_CHARACTERS_MAX)) return 'too-long'
  if (hasUnsafeCharacter(value)) return 'control-character'
  return startsLikeFormula(value.trimStart()) ? 'formula' : undefined
}

export function codeOf<Code extends string>(value: string, labels: Readonly<Record<Code, readonly string[]>>): Code | undefined {
  const key = lettersOf(value)
  for (const code in labels) if (code === value || labels[code].some((label) => lettersOf(label) === key)) return code
  return undefined
}

/** `2021-01-14`, `14/01/2021`, `14/1/2021`: a day that exists, between 1945 and 2199. */
export function isoDateOf(text: string): IsoDate | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  const [year, month, day] = (iso ? iso.slice(1) : local ? local.slice(1).toReversed() : []).map(Number)
  if (year === undefined || month === undefined || day === undefined || year < 1945 || year > 2199) return undefined
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : undefined
}
