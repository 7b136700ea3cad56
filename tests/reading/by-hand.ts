import { readFileSync } from 'node:fs'
import type { Due, PlanReading } from '../../shared/plan/reading/index.ts'

/**
 * What a person reads in a plan of the corpus, one fact a line (`corpus/plans/*.gold`), and how far a reading agrees with it. Fields are
 * divided by " | ", units by " + ", `null` is nothing, "…" stands for any text between. A due is `kind from..to`, with " ?" when its year
 * had to be inferred.
 */
export type Fact = { readonly what: string; readonly fields: readonly string[] }

export function factsOf(path: string): Fact[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const at = line.indexOf(':')
      return {
        what: line.slice(0, at),
        fields: line
          .slice(at + 1)
          .split(' | ')
          .map((f) => f.trim()),
      }
    })
}

export type Difference = { readonly what: string; readonly wanted: string; readonly read: string }
export type Score = { readonly wanted: number; readonly differences: readonly Difference[] }

export function compare(read: PlanReading, facts: readonly Fact[]): Score {
  const differences: Difference[] = []
  let wanted = 0
  const see = (what: string, want: string, got: string) => {
    wanted++
    if (!matches(got, want)) differences.push({ what, wanted: want, read: got })
  }
  const of = (what: string) => facts.filter((f) => f.what === what).map((f) => f.fields)
  for (const { what, fields } of facts) if (what in headerFields) see(what, fields[0] ?? '', headerFields[what]?.(read) ?? '')
  const lists = ['basis', 'recipient', 'row', 'duty'] as const
  for (const what of lists) {
    const got = listed[what](read)
    const want = of(what)
    want.forEach((fields, i) => {
      const names = columns[what]
      fields.forEach((field, j) => {
        see(`${what} ${i + 1} ${names[j] ?? ''}`, field, got[i]?.[j] ?? 'null')
      })
    })
    got.slice(want.length).forEach((extra, i) => {
      see(`${what} ${want.length + i + 1} too many`, '', extra.join(' | '))
    })
  }
  const sign = of('sign')[0]
  const s = read.signatory
  // Two more where a deputy signs for the head of a collective: the outer authority, and whose it is.
  const signed = [s?.authority, s?.onBehalfOf, s?.position, s?.name, s?.outer?.authority, s?.outer?.onBehalfOf].map(nothing)
  sign?.forEach((field, i) => {
    see(`sign ${i}`, field, signed[i] ?? 'null')
  })
  for (const [code] of of('find')) {
    const found = read.findings.some((f) => `${f.code}${f.task === undefined ? '' : `:${f.task}`}` === code)
    see(`find ${code}`, 'found', found ? 'found' : 'not found')
  }
  return { wanted, differences }
}

const nothing = (text: string | null | undefined) =>
  text === null || text === undefined || text === '' ? 'null' : text.replace(/\n/g, ' / ')

function matches(got: string, want: string): boolean {
  const parts = want.split(' … ')
  const [head = '', tail = ''] = parts
  return parts.length === 1 ? got === want : got.startsWith(head) && got.endsWith(tail) && got.length > head.length + tail.length
}

const headerFields: Readonly<Record<string, (read: PlanReading) => string>> = {
  number: ({ header }) => nothing(header.numberNormalized ?? header.number),
  issuer: ({ header }) => nothing(header.issuer),
  superior: ({ header }) => nothing(header.superior),
  place: ({ header }) => nothing(header.placeNormalized ?? header.place),
  date: ({ header }) => nothing(header.date),
  title: ({ header }) => nothing(header.title),
  period: ({ header: { period } }) =>
    period === null ? 'null' : 'year' in period ? String(period.year) : `${period.fromYear}-${period.toYear}`,
  ref: ({ appendix }) => nothing(appendix?.refNumber),
}

export function dueText(due: Due): string {
  const kind = due.kind
  const days = due.to === null || due.to === undefined ? '' : ` ${due.from ?? ''}..${due.to}`
  return `${kind}${kind === 'recurring' || kind === 'semester' ? '' : days}${due.yearInferredFor?.includes('to') ? ' ?' : ''}`
}

const units = (phrases: readonly string[]) => (phrases.length === 0 ? 'null' : phrases.join(' + '))

const columns = {
  basis: ['number', 'date'],
  recipient: ['kind', 'text'],
  row: ['tt', 'content', 'executing', 'coordinating', 'deadline', 'due'],
  duty: ['obligors', 'action', 'recipient', 'channel', 'deadline', 'due'],
} as const

/** "3a", "3.1", "3". */
const rowOf = ({ tt, sub = '' }: PlanReading['tasks'][number]) => (/^\d/.test(sub) ? sub : `${tt}${sub}`)

const listed: Readonly<Record<keyof typeof columns, (read: PlanReading) => string[][]>> = {
  basis: (read) => read.legalBases.map((b) => [nothing(b.number), nothing(b.date)]),
  recipient: (read) => read.recipients.map((r) => [r.kind, r.text]),
  row: (read) =>
    read.tasks.map((t) => [rowOf(t), t.content, units(t.executing), units(t.coordinating), nothing(t.deadlineText), dueText(t.due)]),
  duty: (read) =>
    read.bodyObligations.map((d) => [
      units(d.obligors),
      d.action,
      nothing(d.recipient),
      nothing(d.channel),
      nothing(d.deadlineText),
      dueText(d.due),
    ]),
}
