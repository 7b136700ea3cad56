/**
 * A unit's standings as one short text, `6.1=3S2021-03-24` for each task: key, version, state (a capital when it was late) and the day it came
 * in. Thousands of rows are read at once, and a query of DynamoDB ends after one megabyte.
 */
import type { StandingState, UnitRow } from '../ports.ts'

type Standings = UnitRow['tasks']

const letters: Readonly<Record<StandingState, string>> = { draft: 'd', submitted: 's', returned: 'r', accepted: 'a', withdrawn: 'w' }
const states = new Map(Object.entries(letters).map(([state, letter]) => [letter, state as StandingState]))

const STANDING = /^([^=]+)=(\d+)([a-z])(.*)$/i

export function rowText(standings: Standings): string {
  return Object.entries(standings)
    .map(([key, { version, state, late, day = '' }]) => `${key}=${version}${late ? letters[state].toUpperCase() : letters[state]}${day}`)
    .join(' ')
}

/** Throws when the text is not ours. */
export function standingsIn(text: string): Standings {
  // Rows were JSON once; each is written anew when something happens to its unit.
  if (text.startsWith('{')) return JSON.parse(text)
  if (text === '') return {}
  return Object.fromEntries(text.split(' ').map((word) => standingIn(word)))
}

function standingIn(word: string): readonly [string, Standings[string]] {
  const [, key = '', version, letter = '', day] = STANDING.exec(word) ?? []
  const state = states.get(letter.toLowerCase())
  if (state === undefined) throw new Error(`a row of the board says ${word}`)
  const late = letter !== letter.toLowerCase()
  return [key, { version: Number(version), state, late, ...(day === '' ? {} : { day }) }]
}
