import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  assignmentAccepted,
  assignmentDrafted,
  assignmentExtended,
  assignmentExtensionEnded,
  assignmentFileAttached,
  assignmentFileRefused,
  assignmentFileRemoved,
  assignmentFileSorted,
  assignmentReturned,
  assignmentSubmitted,
  assignmentUploadContinued,
  assignmentUploadExpired,
  assignmentUploadOffered,
  assignmentWithdrawn,
} from '../../events/assignment.ts'
import { happen } from '../../events/event.ts'
import { FILES_MAX } from '../../events/limits.ts'
import { fold } from '../log/aggregate.ts'
import { given as givenOf } from '../log/given.test-support.ts'
import { STATE_BYTES_MAX } from '../log/limits.ts'
import { isRefusal } from '../log/refusal.ts'
import {
  type AssignmentCommand,
  type AssignmentEvent,
  type AssignmentState,
  assignmentAggregate,
  isLate,
  standingOf,
  type TaskTerms,
  WORK_BYTES_MAX,
} from './assignment.ts'
import { assignmentId, assignmentOfId } from './part.ts'

const of = { planId: 'pln_1', key: '8', unit: 'unt_thpt-cay-da' }
const given = (...events: readonly AssignmentEvent[]) => givenOf(assignmentAggregate(of), ...events)

const opensAt = '2021-03-01T17:00:00.000Z'
const closesAt = '2021-03-25T17:00:00.000Z'
const early = '2021-03-01T16:59:59.999Z'
const inTime = '2021-03-20T02:30:00.000Z'
const lastMoment = '2021-03-25T16:59:59.999Z'
const tooLate = '2021-03-26T02:00:00.000Z'
const until = '2021-04-01T17:00:00.000Z'

const terms: TaskTerms = { form: 'dossier', opensAt, closesAt }
const reason = 'Bổ sung biên bản họp xét'
const nominee = { name: 'Nguyễn Thị Lá', position: 'Giáo viên', award: 'Lao động tiên tiến', kind: 'individual' as const }

const upload = (uploadId = 'upl_1') => ({
  uploadId,
  component: 'report',
  fileName: 'báo cáo thành tích.pdf',
  bytes: 48_213,
  type: 'application/pdf',
  sha256: 'a'.repeat(64),
})
const objectKey = 'quarantine/1'
const expiresAt = '2021-03-20T02:40:00.000Z'
const receipt = { fileName: 'báo cáo thành tích.pdf', bytes: 48_213, sha256: 'a'.repeat(64), component: 'report' }

const offered = (uploadId = 'upl_1') => happen(assignmentUploadOffered, { ...of, upload: upload(uploadId), objectKey, expiresAt })
const attached = (uploadId = 'upl_1') => happen(assignmentFileAttached, { ...of, uploadId, objectKey: 'dossiers/1', objectVersion: 'v1' })
const refused = happen(assignmentFileRefused, { ...of, uploadId: 'upl_1', rule: 'type-mismatch', seen: 'image/png' })
const expired = happen(assignmentUploadExpired, { ...of, uploadId: 'upl_1' })
const removed = happen(assignmentFileRemoved, { ...of, uploadId: 'upl_1' })
const submitted = (submission = 1, late = false, submittedAt = inTime) =>
  happen(assignmentSubmitted, { ...of, submission, submittedAt, late, nominees: [], note: '', files: [receipt] })
const returned = happen(assignmentReturned, { ...of, reason })
const withdrawn = happen(assignmentWithdrawn, { ...of, reason })
const accepted = happen(assignmentAccepted, { ...of, submission: 1 })
const extended = happen(assignmentExtended, { ...of, until, reason })

/** A dossier with one attached file, in each state it can be in. */
const ready = [offered(), attached()]
const histories = {
  draft: ready,
  submitted: [...ready, submitted()],
  returned: [...ready, submitted(), returned],
  withdrawn: [...ready, submitted(), withdrawn],
  accepted: [...ready, submitted(), accepted],
} as const

const orders = {
  'save-draft': { type: 'save-draft', nominees: [nominee], note: 'Ghi chú', terms },
  'offer-upload': { type: 'offer-upload', upload: upload('upl_2'), objectKey, expiresAt, terms },
  'continue-upload': { type: 'continue-upload', uploadId: 'upl_p', expiresAt, terms },
  'attach-file': { type: 'attach-file', uploadId: 'upl_1', objectKey: 'dossiers/1' },
  'refuse-file': { type: 'refuse-file', uploadId: 'upl_1', rule: 'size', seen: '1' },
  'expire-upload': { type: 'expire-upload', uploadId: 'upl_1' },
  'remove-file': { type: 'remove-file', uploadId: 'upl_1', terms },
  'sort-file': { type: 'sort-file', uploadId: 'upl_1', component: 'minutes', terms },
  submit: { type: 'submit', terms },
  fulfil: { type: 'fulfil', ownPlan: { planId: 'pln_own', number: '5/KH-THPT' }, issuedAt: inTime, terms },
  withdraw: { type: 'withdraw', reason, terms },
  return: { type: 'return', reason },
  accept: { type: 'accept' },
  extend: { type: 'extend', until, reason, terms },
  'end-extension': { type: 'end-extension', until },
} satisfies Record<AssignmentCommand['type'], AssignmentCommand>

type Row = readonly [draft: string, submitted: string, returned: string, withdrawn: string, accepted: string]

/** What each command does to a dossier in each state, while its task is open. */
const whileOpen: Record<AssignmentCommand['type'], Row> = {
  'save-draft': ['happened', 'already-handed-in', 'happened', 'happened', 'already-handed-in'],
  'offer-upload': ['happened', 'already-handed-in', 'happened', 'happened', 'already-handed-in'],
  'continue-upload': ['not-found', 'not-found', 'not-found', 'not-found', 'not-found'],
  'attach-file': ['nothing', 'nothing', 'nothing', 'nothing', 'nothing'],
  'refuse-file': ['nothing', 'nothing', 'nothing', 'nothing', 'nothing'],
  'expire-upload': ['nothing', 'nothing', 'nothing', 'nothing', 'nothing'],
  'remove-file': ['happened', 'already-handed-in', 'happened', 'happened', 'already-handed-in'],
  'sort-file': ['happened', 'already-handed-in', 'happened', 'happened', 'already-handed-in'],
  submit: ['happened', 'nothing', 'happened', 'happened', 'nothing'],
  fulfil: ['happened', 'nothing', 'happened', 'happened', 'nothing'],
  withdraw: ['not-handed-in', 'happened', 'not-handed-in', 'nothing', 'already-accepted'],
  return: ['not-handed-in', 'happened', 'not-handed-in', 'not-handed-in', 'happened'],
  accept: ['not-handed-in', 'happened', 'not-handed-in', 'not-handed-in', 'nothing'],
  extend: ['happened', 'happened', 'happened', 'happened', 'happened'],
  'end-extension': ['nothing', 'nothing', 'nothing', 'nothing', 'nothing'],
}

/** The same after the cut-off, where nobody was given more time. */
const whenClosed: Record<AssignmentCommand['type'], Row> = {
  ...whileOpen,
  'save-draft': ['closed', 'already-handed-in', 'closed', 'closed', 'already-handed-in'],
  'offer-upload': ['closed', 'already-handed-in', 'closed', 'closed', 'already-handed-in'],
  'remove-file': ['closed', 'already-handed-in', 'closed', 'closed', 'already-handed-in'],
  'sort-file': ['closed', 'already-handed-in', 'closed', 'closed', 'already-handed-in'],
  submit: ['closed', 'nothing', 'closed', 'closed', 'nothing'],
  withdraw: ['not-handed-in', 'closed', 'not-handed-in', 'nothing', 'already-accepted'],
}

describe.each([
  ['while its task is open', inTime, whileOpen],
  ['after the cut-off without an extension', tooLate, whenClosed],
])('%s', (_when, at, table) => {
  const cells = Object.entries(table).flatMap(([type, row]) =>
    Object.keys(histories).map((state, index) => ({ type, state, expected: row[index] ?? '' })),
  )

  it.each(cells)('$type on a dossier that is $state: $expected', ({ type, state, expected }) => {
    const history = histories[state as keyof typeof histories]
    expect(
      given(...history)
        .when(orders[type as AssignmentCommand['type']], { at })
        .word(),
    ).toBe(expected)
  })
})

describe('issuing the plan that a task asks for', () => {
  const ownPlan = { planId: 'pln_own', number: '5/KH-THPT' }
  const fulfil = { type: 'fulfil', ownPlan, issuedAt: inTime, terms } as const
  const fulfilled = (late = false, submittedAt = inTime) =>
    happen(assignmentSubmitted, { ...of, submission: 1, submittedAt, late, nominees: [], note: '', files: [], ownPlan })

  it('is the hand-in, at the moment of issuing, with the plan in it and no file asked for', () => {
    given().when(fulfil, { at: tooLate }).happens(fulfilled())
    expect(given().when(fulfil).state()).toMatchObject({ state: 'submitted', submissions: [{ ownPlan }] })
  })

  it('counts before the task opens, and after it has closed as late', () => {
    given()
      .when({ ...fulfil, issuedAt: early })
      .happens(fulfilled(false, early))
    given()
      .when({ ...fulfil, issuedAt: tooLate })
      .happens(fulfilled(true, tooLate))
  })

  it('happens once, and not again by the same plan when the officer has sent it back', () => {
    given(fulfilled()).when(fulfil).changesNothing()
    given(fulfilled(), returned).when(fulfil).changesNothing()
    const another = { ...fulfil, ownPlan: { planId: 'pln_mended', number: '6/KH-THPT' } }
    expect(given(fulfilled(), returned).when(another).word()).toBe('happened')
  })

  it('cannot be taken back by the unit, as the plan stays issued', () =>
    given(fulfilled()).when({ type: 'withdraw', reason, terms }, { at: inTime }).isRefused('fulfilled-by-plan'))
})

describe('an upload in parts', () => {
  const parts = { id: 's3-1', sha256: ['b'.repeat(64), 'c'.repeat(64)] }
  const begun = happen(assignmentUploadOffered, { ...of, upload: upload('upl_p'), objectKey, expiresAt, parts })
  const later = '2021-03-20T02:50:00.000Z'
  const order = { type: 'continue-upload', uploadId: 'upl_p', expiresAt: later, terms } as const

  it('lives as long as somebody goes on with it', () => {
    const continued = given(begun).when(order, { at: inTime })
    continued.happens(happen(assignmentUploadContinued, { ...of, uploadId: 'upl_p', expiresAt: later }))
    expect(continued.state()?.files).toMatchObject([{ uploadId: 'upl_p', state: 'offered', expiresAt: later, parts }])
  })

  it('is over once it was judged, given up or too late', () => {
    const over = happen(assignmentUploadExpired, { ...of, uploadId: 'upl_p' })
    given(begun, over).when(order, { at: inTime }).isRefused('upload-over', { field: 'uploadId' })
    given(begun).when(order, { at: tooLate }).isRefused('closed')
    given(offered())
      .when({ ...order, uploadId: 'upl_1' }, { at: inTime })
      .isRefused('not-found', { field: 'uploadId' })
  })
})

describe('drafting', () => {
  it('keeps nominees and note', () => {
    const saved = given().when(orders['save-draft'], { at: inTime })
    saved.happens(happen(assignmentDrafted, { ...of, nominees: [nominee], note: 'Ghi chú' }))
    expect(saved.state()).toMatchObject({ ...of, state: 'draft', nominees: [nominee], note: 'Ghi chú' })
  })

  it('waits for the window to open, and says when', () => {
    given().when(orders['save-draft'], { at: early }).isRefused('not-open-yet', { facts: { opensAt } })
    expect(given().when(orders['save-draft'], { at: opensAt }).word()).toBe('happened')
  })

  it('needs no window where the task has none', () => {
    expect(
      given()
        .when({ ...orders['save-draft'], terms: { form: 'report' } }, { at: early })
        .word(),
    ).toBe('happened')
  })
})

describe('an upload', () => {
  it('is offered once under its id', () => {
    given()
      .when({ ...orders['offer-upload'], upload: upload() }, { at: inTime })
      .happens(offered())
    given(offered())
      .when({ ...orders['offer-upload'], upload: upload() }, { at: inTime })
      .changesNothing()
  })

  it('is not offered beyond the limit, which counts what is offered or attached, not what failed', () => {
    const full = Array.from({ length: FILES_MAX }, (_, index) => offered(`upl_${index + 1}`))
    const more = { ...orders['offer-upload'], upload: upload('upl_more') }
    given(...full)
      .when(more, { at: inTime })
      .isRefused('too-many-files', { facts: { max: FILES_MAX } })
    expect(
      given(...full, expired)
        .when(more, { at: inTime })
        .word(),
    ).toBe('happened')
    given(...full)
      .when({ ...more, upload: upload('upl_1') }, { at: inTime })
      .changesNothing()
  })

  it.each([
    [orders['attach-file'], happen(assignmentFileAttached, { ...of, uploadId: 'upl_1', objectKey: 'dossiers/1' })],
    [orders['refuse-file'], happen(assignmentFileRefused, { ...of, uploadId: 'upl_1', rule: 'size', seen: '1' })],
    [orders['expire-upload'], expired],
  ] as const)('can end: $0.type', (order, event) => given(offered()).when(order).happens(event))

  it('must have been offered', () => {
    for (const type of ['attach-file', 'refuse-file', 'expire-upload', 'remove-file'] as const) {
      given(offered('upl_9')).when(orders[type], { at: inTime }).isRefused('not-found', { field: 'uploadId' })
    }
  })

  it('ends exactly once, whatever verdicts come in whatever order', () => {
    const verdicts = fc.array(fc.constantFrom(orders['attach-file'], orders['refuse-file'], orders['expire-upload']), {
      minLength: 1,
      maxLength: 6,
    })
    fc.assert(
      fc.property(verdicts, (orders) => {
        const happened: AssignmentEvent[] = [offered()]
        for (const order of orders) {
          const decision = assignmentAggregate(of).decide(
            given(...happened)
              .when({ type: 'end-extension', until })
              .state(),
            order,
            { at: inTime, person: 'system' },
          )
          if (Array.isArray(decision)) happened.push(...decision)
        }
        expect(happened).toHaveLength(2)
      }),
    )
  })

  it('can be taken out again once there is a verdict, good or bad', () => {
    given(offered(), refused).when(orders['remove-file'], { at: inTime }).happens(removed)
    given(offered(), refused, removed).when(orders['remove-file'], { at: inTime }).changesNothing()
    given(offered(), refused).when(orders['remove-file'], { at: tooLate }).isRefused('closed')
    given(...ready)
      .when(orders['remove-file'], { at: inTime })
      .happens(removed)
    given(...ready, removed)
      .when(orders['remove-file'], { at: inTime })
      .changesNothing()
  })
})

describe('what kind of paper a file is', () => {
  const sort = (component: string) => ({ ...orders['sort-file'], component })
  const sorted = happen(assignmentFileSorted, { ...of, uploadId: 'upl_1', component: 'minutes' })

  it('can be put right without sending it again, and the receipt says what it is then', () => {
    given(...ready)
      .when(sort('minutes'), { at: inTime })
      .happens(sorted)
    const [submission] = given(...ready, sorted)
      .when(orders.submit, { at: inTime })
      .state().submissions
    expect(submission?.files).toEqual([{ ...receipt, component: 'minutes' }])
  })

  it('can be put right while the file is on its way; a verdict on it changes nothing of that', () => {
    given(offered()).when(sort('minutes'), { at: inTime }).happens(sorted)
    const [file] = given(offered(), sorted).when(orders['attach-file'], { at: inTime }).state().files
    expect(file).toMatchObject({ state: 'attached', component: 'minutes' })
  })

  it('stays when it is said again, and is nothing one says of a file that is not there', () => {
    given(...ready)
      .when(sort('report'), { at: inTime })
      .changesNothing()
    given(...ready, removed)
      .when(sort('minutes'), { at: inTime })
      .isRefused('not-attached')
    given().when(sort('minutes'), { at: inTime }).isRefused('not-attached')
  })
})

describe('handing in', () => {
  it('is the receipt: time, files, sizes, SHA-256', () =>
    given(...ready)
      .when(orders.submit, { at: inTime })
      .happens(submitted()))

  it('takes only what is attached, and waits for files that are being checked', () => {
    given(...ready, offered('upl_2'))
      .when(orders.submit, { at: inTime })
      .isRefused('files-being-checked')
    given(...ready, removed)
      .when(orders.submit, { at: inTime })
      .isRefused('files-missing')
    given(offered(), refused).when(orders.submit, { at: inTime }).isRefused('files-missing')
    given(offered(), expired, offered('upl_2'), attached('upl_2')).when(orders.submit, { at: inTime }).happens(submitted())
  })

  it.each([
    ['registration', 'nominees-missing'],
    ['dossier', 'files-missing'],
    ['report', 'note-missing'],
  ] as const)('asks a %s for what it needs: %s', (form, code) => {
    given()
      .when({ type: 'submit', terms: { ...terms, form } }, { at: inTime })
      .isRefused(code)
  })

  it.each([{ name: '' }, { award: '' }, { name: ' ' }, { award: '\u00a0' }])(
    'keeps a list that is half written (%o), and takes it in once it is whole',
    (missing) => {
      const half = happen(assignmentDrafted, { ...of, nominees: [nominee, { ...nominee, ...missing }], note: '' })
      const order = { type: 'submit', terms: { ...terms, form: 'registration' } } as const
      given(half).when(order, { at: inTime }).isRefused('nominees-missing')
    },
  )

  it('takes nominees for a registration, a note or a file for a report', () => {
    const drafted = happen(assignmentDrafted, { ...of, nominees: [nominee], note: ' Đã xong ' })
    const submit = (form: TaskTerms['form']) => ({ type: 'submit' as const, terms: { ...terms, form } })
    expect(given(drafted).when(submit('registration'), { at: inTime }).word()).toBe('happened')
    expect(given(drafted).when(submit('report'), { at: inTime }).word()).toBe('happened')
    expect(
      given(...ready)
        .when(submit('report'), { at: inTime })
        .word(),
    ).toBe('happened')
  })

  it('is in time in the last moment and closed in the next', () => {
    given(...ready)
      .when(orders.submit, { at: lastMoment })
      .happens(submitted(1, false, lastMoment))
    given(...ready)
      .when(orders.submit, { at: closesAt })
      .isRefused('closed', { facts: { closedAt: closesAt } })
  })

  it('is never late where the task has no date', () => {
    given(...ready)
      .when({ type: 'submit', terms: { form: 'dossier' } }, { at: tooLate })
      .happens(submitted(1, false, tooLate))
  })

  it('counts resubmissions, keeps every one, and clears the reason it was returned for', () => {
    const again = given(...histories.returned).when(orders.submit, { at: inTime })
    again.happens(submitted(2))
    expect(again.state()).toMatchObject({ state: 'submitted', submissions: [{ submission: 1 }, { submission: 2 }] })
    expect(again.state().returnReason).toBeUndefined()
    expect(
      given(...histories.submitted)
        .when(orders.return)
        .state().returnReason,
    ).toBe(reason)
  })
})

describe('taking back, returning, accepting', () => {
  it.each(['withdraw', 'return'] as const)('asks for a reason to %s', (type) => {
    given(...histories.submitted)
      .when({ ...orders[type], reason: ' ' }, { at: inTime })
      .isRefused('reason-missing', { field: 'reason' })
  })

  it('does not let a unit take back what it could not hand in again', () => {
    given(...histories.submitted)
      .when(orders.withdraw, { at: closesAt })
      .isRefused('closed')
    given(...histories.submitted, extended)
      .when(orders.withdraw, { at: tooLate })
      .happens(withdrawn)
    given(...histories.submitted, extended)
      .when(orders.withdraw, { at: until })
      .isRefused('extension-over')
  })

  it('accepts the newest hand-in', () => {
    given(...histories.returned, submitted(2))
      .when(orders.accept)
      .happens(happen(assignmentAccepted, { ...of, submission: 2 }))
  })
})

describe('an extension', () => {
  it('is given openly: until when and why', () => given().when(orders.extend, { at: tooLate }).happens(extended))

  it('needs a reason, a deadline to extend, and an end after both the deadline and now', () => {
    given()
      .when({ ...orders.extend, reason: '' }, { at: inTime })
      .isRefused('reason-missing')
    given()
      .when({ ...orders.extend, terms: { form: 'dossier' } }, { at: inTime })
      .isRefused('no-deadline')
    given()
      .when({ ...orders.extend, until: closesAt }, { at: inTime })
      .isRefused('extension-too-early', { field: 'until' })
    given().when(orders.extend, { at: until }).isRefused('extension-too-early')
  })

  it('given twice is given once; another end replaces it, and so does another reason, which the unit reads', () => {
    given(extended).when(orders.extend, { at: inTime }).changesNothing()
    const otherwise = happen(assignmentExtended, { ...of, until, reason: 'Bổ sung hồ sơ' })
    given(extended)
      .when({ ...orders.extend, reason: 'Bổ sung hồ sơ' }, { at: inTime })
      .happens(otherwise)
    const longer = '2021-04-05T17:00:00.000Z'
    const again = given(extended).when({ ...orders.extend, until: longer }, { at: inTime })
    expect(again.state().extension).toEqual({ until: longer, reason })
  })

  it('lets late work in until its end, marked late', () => {
    given(...ready, extended)
      .when(orders.submit, { at: tooLate })
      .happens(submitted(1, true, tooLate))
    given(...ready, extended)
      .when(orders.submit, { at: until })
      .isRefused('extension-over', { facts: { closedAt: until } })
  })

  it('leaves work in time that is handed in before the cut-off', () =>
    given(...ready, extended)
      .when(orders.submit, { at: lastMoment })
      .happens(submitted(1, false, lastMoment)))

  it('ends once, and says whether the unit had handed in', () => {
    const ended = (handedIn: boolean) => happen(assignmentExtensionEnded, { ...of, until, handedIn })
    given(extended).when(orders['end-extension']).happens(ended(false))
    given(...histories.submitted, extended)
      .when(orders['end-extension'])
      .happens(ended(true))
    given(extended, ended(false)).when(orders['end-extension']).changesNothing()
  })

  it('does not make a unit begin, nor does its end; whatever the unit does, does', () => {
    const ended = happen(assignmentExtensionEnded, { ...of, until, handedIn: false })
    const emptied = happen(assignmentDrafted, { ...of, nominees: [], note: '' })
    const stands = (...events: AssignmentEvent[]) => standingOf(fold(assignmentAggregate(of), undefined, events) as AssignmentState)
    expect([stands(extended), stands(extended, ended)]).toEqual([undefined, undefined])
    expect([stands(extended, emptied), stands(extended, offered()), stands(emptied, extended)]).toEqual(['draft', 'draft', 'draft'])
    expect(stands(extended, submitted())).toBe('submitted')
  })

  it('outlives the end of an earlier one', () => {
    const longer = happen(assignmentExtended, { ...of, until: '2021-04-05T17:00:00.000Z', reason })
    given(extended, longer).when(orders['end-extension']).changesNothing()
  })
})

describe('lateness', () => {
  const late = submitted(1, true, tooLate)

  it.each<[string, readonly AssignmentEvent[]]>([
    ['handed in', [late]],
    ['returned', [late, returned]],
    ['withdrawn', [late, withdrawn]],
    ['accepted', [late, accepted]],
    ['handed in again', [late, returned, submitted(2, false)]],
  ])('stays for ever: %s', (_what, events) => {
    const state: AssignmentState = given(...ready, ...events)
      .when({ type: 'end-extension', until })
      .state()
    expect(isLate(state)).toBe(true)
  })
})

describe("an assignment's name", () => {
  it.each([
    { planId: 'pln_01JH', key: '8', unit: 'unt_thpt-cay-da' },
    { planId: 'pln_01JH', key: '6.1', unit: 'unt_phong.gd' },
    { planId: 'pln_01JH', key: 'B3', unit: 'unt_1' },
  ])('leads back to whose part in which task it is: $key of $unit', (of) => expect(assignmentOfId(assignmentId(of))).toEqual(of))

  it('is refused where it is none', () => expect(assignmentOfId('pln_1.8')).toBeUndefined())
})

describe('what a unit keeps on adding', () => {
  const many = Array.from({ length: 300 }, (_, index) => ({ ...nominee, name: `Nguyễn Thị Lá ${index}` }))
  const registration: TaskTerms = { ...terms, form: 'registration' }
  const aggregate = assignmentAggregate(of)
  const context = { at: inTime, person: 'per_clerk' }

  /** Hands in and is given back until it is refused. */
  function untilFull() {
    let state: AssignmentState | undefined
    const order = (given: AssignmentCommand) => {
      const decided = aggregate.decide(state, given, context)
      if (!isRefusal(decided)) state = fold(aggregate, state, decided)
      return isRefusal(decided) ? decided.code : 'happened'
    }
    let rounds = 0
    for (; rounds < 100; rounds += 1) {
      const saved = order({ type: 'save-draft', nominees: many, note: '', terms: registration })
      const handedIn = saved === 'happened' ? order({ type: 'submit', terms: registration }) : saved
      if (handedIn !== 'happened') return { rounds, refusal: handedIn, order, bytes: () => Buffer.byteLength(JSON.stringify(state)) }
      order({ type: 'return', reason })
    }
    throw new Error('it was never refused')
  }

  it('is refused in time, and what others decide still finds room', () => {
    const { rounds, refusal, order, bytes } = untilFull()
    expect(refusal).toBe('work-too-large')
    expect(rounds).toBeGreaterThanOrEqual(5)
    expect(bytes()).toBeLessThanOrEqual(WORK_BYTES_MAX)
    expect(order({ type: 'extend', until, reason: 'x'.repeat(4_000), terms: registration })).toBe('happened')
    expect(bytes()).toBeLessThan(STATE_BYTES_MAX)
  })

  it('may always be made smaller', () => {
    const { order } = untilFull()
    expect(order({ type: 'save-draft', nominees: [nominee], note: '', terms: registration })).toBe('happened')
    expect(order({ type: 'submit', terms: registration })).toBe('happened')
  })
})
