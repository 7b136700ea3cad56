/** What the routes about plans answer with. */
import * as z from 'zod/mini'
import { amendingDocumentSchema, findingSchema, planDrafted, recipientSchema, taskSchema } from '../../../events/plan.ts'
import { readDocumentSchema } from '../../../events/plan-document.ts'
import { planDraftRevised } from '../../../events/plan-revision.ts'
import { instant, isoDate, taskKey } from '../../../events/words.ts'
import { unitTypes } from '../../directory/model.ts'
import { uploadRequestAnswer } from './files.ts'

/** When a task can be handed in, as it follows from its date and the plan's policy. */
export const windowAnswer = z.object({
  opensOn: z.optional(isoDate),
  strictLastDay: isoDate,
  lenientLastDay: isoDate,
  lastDay: isoDate,
  closesAt: instant,
})

export const standingState = z.enum(['draft', 'submitted', 'returned', 'accepted', 'withdrawn'])
export const taskState = z.enum(['planned', 'open', 'closed'])
export const delivery = z.enum(['queued', 'sent', 'delivered', 'bounced', 'acknowledged', 'cancelled'])

/** `ended`: a draft that was to change an issued plan, confirmed or given up. */
export const planStatus = z.enum(['draft', 'issued', 'ended'])

/** An amendment of an issued plan. */
export const amendmentAnswer = z.object({
  amendment: z.int(),
  at: instant,
  document: amendingDocumentSchema,
  reason: z.string(),
})

/** What the caller may do with the plan. */
export const planRightsAnswer = z.object({ review: z.boolean(), issue: z.boolean(), follow: z.boolean() })

export const planTaskAnswer = z.object({
  ...taskSchema.shape,
  state: taskState,
  openedAt: z.optional(instant),
  closing: z.optional(z.object({ at: instant, expected: z.int(), done: z.int(), owing: z.int() })),
  /** Numbers of the amendments that last moved its deadline, and last changed anything of it. */
  revision: z.optional(z.int()),
  amended: z.optional(z.int()),
  window: z.optional(windowAnswer),
})

export const planFindingAnswer = z.object({
  ...findingSchema.shape,
  resolution: z.optional(z.object({ decision: z.enum(['accepted', 'dismissed']), reason: z.string() })),
  /** What the suggestion would change, where a machine can do it. */
  fix: z.optional(
    z.object({
      field: z.enum(['content', 'executing', 'coordinating', 'deadlineText', 'place', 'recipients']),
      before: z.string(),
      after: z.string(),
    }),
  ),
})

/** The newest file sent for a plan: on its way, or refused with what to do. */
const incomingAnswer = z.object({
  fileName: z.string(),
  bytes: z.int(),
  offeredAt: instant,
  expiresAt: instant,
  refusal: z.optional(z.object({ code: z.string(), sentence: z.string() })),
})

const { format, pages, fromOcr, ocrConfidence } = readDocumentSchema.shape

export const planBeingReadAnswer = z.object({
  planId: z.string(),
  issuerUnit: z.string(),
  status: z.literal('reading'),
  incoming: incomingAnswer,
  may: planRightsAnswer,
})

export const planAnswer = z.object({
  ...planDrafted.data.shape,
  /** The document it was read from. */
  document: z.optional(z.object({ format, pages, fromOcr, ocrConfidence })),
  /** A file sent to replace it. */
  incoming: z.optional(incomingAnswer),
  status: planStatus,
  owner: z.optional(z.string()),
  issuedAt: z.optional(instant),
  published: z.boolean(),
  archived: z.boolean(),
  /** Plans in the system that it was linked to. */
  parents: z.optional(z.array(z.object({ planId: z.string(), issuerUnit: z.string() }))),
  /** Of a draft whose file was sent anew: what became of each decision made before. */
  reread: z.optional(planDraftRevised.data.shape.decisions),
  issuerName: z.string(),
  amendments: z.array(amendmentAnswer),
  tasks: z.array(planTaskAnswer),
  findings: z.array(planFindingAnswer),
  /** How many still keep the plan from being issued. */
  findingsOpen: z.int(),
  may: planRightsAnswer,
})

export const anyPlanAnswer = z.union([planBeingReadAnswer, planAnswer])

/** A presigned POST for exactly the declared document, and the plan it is for. */
export const documentOfferAnswer = z.object({ uploadId: z.string(), expiresAt: instant, request: uploadRequestAnswer, plan: anyPlanAnswer })

const parent = z.object({
  planId: z.string(),
  number: z.string(),
  title: z.string(),
  date: z.string(),
  issuerName: z.string(),
  /** The words of the plan's document that name it. */
  basis: z.optional(z.string()),
})

export const parentsAnswer = z.object({ linked: z.array(parent), possible: z.array(parent) })

export const plansAnswer = z.object({
  plans: z.array(
    z.object({
      planId: z.string(),
      number: z.string(),
      title: z.string(),
      date: isoDate,
      status: z.union([z.literal('reading'), planStatus]),
      issuerUnit: z.string(),
      published: z.boolean(),
      throughYear: z.optional(z.int()),
      parents: z.optional(z.array(z.string())),
      /** The issued plan this draft is to change. */
      amends: z.optional(z.string()),
      /** How often it was amended. */
      amendments: z.optional(z.int()),
      may: planRightsAnswer,
    }),
  ),
})

export const previewAnswer = z.object({
  notices: z.array(z.object({ recipient: z.string(), name: z.string(), address: z.string(), owes: z.unknown() })),
  /** Units and people without an address. */
  unreachable: z.array(z.string()),
  /** Bodies outside the directory: tracked, not mailed. */
  outside: z.array(z.string()),
  /** Phrases of Nơi nhận that match nothing. */
  unmatched: z.array(z.string()),
  /** Nơi nhận as it stands, each line with whom it reaches: units by name, bodies outside by name, people by number. */
  lines: z.array(
    z.object({
      ...recipientSchema.shape,
      units: z.array(z.string()),
      people: z.int(),
      outside: z.array(z.string()),
      unmatched: z.boolean(),
    }),
  ),
})

export const progressAnswer = z.object({
  planId: z.string(),
  tasks: z.array(
    z.object({
      key: taskKey,
      state: taskState,
      window: z.optional(windowAnswer),
      expected: z.int(),
      done: z.int(),
      owing: z.int(),
      counts: z.object({
        key: taskKey,
        expected: z.int(),
        draft: z.int(),
        submitted: z.int(),
        returned: z.int(),
        accepted: z.int(),
        withdrawn: z.int(),
        late: z.int(),
        /** How many came on each day. */
        days: z.optional(z.record(z.string(), z.int())),
      }),
    }),
  ),
})

/**
 * A page of the board; the first also names every unit with the tasks it owes. Thousands of units × dozens of tasks: each list of duties
 * is there once, however many units share it, and a standing is one word.
 */
export const matrixAnswer = z.object({
  items: z.array(
    z.object({
      unit: z.string(),
      /** By the task's key. */
      tasks: z.record(z.string(), standingState),
      /** Keys of those handed in late; absent where there are none. */
      late: z.optional(z.array(taskKey)),
    }),
  ),
  /** Ask with `after` for the next page; absent at the end. */
  next: z.optional(z.string()),
  tasks: z.optional(z.array(z.object({ key: taskKey, reference: z.optional(taskKey), content: z.string() }))),
  /** Each a list of positions in `tasks`. */
  duties: z.optional(z.array(z.array(z.int()))),
  units: z.optional(
    z.array(
      z.object({
        unit: z.string(),
        name: z.string(),
        type: z.optional(z.enum(unitTypes)),
        area: z.optional(z.string()),
        /** Position in `duties`. */
        duties: z.int(),
      }),
    ),
  ),
})

/** Who a reminder would go to now. */
const remindableAnswer = z.object({
  units: z.int(),
  /** Owe, and were reminded today already. */
  toldToday: z.int(),
  /** Owe, and have no address. */
  unreachable: z.int(),
})

export const remindedAnswer = z.object({ reminded: z.int() })

const handedInUnit = z.object({
  unit: z.string(),
  name: z.string(),
  state: z.optional(standingState),
  late: z.boolean(),
  files: z.int(),
})

export const missingAnswer = z.object({
  remindable: remindableAnswer,
  may: z.object({ remind: z.boolean() }),
  expected: z.int(),
  missing: z.array(z.object({ unit: z.string(), name: z.string(), state: z.optional(standingState), extension: z.optional(instant) })),
  handedIn: z.array(handedInUnit),
  /** That have handed in and are not asked any more: in no count. */
  released: z.array(handedInUnit),
  /** Of whom the plan asked it on the day of its issue and the directory of today does not, and who has not handed in; with who took over. */
  lapsed: z.array(z.object({ unit: z.string(), name: z.string(), heir: z.optional(z.string()) })),
})
