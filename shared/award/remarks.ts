/**
 * What a list of nominees makes one look twice at: words that are no award, a person's title for a collective, somebody twice, a share
 * above the law's. Remarks advise and refuse nothing: the list is the unit's word, the council decides, and a province may have titles of
 * its own (`docs/decisions/0029-award-rules-advise.md`).
 */
import type { Nominee } from '../../events/words.ts'
import { fold } from '../text/fold.ts'
import { type Award, awardOf, BASE_FIGHTER, EXCELLENT_COLLECTIVE, LABOUR, LABOUR_COLLECTIVE, nearestAward } from './awards.ts'
import { mostOf, sharesOn } from './shares.ts'

export type Remark =
  /** `award` as written; `near`: what may be meant. */
  | { readonly code: 'award-unknown'; readonly row: number; readonly award: string; readonly near?: string }
  /** `near`: the title of the same kind for whom the row names. */
  | { readonly code: 'award-of-persons' | 'award-of-collectives'; readonly row: number; readonly award: string; readonly near?: string }
  /** The same person for the same award; `first` is the row before. */
  | { readonly code: 'named-twice'; readonly row: number; readonly first: number; readonly name: string; readonly award: string }
  | {
      readonly code: 'share-above'
      readonly award: string
      readonly of: string
      readonly count: number
      readonly base: number
      readonly max: number
      readonly percent: number
      readonly source?: string
    }
  | { readonly code: 'lacks-award'; readonly row: number; readonly award: string; readonly lacks: string }

/** The same title for the other kind of nominee. */
const COUNTERPART: Readonly<Record<string, string>> = { [LABOUR]: LABOUR_COLLECTIVE, [LABOUR_COLLECTIVE]: LABOUR }

/** Titles whose bearers meet the conditions of "Lao động tiên tiến", so that they count among them. */
const FIGHTER = /^Chiến sĩ thi đua/

/** Rows are counted from 0; a row whose award is still empty is left alone. Day: the day the list is handed in, `YYYY-MM-DD`. */
export function remarksOn(nominees: readonly Nominee[], day: string): readonly Remark[] {
  const rows = nominees.map((nominee) => ({ ...nominee, known: nominee.award.trim() === '' ? undefined : awardOf(nominee.award) }))
  return [...rows.flatMap((row, at) => remarksOnRow(row, at)), ...twice(rows), ...lacking(rows), ...aboveShares(rows, day)]
}

type Row = Nominee & { readonly known: Award | undefined }

function remarksOnRow({ award, kind, known }: Row, row: number): readonly Remark[] {
  if (award.trim() === '') return []
  if (known === undefined) return [{ code: 'award-unknown', row, award, ...withNear(nearestAward(award)?.name) }]
  if (known.to.includes(kind)) return []
  const code = kind === 'collective' ? 'award-of-persons' : 'award-of-collectives'
  return [{ code, row, award: known.name, ...withNear(COUNTERPART[known.name]) }]
}

const withNear = (near: string | undefined) => (near === undefined ? {} : { near })

/** Two teachers may bear one name; with the same position and the same award it is more likely one row too many. */
function twice(rows: readonly Row[]): readonly Remark[] {
  const first = new Map<string, number>()
  return rows.flatMap(({ name, position = '', award, known }, row): Remark[] => {
    if (name.trim() === '' || award.trim() === '') return []
    const who = [name, position, known?.name ?? award].map((text) => fold(text).replace(/\s+/g, ' ').trim()).join('\n')
    const before = first.get(who)
    if (before === undefined) first.set(who, row)
    return before === undefined ? [] : [{ code: 'named-twice', row, first: before, name, award: known?.name ?? award }]
  })
}

/** A collective of excellence has at least one "Chiến sĩ thi đua cơ sở" (Luật Thi đua, khen thưởng, Điều 27). Seen only where persons are listed too. */
function lacking(rows: readonly Row[]): readonly Remark[] {
  const persons = rows.filter(({ kind, known }) => kind === 'individual' && known !== undefined)
  if (persons.length === 0 || persons.some(({ known }) => FIGHTER.test(known?.name ?? ''))) return []
  return rows.flatMap(({ known }, row): Remark[] =>
    known?.name === EXCELLENT_COLLECTIVE ? [{ code: 'lacks-award', row, award: EXCELLENT_COLLECTIVE, lacks: BASE_FIGHTER }] : [],
  )
}

/** Counted on persons, each once however many rows name them. Where nobody is listed for the base, it stands in another list. */
function aboveShares(rows: readonly Row[], day: string): readonly Remark[] {
  const persons = rows.filter(({ kind }) => kind === 'individual')
  const named = (has: (name: string) => boolean) =>
    new Set(
      persons.filter(({ known }) => known !== undefined && has(known.name)).map(({ name, position = '' }) => fold(`${name}\n${position}`)),
    )
  return sharesOn(day).flatMap((rule): Remark[] => {
    const { award, of, percentMax, source } = rule
    if (named((name) => name === of).size === 0) return []
    const count = named((name) => name === award).size
    const base = named((name) => name === of || FIGHTER.test(name)).size
    const max = mostOf(rule, base)
    if (count <= max) return []
    return [{ code: 'share-above', award, of, count, base, max, percent: percentMax, ...(source === undefined ? {} : { source }) }]
  })
}
