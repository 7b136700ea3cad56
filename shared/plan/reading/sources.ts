import type { PlanReading, Span } from './types.ts'

type Spans = Readonly<Record<string, readonly Span[]>>
type Parts = Omit<PlanReading, 'spans' | 'confidence' | 'findings' | 'sections'>

/**
 * Fields that are read out of another field's words lead to those words: a date to the line it stands in, a unit to its cell, an issuer
 * that no letterhead names to what it was told from. Per field, the fields to try, best first.
 */
type Sources = Readonly<Record<string, readonly string[]>>

const header: Sources = {
  numberNormalized: ['number'],
  placeNormalized: ['place'],
  issuer: ['number', 'place', 'title'],
  superior: ['issuer'],
  type: ['title'],
  period: ['title', 'dateText'],
}
const basis = { number: ['text'], date: ['text'] }
const recipient = { kind: ['text'], note: ['text'] }
const signatory = { authority: ['text'], onBehalfOf: ['text'], outer: ['text'], position: ['text'], name: ['text'] }
const appendix = { refNumber: ['reference'], refDate: ['reference'], columns: ['heading'] }
const task = {
  tt: ['content'],
  sub: ['content'],
  executing: ['executingText'],
  coordinating: ['coordinatingText'],
  due: ['deadlineText', 'quarter'],
  kinds: ['content'],
}
const duty = {
  obligors: ['text'],
  coordinating: ['text'],
  action: ['text'],
  recipient: ['text'],
  channel: ['text'],
  due: ['deadlineText', 'text'],
}

export function withDerived(spans: Spans, reading: Parts): Spans {
  const out: Record<string, readonly Span[]> = { ...spans }
  const each = (path: string, items: readonly object[], from: Sources) => {
    for (const [i, item] of items.entries()) derive(out, `${path}[${i}]`, item, from)
  }
  derive(out, 'header', reading.header, header)
  derive(out, 'header', reading.header, { numberFromAppendix: ['../appendix.reference'], dateFromAppendix: ['../appendix.reference'] })
  each('legalBases', reading.legalBases, basis)
  each('recipients', reading.recipients, recipient)
  if (reading.signatory !== null) derive(out, 'signatory', reading.signatory, signatory)
  if (reading.appendix !== null) derive(out, 'appendix', reading.appendix, appendix)
  each('tasks', reading.tasks, task)
  each('bodyObligations', reading.bodyObligations, duty)
  return out
}

function derive(out: Record<string, readonly Span[]>, path: string, item: object, from: Sources): void {
  for (const [field, sources] of Object.entries(from)) {
    const value: unknown = Reflect.get(item, field)
    if (value === undefined || value === null || out[`${path}.${field}`] !== undefined) continue
    for (const source of sources) {
      const found = out[source.startsWith('../') ? source.slice(3) : `${path}.${source}`]
      if (found === undefined) continue
      out[`${path}.${field}`] = found
      break
    }
  }
}
