/**
 * A unit's standings as one short text, `6.1=3Sefq` for each task: key, version, state (a capital when it was late) and the day it came in.
 * Thousands of rows are read at once, and a query of DynamoDB ends after one megabyte: so 3,000 units with 25 tasks fit into it.
 */
import type { StandingState, UnitRow } from '../ports.ts'

type Standings = UnitRow['tasks']
type Standing = Standings[string]

const states: Readonly<Record<string, StandingState>> = { d: 'draft', s: 'submitted', r: 'returned', a: 'accepted', w: 'withdrawn' }

const STANDING = /^(\d+)([a-z])(.*)$/i
const DAY_MILLISECONDS = 24 * 3600 * 1_000
/** Days since 1970 are three digits to this base. */
const DAY_BASE = 36

export function rowText(standings: Standings): string {
  const letters = new Map(Object.entries(states).map(([letter, state]) => [state, letter]))
  return Object.entries(standings)
    .map(([key, { version, state, late, day }]) => {
      const letter = letters.get(state) ?? ''
      return `${key}=${version}${late ? letter.toUpperCase() : letter}${day === undefined ? '' : (Date.parse(day) / DAY_MILLISECONDS).toString(DAY_BASE)}`
    })
    .join(' ')
}

/** Throws when the text is not ours. */
export function standingsIn(text: string): Standings {
  const standings: Record<string, Standing> = {}
  for (const word of text === '' ? [] : text.split(' ')) {
    const [key, standing] = wordOf(word)
    standings[key] = standing
  }
  return standings
}

type Word = readonly [key: string, standing: Standing]

/** Most units stand where many others do: what was read once is not taken apart again. */
const read = new Map<string, Word>()
const READ_MAX = 20_000

function wordOf(word: string): Word {
  const known = read.get(word)
  if (known !== undefined) return known
  const end = word.indexOf('=')
  const standing = readStanding(word.slice(end + 1))
  if (standing === undefined) throw new Error(`a row of the board says ${word}`)
  const taken: Word = [word.slice(0, end), standing]
  if (read.size >= READ_MAX) read.clear()
  read.set(word, taken)
  return taken
}

function readStanding(text: string): Standing | undefined {
  const [, version, letter = '', day = ''] = STANDING.exec(text) ?? []
  const state = states[letter.toLowerCase()]
  if (state === undefined) return undefined
  const late = letter !== letter.toLowerCase()
  return { version: Number(version), state, late, ...(day === '' ? {} : { day: dayIn(day) }) }
}

function dayIn(text: string): string {
  return new Date(Number.parseInt(text, DAY_BASE) * DAY_MILLISECONDS).toISOString().slice(0, 10)
}
