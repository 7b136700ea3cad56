/** Half-open range of offsets in the text that was given to the reader. */
export type Span = { readonly start: number; readonly end: number }

export type Bound = 'exclusive' | 'inclusive'

export type DueKind =
  | 'before-date'
  | 'by-date'
  | 'on-date'
  | 'range'
  | 'before-month'
  | 'whole-month'
  | 'month-list'
  | 'month-part'
  | 'quarter'
  | 'semester'
  | 'school-year'
  | 'target-year'
  | 'recurring'
  | 'continuous'
  | 'duration'
  | 'relative'
  | 'event-triggered'
  | 'per-appendix'
  | 'undated'
  | 'missing'
  | 'unread'

export type Precision = 'day' | 'month' | 'quarter' | 'semester' | 'school-year' | 'year' | 'recurrence' | 'none'

/** Weekday as officers write it: T2 Monday … T7 Saturday, CN Sunday. */
export type Weekday = 'T2' | 'T3' | 'T4' | 'T5' | 'T6' | 'T7' | 'CN'

/**
 * The reading of one deadline. Dates are calendar dates (`yyyy-mm-dd`) in Asia/Ho_Chi_Minh; instants are RFC 3339 with +07:00.
 * `to` is the date as written; `toBound` says whether that date itself is still in time under the strict reading.
 */
export type Due = {
  readonly kind: DueKind
  readonly precision: Precision
  readonly from?: string | null
  readonly to?: string | null
  readonly toBound?: Bound
  readonly strictLastDate?: string
  readonly strictInstant?: string
  readonly lenientInstant?: string
  readonly weekdayOfTo?: Weekday
  readonly months?: readonly string[]
  readonly schoolYear?: string | null
  readonly term?: 1 | 2
  readonly needsCalendar?: true
  readonly assumedWindow?: { readonly from: string; readonly to: string; readonly basis: string }
  readonly rrule?: readonly string[]
  readonly yearInferredFor?: 'from' | 'to' | 'from,to'
  readonly flag?: string
  /** For `duration` and `relative`: how much, of what, counted from what. */
  readonly amount?: number
  readonly unit?: 'day' | 'working-day' | 'week' | 'month'
  readonly direction?: 'before' | 'after'
  readonly anchorText?: string
  readonly anchorTask?: number
  readonly nested?: readonly NestedDue[]
}

export type NestedDue = { readonly text: string; readonly executing: string; readonly action: string; readonly due: Due }

export type Period =
  | { readonly year: number; readonly schoolYears: readonly string[] }
  | { readonly fromYear: number; readonly toYear: number; readonly schoolYears?: readonly string[] }

export type Header = {
  readonly number: string | null
  readonly numberNormalized?: string
  readonly numberFromAppendix?: string
  readonly issuer: string | null
  readonly issuerSource: string
  /** The body above the issuer, when the letterhead names it. */
  readonly superior?: string
  readonly place: string | null
  readonly placeNormalized?: string
  readonly date: string | null
  readonly dateText?: string
  readonly dateFromAppendix?: string
  readonly type: string | null
  readonly title: string | null
  readonly titleNote?: string
  readonly period: Period | null
  readonly flag?: string
}

export type LegalBasis = {
  readonly text: string
  readonly number: string | null
  readonly date: string | null
  readonly role: 'basis' | 'cited'
}

export type RecipientKind =
  | 'superior-body'
  | 'cluster'
  | 'cluster-units'
  | 'person-group'
  | 'person'
  | 'unit-group'
  | 'unit-self'
  | 'unit'
  | 'portal'
  | 'archive'
  | 'as-above'

export type Recipient = { readonly text: string; readonly kind: RecipientKind; readonly note?: string | null }

export type Signatory = {
  readonly authority: string | null
  readonly onBehalfOf: string | null
  /** The authority above it, where two stand: whoever a deputy signs for (KT.) signs for a collective himself (TM.). */
  readonly outer?: { readonly authority: string; readonly onBehalfOf: string | null }
  readonly position: string | null
  readonly name: string | null
  readonly text: string
  readonly flag?: string
}

export type Appendix = {
  readonly title: string | null
  readonly reference: string | null
  readonly refNumber: string | null
  readonly refDate: string | null
  readonly flag?: string
  readonly columns: readonly string[]
  readonly layout?: string
}

export type Task = {
  readonly tt: number
  /** Which part of row `tt` it is, where the table divides a row: "a", "1.2". */
  readonly sub?: string
  readonly quarter?: string
  readonly content: string
  readonly executing: readonly string[]
  readonly executingText: string | null
  readonly coordinating: readonly string[]
  readonly coordinatingText: string | null
  readonly deadlineText: string | null
  readonly due: Due
  readonly kinds: readonly string[]
  readonly flags: readonly string[]
  /** The cells of each part of a row that a page break cut, in the order of the page. */
  readonly fragments?: readonly (readonly string[])[]
}

export type BodyObligation = {
  readonly text: string
  readonly obligors: readonly string[]
  readonly coordinating?: readonly string[]
  readonly action: string
  readonly recipient: string | null
  readonly channel: string | null
  readonly paperAccepted?: boolean | null
  readonly deadlineText: string | null
  readonly due: Due
}

export type Campaign = { readonly year: number; readonly text: string }

export type Severity = 'info' | 'confirm' | 'must-fix'

/**
 * Something the officer looks at before issuing. `id` is stable for the same rule, place and source text, so that an earlier
 * decision still holds when a corrected file is read again.
 */
export type Finding = {
  readonly id: string
  readonly code: string
  readonly severity: Severity
  /** The number of its row. */
  readonly task?: number
  /** The place of that row among `tasks`, from 0: a table that counts anew has a number more than once. */
  readonly row?: number
  /** The place of a duty of the body among `bodyObligations`, from 0. */
  readonly duty?: number
  readonly relatedTasks?: readonly number[]
  readonly field?: string
  readonly sentence: string
  readonly suggestion: string | null
  readonly values: Readonly<Record<string, string>>
}

export type NotPlan = { readonly code: string; readonly sentence: string }

export type PlanReading = {
  readonly isPlan: boolean
  /** Present only when `isPlan` is false. */
  readonly notPlan?: NotPlan
  readonly header: Header
  readonly legalBases: readonly LegalBasis[]
  readonly recipients: readonly Recipient[]
  readonly signatory: Signatory | null
  readonly signatoryFlag?: string
  readonly appendix: Appendix | null
  readonly tasks: readonly Task[]
  readonly bodyObligations: readonly BodyObligation[]
  readonly campaigns?: readonly Campaign[]
  /** For each of `bodyObligations` its section as one says it, "mục III.2"; undefined where nothing has a number. */
  readonly sections: readonly (string | undefined)[]
  readonly findings: readonly Finding[]
  /** Field path (`tasks[3].content`) to where it stands in the source; a field cut in two has two spans. */
  readonly spans: Readonly<Record<string, readonly Span[]>>
  /** Field path to 0…1; what is not listed was read literally (1). */
  readonly confidence: Readonly<Record<string, number>>
}
