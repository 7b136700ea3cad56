import { describe, expect, it } from 'vitest'
import { happen } from '../../events/event.ts'
import {
  type PlanFinding,
  type PlanTask,
  planArchived,
  planDrafted,
  planFindingRaised,
  planFindingResolved,
  planIssued,
  planLinked,
  planPublished,
  planTaskChanged,
  planTaskClosed,
  planTaskOpened,
} from '../../events/plan.ts'
import { planDocumentOffered, planDocumentOverlooked, planDocumentRefused } from '../../events/plan-document.ts'
import { given as givenOf } from '../log/given.test-support.ts'
import { planAggregate } from './aggregate.ts'
import { type AnyPlan, openFindings, type PlanEvent, type PlanState, type Resolution, taskOf } from './plan.ts'

const planId = 'pln_1'
const given = (...events: readonly PlanEvent[]) => givenOf(planAggregate, ...events)

/** These plans have all been read. */
function read(plan: AnyPlan): PlanState {
  if (plan.status === 'reading') throw new Error('it is still being read')
  return plan
}

const task: PlanTask = {
  key: '8',
  content: 'Gửi hồ sơ đề nghị xét tặng Kỷ niệm chương',
  executing: ['Các trường'],
  coordinating: [],
  deadlineText: 'Trước ngày 25/3/2021',
  due: { kind: 'before-date', to: '2021-03-25', toBound: 'exclusive', precision: 'day' },
  kinds: ['dossier'],
  form: 'dossier',
}

const mustFix: PlanFinding = { findingId: 'fnd_1', code: 'HOST_MISMATCH', severity: 'must-fix', sentence: 'Nơi tổ chức không khớp.' }
const toConfirm: PlanFinding = { ...mustFix, findingId: 'fnd_2', severity: 'confirm' }
const forInformation: PlanFinding = { ...mustFix, findingId: 'fnd_3', severity: 'info' }

const plan = (change: Partial<typeof planDrafted.sample> = {}) => ({
  ...planDrafted.sample,
  planId,
  recipients: [
    { text: 'Các đơn vị trực thuộc Sở', kind: 'unit-group' },
    { text: 'Cổng thông tin điện tử Ngành', kind: 'portal' },
    { text: 'Lưu: VT, VP', kind: 'archive' },
  ],
  tasks: [task, { ...task, key: '9' }],
  findings: [],
  ...change,
})

const drafted = (change?: Parameters<typeof plan>[0]) => happen(planDrafted, plan(change))
const resolution = (findingId: string, change: Partial<Resolution> = {}): Resolution => ({
  findingId,
  decision: 'dismissed',
  reason: 'Đã xác minh với đơn vị chủ trì',
  ...change,
})
const resolvedAs = (resolution: Resolution) => happen(planFindingResolved, { planId, ...resolution })
const issued = happen(planIssued, {
  planId,
  issuerUnit: 'unt_so-ha-noi',
  owner: 'per_tran-thi-sen',
  number: '12/KH-SGDĐT',
  issuedAt: '2021-03-01T02:00:00.000Z',
  tasks: 2,
  recipients: 3,
})
const finding = { ...mustFix, findingId: 'fnd_bounce', code: 'mail-bounced' }

const { offeredAt: _offeredAt, ...offerSample } = planDocumentOffered.sample
const offer = { ...offerSample, planId, uploadId: 'upl_1' }
const offered = happen(planDocumentOffered, { ...offer, offeredAt: '2021-03-01T02:00:00.000Z' })
const refusal = { uploadId: 'upl_1', code: 'encrypted', sentence: 'Tệp được đặt mật khẩu.' }
const refused = happen(planDocumentRefused, { planId, ...refusal })
const readFrom = (uploadId: string) =>
  plan({ document: { uploadId, objectKey: 'plans/1/original', sourceKey: 'plans/1/source.json', format: 'docx', fromOcr: false } })

describe('sending a document', () => {
  it('is offered once, and a plan from then on', () => {
    given().when({ type: 'offer-document', offer }).happens(offered)
    given(offered).when({ type: 'offer-document', offer }).changesNothing()
    expect(given().when({ type: 'offer-document', offer }).state()).toMatchObject({ planId, status: 'reading' })
  })

  it('may be done again with another file, whatever became of the first', () => {
    const other = { ...offer, uploadId: 'upl_2' }
    for (const before of [[offered], [offered, refused]])
      given(...before)
        .when({ type: 'offer-document', offer: other })
        .happens(happen(planDocumentOffered, { ...other, offeredAt: '2021-03-01T02:00:00.000Z' }))
  })

  it('ends in a refusal, once, and only for the newest file', () => {
    given(offered).when({ type: 'refuse-document', refusal }).happens(refused)
    given(offered, refused).when({ type: 'refuse-document', refusal }).changesNothing()
    given(offered)
      .when({ type: 'refuse-document', refusal: { ...refusal, uploadId: 'upl_0' } })
      .changesNothing()
    given().when({ type: 'refuse-document', refusal }).isRefused('not-found')
  })

  it('that arrived and is unread is found once, and no more when it has been judged or replaced', () => {
    const at = '2021-03-01T02:15:00.000Z'
    const found = happen(planDocumentOverlooked, { planId, uploadId: 'upl_1', foundAt: at })
    const find = { type: 'find-document', uploadId: 'upl_1' } as const
    given(offered).when(find, { at }).happens(found)
    given(offered, found).when(find).changesNothing()
    given(offered, refused).when(find).changesNothing()
    given(offered, happen(planDrafted, readFrom('upl_1')))
      .when(find)
      .changesNothing()
    given(offered)
      .when({ ...find, uploadId: 'upl_0' })
      .changesNothing()
    given().when(find).isRefused('not-found')
    // It is still to be read or refused.
    given(offered, found).when({ type: 'refuse-document', refusal }).happens(refused)
    given(offered, found)
      .when({ type: 'draft', plan: readFrom('upl_1') })
      .happens(happen(planDrafted, readFrom('upl_1')))
  })

  it('is over once the plan is issued', () => {
    given(drafted(), issued)
      .when({ type: 'offer-document', offer: { ...offer, uploadId: 'upl_2' } })
      .isRefused('plan-issued')
  })

  it('leaves nothing to work with until it is read', () => {
    given(offered).when({ type: 'issue' }).isRefused('not-found')
    given(offered, refused).when({ type: 'change-task', task, reason: 'Sửa' }).isRefused('not-found')
  })
})

describe('drafting a plan', () => {
  it('records the reading as it is', () =>
    given(offered)
      .when({ type: 'draft', plan: readFrom('upl_1') })
      .happens(happen(planDrafted, readFrom('upl_1'))))

  it('happens once, and only from the newest file', () => {
    given(offered, happen(planDrafted, readFrom('upl_1')))
      .when({ type: 'draft', plan: readFrom('upl_1') })
      .changesNothing()
    given(offered, refused)
      .when({ type: 'draft', plan: readFrom('upl_1') })
      .changesNothing()
    given(offered)
      .when({ type: 'draft', plan: readFrom('upl_0') })
      .changesNothing()
    given()
      .when({ type: 'draft', plan: readFrom('upl_1') })
      .isRefused('not-found')
  })

  it.each([
    { type: 'issue' },
    { type: 'open-task', key: '8' },
    { type: 'close-task', key: '8', expected: 1, done: 0 },
    { type: 'change-task', task, reason: 'Sửa' },
    { type: 'resolve-findings', resolutions: [] },
    { type: 'raise-finding', finding },
  ] as const)('comes before anything else: $type is not found', (order) => given().when(order).isRefused('not-found'))
})

describe('reviewing a draft', () => {
  const draft = drafted({ findings: [mustFix, toConfirm, forInformation] })

  it('resolves several findings at once', () => {
    const [one, two] = [resolution('fnd_1'), resolution('fnd_2', { decision: 'accepted' })]
    given(draft)
      .when({ type: 'resolve-findings', resolutions: [one, two] })
      .happens(resolvedAs(one), resolvedAs(two))
  })

  it('resolves all of them or none', () => {
    const resolutions = [resolution('fnd_1'), resolution('fnd_không-có')]
    given(draft).when({ type: 'resolve-findings', resolutions }).isRefused('not-found', { field: 'findingId' })
  })

  it.each(['', '  \n'])('asks for a reason: %j is none', (reason) => {
    given(draft)
      .when({ type: 'resolve-findings', resolutions: [resolution('fnd_1', { reason })] })
      .isRefused('reason-missing')
  })

  it('takes the same resolution twice as one, and another as a change of mind', () => {
    const before = resolution('fnd_1')
    const after = resolution('fnd_1', { decision: 'accepted' })
    given(draft, resolvedAs(before))
      .when({ type: 'resolve-findings', resolutions: [before] })
      .changesNothing()
    given(draft, resolvedAs(before))
      .when({ type: 'resolve-findings', resolutions: [after] })
      .happens(resolvedAs(after))
  })

  it('leaves open what is neither resolved nor mere information', () => {
    const state = given(draft)
      .when({ type: 'resolve-findings', resolutions: [resolution('fnd_1')] })
      .state()
    expect(openFindings(read(state)).map(({ findingId }) => findingId)).toEqual(['fnd_2'])
  })

  it('keeps both values of a corrected task, and the others as they were', () => {
    const after = { ...task, executing: ['Các phòng GDĐT'] }
    const corrected = given(drafted()).when({ type: 'change-task', task: after, reason: 'Đúng theo nội dung' })
    corrected.happens(happen(planTaskChanged, { planId, before: task, after, reason: 'Đúng theo nội dung' }))
    expect(read(corrected.state()).tasks).toEqual([
      { ...after, state: 'planned' },
      { ...task, key: '9', state: 'planned' },
    ])
  })

  it('takes a correction that changes nothing as nothing', () =>
    given(drafted()).when({ type: 'change-task', task, reason: 'Sửa' }).changesNothing())

  it('does not know a task that the document has not', () => {
    given(drafted())
      .when({ type: 'change-task', task: { ...task, key: '99' }, reason: 'Sửa' })
      .isRefused('not-found', { field: 'key' })
  })

  it('asks for a reason for a correction', () => {
    given(drafted())
      .when({ type: 'change-task', task: { ...task, section: 'Quý I' }, reason: ' ' })
      .isRefused('reason-missing')
  })

  it('is over once the plan is issued', () => {
    given(drafted(), issued)
      .when({ type: 'change-task', task: { ...task, section: 'Quý I' }, reason: 'Sửa' })
      .isRefused('plan-issued')
  })
})

describe('issuing a plan', () => {
  it('tells how much is in it, and records the portal and the archive that its recipients name', () => {
    given(drafted())
      .when({ type: 'issue' })
      .happens(
        issued,
        happen(planPublished, { planId, recipient: 'Cổng thông tin điện tử Ngành' }),
        happen(planArchived, { planId, recipient: 'Lưu: VT, VP' }),
      )
  })

  it('makes the officer who issued it its owner', () => {
    expect(given(drafted()).when({ type: 'issue' }, { person: 'per_le-van-dong' }).state()).toMatchObject({
      status: 'issued',
      owner: 'per_le-van-dong',
      published: true,
      archived: true,
    })
  })

  it('is refused while findings are open, and says how many', () => {
    const draft = drafted({ findings: [mustFix, toConfirm, forInformation] })
    given(draft)
      .when({ type: 'issue' })
      .isRefused('findings-open', { field: 'findings', facts: { count: 2 } })
    given(draft, resolvedAs(resolution('fnd_1')))
      .when({ type: 'issue' })
      .isRefused('findings-open', { facts: { count: 1 } })
  })

  it('is allowed when only information is left', () => {
    expect(
      given(drafted({ findings: [forInformation] }))
        .when({ type: 'issue' })
        .word(),
    ).toBe('happened')
  })

  it('is refused for a plan without tasks or without recipients', () => {
    given(drafted({ tasks: [] }))
      .when({ type: 'issue' })
      .isRefused('no-tasks')
    given(drafted({ recipients: [] }))
      .when({ type: 'issue' })
      .isRefused('no-recipients')
  })

  it('is allowed without tasks for a plan of several years, which holds themes', () => {
    const { header } = plan()
    const period = drafted({ tasks: [], header: { ...header, throughYear: 2025 } })
    expect(given(period).when({ type: 'issue' }).state()).toMatchObject({ status: 'issued', tasks: [] })
  })

  describe('links it to the plans that it cites', () => {
    const facts = { parentPlanId: 'pln_so', parentIssuer: 'unt_so', basis: 'Kế hoạch số 1/KH-SGDĐT' }
    const found = { ...forInformation, findingId: 'parent', facts }
    const doubtful = { ...found, severity: 'confirm' as const }
    const linked = happen(planLinked, {
      planId,
      issuerUnit: plan().issuerUnit,
      number: plan().header.number,
      parentPlanId: 'pln_so',
      parentIssuer: 'unt_so',
      basis: facts.basis,
    })
    const issue = (severity: typeof found | typeof doubtful, decision?: 'accepted' | 'dismissed') => {
      const events = decision === undefined ? [] : [resolvedAs(resolution('parent', { decision }))]
      return given(drafted({ findings: [severity], recipients: [{ text: 'Các trường', kind: 'unit-group' }] }), ...events).when({
        type: 'issue',
      })
    }

    it.each([
      ['one that was found', found, undefined],
      ['one that was found and confirmed', found, 'accepted'],
      ['a doubtful one that was confirmed', doubtful, 'accepted'],
    ] as const)('%s', (_what, finding, decision) => {
      issue(finding, decision).happens({ ...issued, data: { ...issued.data, recipients: 1 } }, linked)
      expect(read(issue(finding, decision).state()).parents).toEqual([{ planId: 'pln_so', issuerUnit: 'unt_so' }])
    })

    it.each([
      ['one that was turned down', found],
      ['a doubtful one that was turned down', doubtful],
    ])('not %s', (_what, finding) => issue(finding, 'dismissed').happens({ ...issued, data: { ...issued.data, recipients: 1 } }))
  })

  it('happens once, whoever asks again', () =>
    given(drafted(), issued).when({ type: 'issue' }, { person: 'per_le-van-dong' }).changesNothing())
})

describe('a task of an issued plan', () => {
  const at = '2021-03-25T17:00:00.000Z'
  const opened = happen(planTaskOpened, { planId, key: '8', at })
  const closed = happen(planTaskClosed, { planId, key: '8', at, expected: 149, done: 140, owing: 9 })
  const close = { type: 'close-task', key: '8', expected: 149, done: 140 } as const
  const open = { type: 'open-task', key: '8' } as const

  it('opens once', () => {
    given(drafted(), issued).when(open, { at }).happens(opened)
    given(drafted(), issued, opened).when(open, { at }).changesNothing()
  })

  it('closes once, with how many had handed in and how many owed', () => {
    given(drafted(), issued, opened).when(close, { at }).happens(closed)
    given(drafted(), issued, opened, closed)
      .when({ ...close, done: 141 }, { at })
      .changesNothing()
  })

  it('closes without ever having opened, and does not open any more then', () => {
    given(drafted(), issued).when(close, { at }).happens(closed)
    given(drafted(), issued, closed).when(open, { at }).changesNothing()
  })

  it('leaves the other tasks alone', () => {
    const state = given(drafted(), issued).when(close, { at }).state()
    expect(taskOf(read(state), '8')).toMatchObject({ state: 'closed', closing: { at, expected: 149, done: 140, owing: 9 } })
    expect(taskOf(read(state), '9')).toEqual({ ...task, key: '9', state: 'planned' })
  })

  it.each([open, close])('is not touched while the plan is a draft: $type', (order) =>
    given(drafted()).when(order).isRefused('plan-not-issued'),
  )

  it.each([open, close])('must be one of the plan: $type', (order) => {
    given(drafted(), issued)
      .when({ ...order, key: '99' })
      .isRefused('not-found', { field: 'key' })
  })
})

describe('a finding raised while the plan runs', () => {
  it('is raised once', () => {
    const raised = happen(planFindingRaised, { planId, finding })
    given(drafted(), issued).when({ type: 'raise-finding', finding }).happens(raised)
    given(drafted(), issued, raised)
      .when({ type: 'raise-finding', finding: { ...finding, sentence: 'Khác' } })
      .changesNothing()
  })

  it('waits for its officer, and can be resolved after issuing', () => {
    const state = given(drafted(), issued).when({ type: 'raise-finding', finding }).state()
    expect(openFindings(read(state))).toEqual([finding])
    const raised = happen(planFindingRaised, { planId, finding })
    const done = given(drafted(), issued, raised).when({ type: 'resolve-findings', resolutions: [resolution(finding.findingId)] })
    expect(openFindings(read(done.state()))).toEqual([])
  })
})

describe('a plan in lists', () => {
  it('stands among the plans by date, and with the unit that issued it', () => {
    const listing = planAggregate.listing(
      given(offered)
        .when({ type: 'draft', plan: readFrom('upl_1') })
        .state(),
    )
    expect(listing).toMatchObject({ list: 'plan', listSort: '2021-01-14#pln_1', shelf: 'unit#unt_so-ha-noi', shelfSort: 'plan#pln_1' })
    expect(JSON.parse(listing.row)).toMatchObject({ planId, status: 'draft', published: false })
  })

  it('stands there by its file and the day it was sent while it is being read', () => {
    const listing = planAggregate.listing(given().when({ type: 'offer-document', offer }).state())
    expect(listing).toMatchObject({ list: 'plan', listSort: '2021-03-01#pln_1', shelf: 'unit#unt_so-ha-noi' })
    expect(JSON.parse(listing.row)).toMatchObject({ planId, status: 'reading', title: offer.fileName, number: '', published: false })
  })
})
