/** Everybody registered for a task, over all units: what an officer puts together for the council. */
import type { Nominee } from '../../events/words.ts'
import { awardOf } from '../award/awards.ts'
import { type Remark, remarksOn } from '../award/remarks.ts'
import { remarkText } from '../award/remarks.vi.ts'
import { dayOf } from '../time/calendar.ts'
import { type HandIn, partsOf } from './hand-ins.ts'

export interface Registration extends HandIn {
  readonly remarks: readonly Remark[]
}

export function registrationsOf(handIns: readonly HandIn[]): readonly Registration[] {
  return handIns.map((handIn) => ({ ...handIn, remarks: remarksOn(handIn.nominees, dayOf(handIn.submittedAt)) }))
}

/** What counts, and what is only shown: of units that are not asked any more. */
export function byStanding<One extends HandIn>(handIns: readonly One[]) {
  return { asked: handIns.filter(({ isAsked }) => isAsked), released: handIns.filter(({ isAsked }) => !isAsked) }
}

const nomineesIn = (handIns: readonly HandIn[]): number => handIns.reduce((sum, { nominees }) => sum + nominees.length, 0)

export interface AwardCount {
  /** As the catalogue has it, or as it was written where that has none such. */
  readonly award: string
  readonly isKnown: boolean
  readonly individuals: number
  readonly collectives: number
  /** That registered anybody for it. */
  readonly units: number
}

/** The most registered first; what the catalogue does not know comes last, to be looked at. */
export function countsByAward(registrations: readonly Registration[]): readonly AwardCount[] {
  const all = registrations.flatMap(({ unit, nominees }) => nominees.map((nominee) => ({ ...nominee, unit, award: awardName(nominee) })))
  const counts = [...Map.groupBy(all, ({ award }) => award)].map(([award, rows]) => ({
    award,
    isKnown: awardOf(award) !== undefined,
    individuals: rows.filter(({ kind }) => kind === 'individual').length,
    collectives: rows.filter(({ kind }) => kind === 'collective').length,
    units: new Set(rows.map(({ unit }) => unit)).size,
  }))
  const size = ({ individuals, collectives }: AwardCount) => individuals + collectives
  return counts.sort((one, other) => Number(other.isKnown) - Number(one.isKnown) || size(other) - size(one))
}

/** By which nominees are counted together, however their units wrote it. */
export function awardName({ award }: Pick<Nominee, 'award'>): string {
  return awardOf(award)?.name ?? award.trim()
}

/** As much as a workbook may hold for a function to answer with it: some 4 MB of the 6 that Lambda lets through. */
export const PART_NOMINEES_MAX = 60_000

export const nomineeParts = <One extends HandIn>(handIns: readonly One[]) =>
  partsOf(handIns, PART_NOMINEES_MAX, ({ nominees }) => nominees.length)

/** A page of remarks; the workbook has them all. */
const REMARKS_MAX = 300

export function registeredOf(registrations: readonly Registration[]) {
  const { asked, released } = byStanding(registrations)
  const remarks = asked.flatMap(({ unit, unitName, remarks }) => remarks.map((remark) => ({ unit, unitName, text: remarkText(remark) })))
  return {
    units: asked.length,
    nominees: nomineesIn(asked),
    awards: countsByAward(asked),
    released: { units: released.length, nominees: nomineesIn(released) },
    remarks: remarks.slice(0, REMARKS_MAX),
    remarksInAll: remarks.length,
    parts: nomineeParts(registrations).length,
  }
}
