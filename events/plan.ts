/** What happens to a plan: read into a draft, reviewed, issued, its tasks opened and closed. */
import * as z from 'zod/mini'
import { defineEvent, defineReading } from './event.ts'
import { FILE_NAME_CHARACTERS_MAX } from './limits.ts'
import { planDocumentOffered, planDocumentOverlooked, planDocumentRefused, readDocumentSchema } from './plan-document.ts'
import { hourOfDay, id, instant, isoDate, line, taskKey, text } from './words.ts'

/** For a semester: the window that is usual, for the officer to confirm. */
export const assumedWindowSchema = z.object({ from: isoDate, to: isoDate, basis: z.string() })

/** How a task's date was written and what it was read as. Dates as written; everything else is derived (`shared/plan/deadline.ts`). */
export const dueSchema = z.object({
  kind: z.string(),
  from: z.optional(z.nullable(isoDate)),
  to: z.optional(z.nullable(isoDate)),
  toBound: z.optional(z.enum(['inclusive', 'exclusive'])),
  /** `17:00`, in Hà Nội: the day ends then, whatever its bound. */
  toTime: z.optional(hourOfDay),
  precision: z.optional(z.string()),
  assumedWindow: z.optional(assumedWindowSchema),
})

export type Due = z.infer<typeof dueSchema>

export const taskSchema = z.object({
  key: taskKey,
  /** The number the newest document gives it, where that is not its key: a key is never given twice, and stays when rows are counted anew. */
  reference: z.optional(taskKey),
  /** The task this one feeds, for a nested deadline. */
  parent: z.optional(taskKey),
  section: z.optional(z.string()),
  content: text(),
  executing: z.array(text(500)),
  coordinating: z.array(text(500)),
  deadlineText: text(500),
  due: z.nullable(dueSchema),
  kinds: z.array(z.string()),
  /** What a unit hands in: nominees, files, or a short report that it is done. */
  form: z.enum(['registration', 'dossier', 'report']),
})

export type PlanTask = z.infer<typeof taskSchema>

export const recipientSchema = z.object({ text: text(500), kind: z.string() })

export const findingSchema = z.object({
  findingId: z.string(),
  code: z.string(),
  severity: z.enum(['info', 'confirm', 'must-fix']),
  /** The task, field, unit or mail it is about. */
  about: z.optional(z.string()),
  /** What the reader told the officer, kept as it was shown. A finding raised later has its sentence in `shared/plan/sentences.vi.ts`. */
  sentence: z.optional(text(1_000)),
  suggestion: z.optional(text(1_000)),
  facts: z.optional(z.record(z.string(), z.string())),
})

export type PlanFinding = z.infer<typeof findingSchema>

export const headerSchema = z.object({
  number: z.string(),
  issuer: z.string(),
  place: z.string(),
  date: isoDate,
  title: text(1_000),
  year: z.int(),
  /** The last year of a plan for several years; such a plan may have no tasks of its own. */
  throughYear: z.optional(z.int()),
})

/** A document that the plan stands on, or names. */
export const basisSchema = z.object({
  text: text(1_000),
  number: z.optional(z.string()),
  date: z.optional(isoDate),
  role: z.enum(['basis', 'cited']),
})

export type PlanBasis = z.infer<typeof basisSchema>

/** What a plan for several years sets for one of them. */
export const themeSchema = z.object({ year: z.int(), text: text(1_000) })

export const policySchema = z.object({
  /** "Trước ngày 25/3" closes on the strict reading (end of 24/3) or the lenient one (end of 25/3). */
  closes: z.enum(['strict', 'lenient']),
  /** Days before the last good day on which those who still owe are reminded; 0 is the day itself. */
  reminderDays: z.array(z.int().check(z.minimum(0), z.maximum(60))),
  /** From this many days before the last good day on, the unit's head is told too. */
  escalateFromDays: z.int(),
})

export type PlanPolicy = z.infer<typeof policySchema>

const planId = id('pln')

const sampleTask: PlanTask = {
  key: '8',
  section: 'Quý I - 2021',
  content: 'Gửi hồ sơ đề nghị xét tặng Kỷ niệm chương',
  executing: ['Các phòng GDĐT các quận, huyện, thị xã; đơn vị trực thuộc'],
  coordinating: [],
  deadlineText: 'Trước ngày 25/3/2021',
  due: { kind: 'before-date', to: '2021-03-25', toBound: 'exclusive', precision: 'day' },
  kinds: ['dossier'],
  form: 'dossier',
}

export const planDrafted = defineEvent({
  name: 'plan.drafted',
  version: 1,
  sentence: 'A plan document was read into a draft for the officer to review.',
  data: z.object({
    planId,
    issuerUnit: id('unt'),
    /** The issued plan that this draft is to change; it is confirmed there and never issued itself. */
    amends: z.optional(id('pln')),
    /** Whether the amending document replaces the whole plan, or names only what changes and leaves the rest as it is. */
    amendsWhat: z.optional(z.enum(['whole', 'part'])),
    /** For a draft made of the plan's own tasks, keys included: how many amendments that plan had by then. */
    copiedAfter: z.optional(z.int()),
    fileName: line(FILE_NAME_CHARACTERS_MAX),
    /** Of the file. */
    sourceSha256: z.string(),
    /** Absent in the years before documents were uploaded. */
    document: z.optional(readDocumentSchema),
    header: headerSchema,
    recipients: z.array(recipientSchema),
    tasks: z.array(taskSchema),
    findings: z.array(findingSchema),
    policy: policySchema,
    bases: z.optional(z.array(basisSchema)),
    themes: z.optional(z.array(themeSchema)),
  }),
  sample: {
    planId: 'pln_01JH0000000000000000000000',
    issuerUnit: 'unt_so-ha-noi',
    fileName: 'ke-hoach-2021.txt',
    sourceSha256: '0'.repeat(64),
    header: {
      number: '12/KH-SGDĐT',
      issuer: 'Sở Giáo dục và Đào tạo',
      place: 'Hà Nội',
      date: '2021-01-14',
      title: 'Công tác thi đua',
      year: 2021,
    },
    recipients: [{ text: 'Các đơn vị trực thuộc Sở', kind: 'unit-group' }],
    tasks: [sampleTask],
    findings: [],
    policy: { closes: 'lenient', reminderDays: [14, 7, 3, 1, 0], escalateFromDays: 1 },
  },
})

export const planFindingResolved = defineEvent({
  name: 'plan.finding-resolved',
  version: 1,
  sentence: 'The officer accepted or dismissed a finding, with a reason.',
  data: z.object({ planId, findingId: z.string(), decision: z.enum(['accepted', 'dismissed']), reason: text(1_000) }),
  sample: { planId: 'pln_01JH0000000000000000000000', findingId: 'fnd_1', decision: 'dismissed', reason: 'Đã hoàn thành năm 2020' },
})

export const planTaskChanged = defineEvent({
  name: 'plan.task-changed',
  version: 1,
  sentence: 'The officer corrected a task of the draft; both values are kept.',
  data: z.object({ planId, before: taskSchema, after: taskSchema, reason: text(1_000) }),
  sample: {
    planId: 'pln_01JH0000000000000000000000',
    before: sampleTask,
    after: { ...sampleTask, executing: ['Các trường'] },
    reason: 'Đúng theo nội dung',
  },
})

export const planIssued = defineEvent({
  name: 'plan.issued',
  version: 1,
  sentence: 'The plan was issued: from here on it runs.',
  data: z.object({
    planId,
    issuerUnit: id('unt'),
    owner: id('per'),
    number: z.string(),
    issuedAt: instant,
    tasks: z.int(),
    recipients: z.int(),
    /** Tasks of this plan that ask its own issuer for this very plan. */
    fulfils: z.optional(z.array(taskKey)),
  }),
  sample: {
    planId: 'pln_01JH0000000000000000000000',
    issuerUnit: 'unt_so-ha-noi',
    owner: 'per_officer',
    number: '12/KH-SGDĐT',
    issuedAt: '2021-01-14T02:00:00.000Z',
    tasks: 25,
    recipients: 10,
  },
})

export const planPublished = defineEvent({
  name: 'plan.published',
  version: 1,
  sentence: 'The plan, or an amendment of it, was put on the public portal, because its Nơi nhận names the portal.',
  data: z.object({ planId, recipient: text(500), amendment: z.optional(z.int()) }),
  sample: { planId: 'pln_01JH0000000000000000000000', recipient: 'Cổng thông tin điện tử Ngành' },
})

export const planArchived = defineEvent({
  name: 'plan.archived',
  version: 1,
  sentence: 'The plan, or an amendment of it, was entered in the archive, because its Nơi nhận says Lưu.',
  data: z.object({ planId, recipient: text(500), amendment: z.optional(z.int()) }),
  sample: { planId: 'pln_01JH0000000000000000000000', recipient: 'Lưu: VT, VP' },
})

export const planLinked = defineEvent({
  name: 'plan.linked',
  version: 1,
  sentence: 'The plan became the child of a plan in the system that it cites: its superior sees it in the tree from here on.',
  data: z.object({
    planId,
    issuerUnit: id('unt'),
    number: z.string(),
    parentPlanId: planId,
    parentIssuer: id('unt'),
    /** The words of the document that name the parent, or the officer's own. */
    basis: text(1_000),
    /** Tasks of the parent that asked the unit for this plan. */
    fulfils: z.optional(z.array(taskKey)),
  }),
  sample: {
    planId: 'pln_01JH0000000000000000000001',
    issuerUnit: 'unt_pgd-mau',
    number: '05/KH-PGDĐT',
    parentPlanId: 'pln_01JH0000000000000000000000',
    parentIssuer: 'unt_so-ha-noi',
    basis: 'Kế hoạch số 12/KH-SGDĐT ngày 14/01/2021 của Sở Giáo dục và Đào tạo',
    fulfils: ['1'],
  },
})

export const planTaskOpened = defineEvent({
  name: 'plan.task-opened',
  version: 1,
  sentence: "A task's window opened.",
  data: z.object({ planId, key: taskKey, at: instant }),
  sample: { planId: 'pln_01JH0000000000000000000000', key: '24', at: '2021-11-17T17:00:00.000Z' },
})

export const planTaskClosed = defineEvent({
  name: 'plan.task-closed',
  version: 1,
  sentence: 'A task reached its deadline and closed; how many units had handed in and how many still owed.',
  data: z.object({ planId, key: taskKey, at: instant, expected: z.int(), done: z.int(), owing: z.int(), revision: z.optional(z.int()) }),
  sample: { planId: 'pln_01JH0000000000000000000000', key: '8', at: '2021-03-25T17:00:00.000Z', expected: 149, done: 140, owing: 9 },
})

export const planFindingRaised = defineEvent({
  name: 'plan.finding-raised',
  version: 1,
  sentence: 'Something happened while the plan runs that its officer must look at, such as a mail that bounced.',
  data: z.object({ planId, finding: findingSchema }),
  sample: {
    planId: 'pln_01JH0000000000000000000000',
    finding: {
      findingId: 'fnd_bounce_ntc_1',
      code: 'mail-bounced',
      severity: 'confirm',
      about: 'unt_thpt-mau',
      facts: { reason: 'Permanent' },
    },
  },
})

const sampleDraft = { planId: 'pln_01JH0000000000000000000001' }

export const planTaskAdded = defineEvent({
  name: 'plan.task-added',
  version: 1,
  sentence: 'The officer added a task to a draft.',
  data: z.object({ planId, task: taskSchema, reason: text(1_000) }),
  sample: { ...sampleDraft, task: { ...sampleTask, key: '26' }, reason: 'Bổ sung theo chỉ đạo của Bộ' },
})

export const planTaskRemoved = defineEvent({
  name: 'plan.task-removed',
  version: 1,
  sentence: 'The officer took a task out of a draft; what it was is kept.',
  data: z.object({ planId, task: taskSchema, reason: text(1_000) }),
  sample: { ...sampleDraft, task: sampleTask, reason: 'Không tổ chức năm nay' },
})

const sampleHeader = { number: '12/KH-SGDĐT', issuer: 'Sở Mẫu', place: 'Hà Nội', date: '2021-01-14', title: 'Công tác thi đua', year: 2021 }

export const planHeaderChanged = defineEvent({
  name: 'plan.header-changed',
  version: 1,
  sentence: 'The officer corrected number, date, place, title or year of a draft; both values are kept.',
  data: z.object({ planId, before: headerSchema, after: headerSchema, reason: text(1_000) }),
  sample: { ...sampleDraft, before: sampleHeader, after: { ...sampleHeader, date: '2021-01-15' }, reason: 'Đúng theo bản giấy' },
})

export const planRecipientsChanged = defineEvent({
  name: 'plan.recipients-changed',
  version: 1,
  sentence: 'The officer corrected Nơi nhận of a draft; both lists are kept.',
  data: z.object({ planId, before: z.array(recipientSchema), after: z.array(recipientSchema), reason: text(1_000) }),
  sample: {
    ...sampleDraft,
    before: [{ text: 'Các đơn vị trục thuộc Sở', kind: 'unit-group' }],
    after: [{ text: 'Các đơn vị trực thuộc Sở', kind: 'unit-group' }],
    reason: 'Sửa lỗi gõ',
  },
})

export const planPolicyChanged = defineEvent({
  name: 'plan.policy-changed',
  version: 1,
  sentence: 'The officer changed how a draft closes and reminds; both values are kept.',
  data: z.object({ planId, before: policySchema, after: policySchema, reason: text(1_000) }),
  sample: {
    ...sampleDraft,
    before: { closes: 'lenient', reminderDays: [7, 1], escalateFromDays: 1 },
    after: { closes: 'strict', reminderDays: [7, 1], escalateFromDays: 1 },
    reason: 'Kịp tổng hợp',
  },
})

export const planDraftAimed = defineEvent({
  name: 'plan.draft-aimed',
  version: 1,
  sentence: 'The officer said that a draft is to change an issued plan; it takes over how that plan closes and reminds.',
  data: z.object({ planId, amends: id('pln'), amendsWhat: z.enum(['whole', 'part']), policy: policySchema }),
  sample: {
    ...sampleDraft,
    amends: 'pln_01JH0000000000000000000000',
    amendsWhat: 'part',
    policy: { closes: 'lenient', reminderDays: [7, 1], escalateFromDays: 1 },
  },
})

export const planTaskMatched = defineEvent({
  name: 'plan.task-matched',
  version: 1,
  sentence: 'The officer said which task of the issued plan a task of the amending document is, or that it is a new one.',
  data: z.object({ planId, key: taskKey, is: z.nullable(taskKey) }),
  sample: { ...sampleDraft, key: '9', is: '8' },
})

export const planDraftEnded = defineEvent({
  name: 'plan.draft-ended',
  version: 1,
  sentence: 'A draft that was to change an issued plan was confirmed there, or given up.',
  data: z.object({ planId, amends: id('pln'), outcome: z.enum(['confirmed', 'discarded']) }),
  sample: { ...sampleDraft, amends: 'pln_01JH0000000000000000000000', outcome: 'confirmed' },
})

/** The document that orders an amendment. */
export const amendingDocumentSchema = z.object({ number: line(100), date: isoDate })

export const planAmended = defineEvent({
  name: 'plan.amended',
  version: 1,
  sentence: 'An issued plan was changed by a later document; each task it changes follows as an event of its own.',
  data: z.object({
    planId,
    issuerUnit: id('unt'),
    /** From 1. */
    amendment: z.int().check(z.minimum(1)),
    amendedAt: instant,
    by: z.string(),
    document: amendingDocumentSchema,
    reason: text(1_000),
    /** The draft it was confirmed from. */
    draft: id('pln'),
    changed: z.array(taskKey),
    withdrawn: z.array(taskKey),
    added: z.array(taskKey),
    /** Keys of the tasks that are left, in the order of the newest document. */
    order: z.array(taskKey),
    policy: z.optional(z.object({ before: policySchema, after: policySchema })),
    recipients: z.optional(z.object({ before: z.array(recipientSchema), after: z.array(recipientSchema) })),
  }),
  sample: {
    planId: 'pln_01JH0000000000000000000000',
    issuerUnit: 'unt_so-ha-noi',
    amendment: 1,
    amendedAt: '2021-03-01T02:00:00.000Z',
    by: 'per_officer',
    document: { number: '512/SGDĐT-VP', date: '2021-03-01' },
    reason: 'Lùi thời hạn do phòng, chống dịch',
    draft: 'pln_01JH0000000000000000000001',
    changed: ['8'],
    withdrawn: [],
    added: [],
    order: ['8'],
  },
})

/** Of an amendment, for those who find in the plan what it changed. */
export const amendmentMade = defineReading<typeof planAmended>()({
  name: 'plan.amended',
  version: 1,
  data: z.object({ planId, amendment: z.int().check(z.minimum(1)), amendedAt: instant }),
})

export const planTaskAmended = defineEvent({
  name: 'plan.task-amended',
  version: 1,
  sentence: 'What an amendment did to one task: changed it, withdrew it or added it.',
  data: z.object({
    planId,
    amendment: z.int().check(z.minimum(1)),
    key: taskKey,
    /** Absent for a task that was added. */
    before: z.optional(taskSchema),
    /** Absent for a task that was withdrawn. */
    after: z.optional(taskSchema),
    /** Where it stands now: a closed task whose new date is still to come takes hand-ins again. Absent for one withdrawn. */
    state: z.optional(z.enum(['planned', 'open', 'closed'])),
    /** True when what has to happen for it, and when, is another: schedules of before are void. */
    retimed: z.boolean(),
  }),
  sample: {
    planId: 'pln_01JH0000000000000000000000',
    amendment: 1,
    key: '8',
    before: sampleTask,
    after: {
      ...sampleTask,
      deadlineText: 'Trước ngày 25/4/2021',
      due: { kind: 'before-date', to: '2021-04-25', toBound: 'exclusive', precision: 'day' },
    },
    state: 'planned',
    retimed: true,
  },
})

export const planEvents = [
  planDocumentOffered,
  planDocumentRefused,
  planDocumentOverlooked,
  planDrafted,
  planFindingResolved,
  planTaskChanged,
  planIssued,
  planPublished,
  planArchived,
  planLinked,
  planTaskOpened,
  planTaskClosed,
  planFindingRaised,
  planTaskAdded,
  planTaskRemoved,
  planHeaderChanged,
  planRecipientsChanged,
  planPolicyChanged,
  planDraftAimed,
  planTaskMatched,
  planDraftEnded,
  planAmended,
  planTaskAmended,
] as const
