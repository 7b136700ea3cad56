import { findAppendixHead, readAppendix } from './appendix/index.ts'
import { readBases } from './bases.ts'
import { readCampaigns } from './campaigns.ts'
import type { YearHint } from './deadline/written.ts'
import { readDuties } from './duties/index.ts'
import { sectionOfText } from './findings/body-place.ts'
import { findFindings } from './findings/index.ts'
import { flagsOf } from './flags.ts'
import { type ReadHeader, readHeader } from './header.ts'
import { toLines } from './lines.ts'
import { normalise, type Source } from './normalise.ts'
import { notPlan } from './not-plan.ts'
import { bodyOf, decisionOf } from './paragraphs.ts'
import { findParts, type Parts } from './parts.ts'
import { schoolYearOf, yearOf } from './period.ts'
import { Places } from './places.ts'
import { readRecipients } from './recipients.ts'
import { readSignatory } from './signatory.ts'
import { withDerived } from './sources.ts'
import { readTasks } from './tasks.ts'
import type { PlanReading } from './types.ts'

export { compareWithParent } from './findings/cascade.ts'
export type * from './types.ts'

/** Longer texts are no plan an officer issues; the caller's own limit on files is far below. */
export const TEXT_CHARS_MAX = 2_000_000

/**
 * Reads an issued plan from its text: what it asks of whom and by when, with the place of every field in `text`, a confidence where a
 * field was not literally there, and findings for the officer. Pure and deterministic; never throws on any text, never invents a
 * task, never corrects the wording.
 */
export function readPlan(text: string): PlanReading {
  const source = normalise(text.length > TEXT_CHARS_MAX ? text.slice(0, TEXT_CHARS_MAX) : text)
  const lines = toLines(source.text)
  const parts = findParts(lines)
  const refusal = notPlan(parts)
  return refusal === undefined ? readParts(parts, source) : { ...emptyReading(parts, source), isPlan: false, notPlan: refusal }
}

function hintOf({ header }: ReadHeader): YearHint {
  return { year: yearOf(header.period), schoolYear: schoolYearOf(header.period), planDate: header.date }
}

function readParts(parts: Parts, source: Source): PlanReading {
  const head = findAppendixHead(parts)
  const read = readHeader(parts, head, source.text)
  const { header } = read
  const appendix = readAppendix(parts, head, header)
  const tasks = readTasks(parts.tables, hintOf(read))
  const body = bodyOf(parts)
  const recipients = readRecipients(parts, header.issuer)
  const signatory = readSignatory(parts)
  const bases = readBases(decisionOf(parts), body, header.numberNormalized)
  const duties = readDuties(body, header)
  const campaigns = readCampaigns(body)
  const plain = {
    isPlan: true,
    header,
    legalBases: bases.map((b) => b.basis),
    recipients: recipients.map((r) => r.recipient),
    signatory: signatory?.signatory ?? null,
    ...(signatory === null && parts.recipientsAt >= 0 ? { signatoryFlag: 'SIGNATORY_MISSING' } : {}),
    appendix: appendix?.appendix ?? null,
    tasks: tasks.map((t) => t.task),
    bodyObligations: duties.map((d) => d.duty),
    ...(campaigns.length === 0 ? {} : { campaigns: campaigns.map((c) => c.campaign) }),
  }
  const findings = findFindings({ reading: plain, head, body, read, tasks, tables: parts.tables, parts })
  const places = new Places(source)
  places.addAll('header', read.pieces)
  places.addAll('appendix', appendix?.pieces ?? {})
  bases.forEach((b, i) => {
    places.add(`legalBases[${i}].text`, b.piece)
  })
  recipients.forEach((r, i) => {
    places.add(`recipients[${i}].text`, r.piece)
  })
  if (signatory !== null) places.addAll('signatory', signatory.pieces)
  campaigns.forEach((c, i) => {
    places.add(`campaigns[${i}].text`, c.piece)
    places.add(`campaigns[${i}].year`, c.piece)
  })
  tasks.forEach((t, i) => {
    places.addAll(`tasks[${i}]`, t.pieces)
  })
  duties.forEach((d, i) => {
    places.addAll(`bodyObligations[${i}]`, d.pieces)
  })
  return {
    ...plain,
    tasks: tasks.map(({ task }) => ({ ...task, flags: flagsOf(task, findings) })),
    sections: duties.map(({ duty }) => sectionOfText(body, duty.text)),
    findings,
    spans: withDerived(places.spans, plain),
    confidence: places.confidence({ read, tasks, recipients, duties }),
  }
}

function emptyReading(parts: Parts, source: Source): PlanReading {
  const { header, pieces } = readHeader(parts, null, source.text)
  const places = new Places(source)
  places.addAll('header', pieces)
  return {
    isPlan: false,
    header,
    legalBases: [],
    recipients: [],
    signatory: null,
    appendix: null,
    tasks: [],
    bodyObligations: [],
    sections: [],
    findings: [],
    spans: places.spans,
    confidence: {},
  }
}
