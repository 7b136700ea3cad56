/** From the reading of a document to a draft: what was read, laid into the plan's own words. */
import * as z from 'zod/mini'
import type { Happened } from '../../../events/event.ts'
import type { Due, PlanBasis, PlanFinding, PlanPolicy, PlanTask, planDrafted } from '../../../events/plan.ts'
import { taskKey } from '../../../events/words.ts'
import { type Refusal, refuse } from '../../log/refusal.ts'
import type { DocumentText } from '../document/types.ts'
import { dutiesWithoutDaySentence, scanFindingSentence, workOf } from '../intake/document-words.vi.ts'
import type { PlanSource } from '../intake/source.ts'
import { hourOf } from '../reading/deadline/hour.ts'
import { fold } from '../reading/fold.ts'
import { kindsOf } from '../reading/kinds.ts'
import { withoutMarks } from '../reading/marks.ts'
import { rowNames } from '../reading/row-names.ts'
import type { BodyObligation, Finding, Header, LegalBasis, PlanReading, Due as ReadDue, Task } from '../reading/types.ts'

type Drafted = Happened<typeof planDrafted>['data']

/** What a draft is besides what was read. */
type About = Pick<Drafted, 'planId' | 'issuerUnit' | 'amends' | 'amendsWhat' | 'fileName' | 'sourceSha256'>

export interface ReadDraft {
  readonly draft: Drafted
  readonly source: PlanSource
}

/** What a plan runs on unless its officer says otherwise: `PEERS.md` 7 for the ladder, the lenient reading of "trước ngày". */
export const defaultPolicy: PlanPolicy = { closes: 'lenient', reminderDays: [14, 7, 3, 1, 0], escalateFromDays: 1 }

/** Kinds of work whose result is a list of names. */
const registrationKinds = new Set(['register', 'data-entry'])
/** Kinds of work whose result is a file. */
const dossierKinds = new Set([
  'dossier',
  'dossier-supplement',
  'submit-to-higher',
  'submit-to-council',
  'consolidate-dossiers',
  'report',
  'self-assessment-report',
  'scoring',
  'scoring-criteria',
  'build-plan',
  'contest-entry',
  'initiative-recognition',
])

/** Documents a plan names; the longest of the sample plans names 26. */
export const BASES_MAX = 100

export function draftOf(document: DocumentText, reading: PlanReading, about: About): ReadDraft | Refusal {
  if (!reading.isPlan) return refuse('not-a-plan', 'text', { reason: reading.notPlan?.sentence ?? '' })
  const { header } = reading
  const date = dateOf(header)
  if (date === null) return refuse('plan-date-missing', 'text')
  const rows = tasksOf(reading.tasks)
  const duties = reading.bodyObligations.map((duty, index) => (isDated(duty) ? [taskOfDuty(duty, index)] : []))
  const draft: Drafted = {
    ...about,
    header: {
      number: header.numberNormalized ?? header.number ?? header.numberFromAppendix ?? '',
      issuer: header.issuer ?? '',
      place: header.place ?? '',
      date,
      title: header.title ?? '',
      year: yearOf(header, date),
      throughYear: throughYearOf(header),
    },
    recipients: reading.recipients.map(({ text, kind }) => ({ text, kind })),
    tasks: [...rows, ...duties].flat(),
    findings: [...scanFindings(document), ...leftFindings(reading), ...reading.findings.map((finding) => findingOf(finding, rows, duties))],
    policy: defaultPolicy,
    bases: reading.legalBases.slice(0, BASES_MAX).map(basisOf),
    themes: reading.campaigns === undefined ? undefined : [...reading.campaigns],
  }
  return { draft, source: { text: document.text, ...placesOf(reading, { tasks: rows, bodyObligations: duties }) } }
}

/** The heading's, or that of the appendix's “Kèm theo” line: its finding has the officer confirm it before anybody is told anything. */
export function dateOf({ date, dateFromAppendix }: Header): string | null {
  return date ?? dateFromAppendix ?? null
}

/** Letters recognised from a picture are never certain: the officer compares them with the paper before anybody is told anything. */
function scanFindings({ fromOcr, ocrConfidence = 0 }: DocumentText): PlanFinding[] {
  if (!fromOcr) return []
  const percent = String(Math.round(ocrConfidence * 100))
  return [
    {
      findingId: 'fnd_read-from-scan',
      code: 'READ_FROM_SCAN',
      severity: 'confirm',
      sentence: scanFindingSentence(percent),
      facts: { percent },
    },
  ]
}

/** What the body asks somebody for without a day: an officer should know that nobody will be reminded of it. */
function leftFindings({ bodyObligations, sections }: PlanReading): PlanFinding[] {
  const duties = bodyObligations.flatMap(({ due, obligors, action, deadlineText }, index) => {
    if (obligors.length === 0 || !/^(recurring|duration|relative|undated)$/.test(due.kind)) return []
    const section = sections[index] && `(${sections[index]})`
    return [[`${obligors.join(', ')}: ${action}`, withoutMarks(deadlineText ?? ''), section].filter(Boolean).join(' ')]
  })
  if (duties.length === 0) return []
  return [
    {
      findingId: 'fnd_without-day',
      code: 'DUTIES_WITHOUT_DAY',
      severity: 'info',
      sentence: dutiesWithoutDaySentence(duties),
    },
  ]
}

/** The reader numbers rows as it met them; a draft names them by their keys. */
function placesOf(reading: PlanReading, lists: Readonly<Record<'tasks' | 'bodyObligations', readonly PlanTask[][]>>) {
  const keysOf = (path: string): readonly string[] => {
    const [, list = '', index = '', field = ''] = /^(tasks|bodyObligations)\[(\d+)\]\.(\w+)$/.exec(path) ?? []
    if (list !== 'tasks' && list !== 'bodyObligations')
      return [path.replace(/\[(\d+)\]/g, '.$1').replace(/(?<=^recipients\.\d+)\.text$|FromAppendix$/, '')]
    return (lists[list][Number(index)] ?? []).map(({ key }) => `tasks.${key}.${taskFields[field] ?? field}`)
  }
  const named = <Value>(of: Readonly<Record<string, Value>>): Record<string, Value> =>
    Object.fromEntries(Object.entries(of).flatMap(([path, value]) => keysOf(path).map((key) => [key, value])))
  const spans = named(reading.spans)
  return {
    spans: Object.fromEntries(Object.entries(spans).map(([key, places]) => [key, places.map(({ start, end }) => ({ start, end }))])),
    confidence: named(reading.confidence),
  }
}

/** Fields of a row and of a duty, by what they are called in a task. */
const taskFields: Readonly<Record<string, string>> = {
  executingText: 'executing',
  coordinatingText: 'coordinating',
  quarter: 'section',
  action: 'content',
  obligors: 'executing',
}

function yearOf({ period }: Header, date: string): number {
  if (period === null) return Number(date.slice(0, 4))
  return 'year' in period ? period.year : period.fromYear
}

/** Only a plan for several years has a last year of its own. */
function throughYearOf({ period }: Header): number | undefined {
  return period !== null && 'toYear' in period && period.toYear > period.fromYear ? period.toYear : undefined
}

function basisOf({ text, number, date, role }: LegalBasis): PlanBasis {
  return { text: text.slice(0, 1_000), number: number ?? undefined, date: date ?? undefined, role }
}

/** About the task, where what it is about became one. */
function findingOf(finding: Finding, rows: readonly PlanTask[][], duties: readonly PlanTask[][]): PlanFinding {
  const { id, code, severity, row = -1, duty = -1, field, sentence, suggestion, values } = finding
  const about = (rows[row] ?? duties[duty])?.[0]?.key ?? field
  return { findingId: id, code, severity, about, sentence, suggestion: suggestion ?? undefined, facts: { ...values } }
}

/**
 * A row's key is its number; where a table counts anew or divides its rows, so that numbers repeat, it is its place, and the number is
 * kept beside it. An event holds numbers of one or two levels: where a row has another, such as "7a", all are called by their place.
 */
function tasksOf(rows: readonly Task[]): PlanTask[][] {
  const distinct = new Set(rows.map((row) => row.tt)).size === rows.length
  const names = rowNames(rows)
  const isKept = names.every((name) => z.safeParse(taskKey, name).success)
  return rows.map((row, i) => {
    const key = String(distinct ? row.tt : i + 1)
    return tasksOfRow(row, key, isKept && names[i] !== key ? names[i] : undefined)
  })
}

/** A row, and for a nested deadline one more task for those who send in first. */
function tasksOfRow(row: Task, key: string, reference: string | undefined): PlanTask[] {
  const main: PlanTask = {
    key,
    reference,
    section: row.quarter,
    content: row.content,
    executing: [...row.executing],
    coordinating: [...row.coordinating],
    deadlineText: withoutMarks(row.deadlineText ?? ''),
    due: dueOf(row.due),
    kinds: [...row.kinds],
    form: formOf(row.kinds),
  }
  const nested = (row.due.nested ?? []).map(
    (part, index): PlanTask => ({
      ...main,
      key: `${key}.${index + 1}`,
      parent: key,
      content: `${part.action}: ${row.content}`,
      executing: [part.executing],
      coordinating: [],
      deadlineText: withoutMarks(part.text),
      due: dueOf(part.due),
      kinds: ['dossier'],
      form: 'dossier',
    }),
  )
  return [main, ...nested]
}

/** It ends once, on some day. What comes again and again, or holds for years, names none that could be waited for. */
function isDated({ due }: BodyObligation): boolean {
  return typeof due.to === 'string' && /^(day|month|quarter|semester)$/.test(due.precision)
}

function taskOfDuty(duty: BodyObligation, index: number): PlanTask {
  const kinds = kindsOfDuty(duty.action)
  return {
    key: `B${index + 1}`,
    content: workOf(duty),
    executing: [...duty.obligors],
    coordinating: [],
    deadlineText: withoutMarks(duty.deadlineText ?? ''),
    due: dueOf(duty.due),
    kinds,
    // Whatever a unit does, it shows on paper; but a list of nominees is typed, so that it can be put together with others.
    form: formOf(kinds) === 'registration' ? 'registration' : 'dossier',
  }
}

/** As the document says it. What follows from it is derived where it is asked for, and never stored. */
function dueOf(read: ReadDue | null): Due | null {
  if (read === null) return null
  const { kind, from, to, toBound, precision, assumedWindow } = read
  return { kind, from, to, toBound, toTime: hourOf(read), precision, assumedWindow }
}

/** "Gửi Kế hoạch của đơn vị" asks for a plan as much as "xây dựng Kế hoạch" does. */
function kindsOfDuty(action: string): string[] {
  const kinds = kindsOf(action)
  return kinds.includes('build-plan') || !/^(?:gui|nop|bao cao) (?:cac )?(?:ke hoach|kh)\b/.test(fold(action))
    ? kinds
    : ['build-plan', ...kinds]
}

/** What the work mainly is decides what is handed in: guidance on dossiers is no dossier. */
function formOf([main = '']: readonly string[]): PlanTask['form'] {
  if (registrationKinds.has(main)) return 'registration'
  return dossierKinds.has(main) ? 'dossier' : 'report'
}
