/** From a document's text to a draft: the reading, laid into the plan's own words. */
import { createHash } from 'node:crypto'
import type { Happened } from '../../events/event.ts'
import type { Due, PlanBasis, PlanFinding, PlanPolicy, PlanTask, planDrafted } from '../../events/plan.ts'
import { type Refusal, refuse } from '../log/refusal.ts'
import { fold } from './reading/fold.ts'
import { readPlan } from './reading/index.ts'
import { kindsOf } from './reading/kinds.ts'
import type { BodyObligation, Finding, Header, LegalBasis, Task } from './reading/types.ts'

type Drafted = Happened<typeof planDrafted>['data']

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

export function draftOf(document: { fileName: string; text: string }, of: { planId: string; issuerUnit: string }): Drafted | Refusal {
  const reading = readPlan(document.text)
  if (!reading.isPlan) return refuse('not-a-plan', 'text', { reason: reading.notPlan?.sentence ?? '' })
  const { header } = reading
  if (header.date === null) return refuse('plan-date-missing', 'text')
  return {
    ...of,
    fileName: document.fileName,
    sourceSha256: createHash('sha256').update(document.text).digest('hex'),
    header: {
      number: header.numberNormalized ?? header.number ?? '',
      issuer: header.issuer ?? '',
      place: header.place ?? '',
      date: header.date,
      title: header.title ?? '',
      year: yearOf(header, header.date),
      throughYear: throughYearOf(header),
    },
    recipients: reading.recipients.map(({ text, kind }) => ({ text, kind })),
    tasks: [...reading.tasks.flatMap(tasksOfRow), ...reading.bodyObligations.filter(isDated).map(taskOfDuty)],
    findings: reading.findings.map(findingOf),
    policy: defaultPolicy,
    bases: reading.legalBases.slice(0, BASES_MAX).map(basisOf),
    themes: reading.campaigns === undefined ? undefined : [...reading.campaigns],
  }
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

function findingOf({ id, code, severity, task, field, sentence, suggestion, values }: Finding): PlanFinding {
  const about = task === undefined ? field : String(task)
  return { findingId: id, code, severity, about, sentence, suggestion: suggestion ?? undefined, facts: { ...values } }
}

/** A row, and for a nested deadline one more task for those who send in first. */
function tasksOfRow(row: Task): PlanTask[] {
  const key = String(row.tt)
  const main: PlanTask = {
    key,
    section: row.quarter,
    content: row.content,
    executing: [...row.executing],
    coordinating: [...row.coordinating],
    deadlineText: row.deadlineText ?? '',
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
      deadlineText: part.text,
      due: dueOf(part.due),
      kinds: ['dossier'],
      form: 'dossier',
    }),
  )
  return [main, ...nested]
}

function isDated(duty: BodyObligation): boolean {
  return (
    duty.due?.to !== undefined &&
    duty.due.to !== null &&
    (duty.due.kind === 'before-date' || duty.due.kind === 'by-date' || duty.due.kind === 'on-date')
  )
}

function taskOfDuty(duty: BodyObligation, index: number): PlanTask {
  return {
    key: `B${index + 1}`,
    content: duty.action,
    executing: [...duty.obligors],
    coordinating: [],
    deadlineText: duty.deadlineText ?? '',
    due: dueOf(duty.due),
    kinds: kindsOfDuty(duty.action),
    form: 'dossier',
  }
}

/** As the document says it. What follows from it is derived where it is asked for, and never stored. */
function dueOf(read: Due | null): Due | null {
  if (read === null) return null
  const { kind, from, to, toBound, precision, assumedWindow } = read
  return { kind, from, to, toBound, precision, assumedWindow }
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
