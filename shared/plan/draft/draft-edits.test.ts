import { describe, expect, it } from 'vitest'
import { happen } from '../../../events/event.ts'
import {
  planDrafted,
  planFindingResolved,
  planHeaderChanged,
  planIssued,
  planRecipientsChanged,
  planTaskAdded,
  planTaskRemoved,
} from '../../../events/plan.ts'
import { given as givenOf } from '../../log/given.test-support.ts'
import type { PlanEvent, PlanState } from '../plan.ts'
import { draftAggregate } from './draft-edits.ts'

const { planId, header, recipients } = planDrafted.sample
const drafted = happen(planDrafted, planDrafted.sample)
const given = (...events: readonly PlanEvent[]) => givenOf(draftAggregate, ...events)
const reason = 'Đúng theo bản giấy'

describe('correcting the header of a draft', () => {
  const after = { ...header, date: '2021-01-15' }
  const order = { type: 'change-header', header: after, reason } as const

  it('keeps both values, and the draft goes on with the new one', () => {
    const changed = given(drafted).when(order)
    changed.happens(happen(planHeaderChanged, { planId, before: header, after, reason }))
    expect(changed.state()).toMatchObject({ header: after })
  })

  it('changes nothing when it is so already, asks for a reason, and ends with the issue', () => {
    given(drafted)
      .when({ ...order, header })
      .changesNothing()
    given(drafted)
      .when({ ...order, reason: ' ' })
      .isRefused('reason-missing')
    given(drafted, happen(planIssued, planIssued.sample)).when(order).isRefused('plan-issued')
  })
})

describe('tasks of a draft', () => {
  const [row] = planDrafted.sample.tasks
  if (row === undefined) throw new Error('no row')
  const added = { ...row, key: '26', content: 'Xây dựng Kế hoạch thi đua của đơn vị', kinds: [] }

  it('that are added are the kind of work their content names, as in a document', () => {
    given(drafted)
      .when({ type: 'add-task', task: added, reason })
      .happens(happen(planTaskAdded, { planId, task: { ...added, kinds: ['build-plan'] }, reason }))
    given(drafted).when({ type: 'add-task', task: row, reason }).isRefused('task-exists')
  })

  it('take their nested deadlines along when they go', () => {
    const nested = { ...row, key: `${row.key}.1`, parent: row.key }
    given(happen(planDrafted, { ...planDrafted.sample, tasks: [row, nested, added] }))
      .when({ type: 'remove-task', key: row.key, reason })
      .happens(happen(planTaskRemoved, { planId, task: row, reason }), happen(planTaskRemoved, { planId, task: nested, reason }))
  })

  it('take along what there was to look at in them and nothing else, and leave what was decided before', () => {
    const nested = { ...row, key: `${row.key}.1`, parent: row.key }
    const finding = (findingId: string, about: string, severity: 'info' | 'must-fix' = 'must-fix') =>
      ({ findingId, code: 'deadline-missing', severity, about }) as const
    const findings = [
      finding('row', row.key),
      finding('decided', row.key),
      finding('nested', nested.key, 'info'),
      finding('other', added.key),
      finding('place', 'header.place'),
    ]
    const decided = happen(planFindingResolved, { planId, findingId: 'decided', decision: 'accepted', reason: 'Đúng là thiếu' })
    const over = (findingId: string) =>
      happen(planFindingResolved, { planId, findingId, decision: 'dismissed', reason: `Đã bỏ nhiệm vụ này: ${reason}` })
    const removed = given(happen(planDrafted, { ...planDrafted.sample, tasks: [row, nested, added], findings }), decided).when({
      type: 'remove-task',
      key: row.key,
      reason,
    })
    removed.happens(
      happen(planTaskRemoved, { planId, task: row, reason }),
      happen(planTaskRemoved, { planId, task: nested, reason }),
      over('row'),
      over('nested'),
    )
    const { findings: left = [] } = removed.state() as PlanState
    expect(left.filter(({ resolution }) => resolution === undefined).map(({ findingId }) => findingId)).toEqual(['other', 'place'])
  })
})

describe('correcting Nơi nhận of a draft', () => {
  it('keeps the kind of a line that stays, and knows the archive and the portal', () => {
    const [first = { text: '', kind: '' }] = recipients
    const texts = [first.text, 'Cổng thông tin điện tử Ngành', 'Lưu: VT', 'Các phòng GDĐT']
    const after = [
      first,
      { text: 'Cổng thông tin điện tử Ngành', kind: 'portal' },
      { text: 'Lưu: VT', kind: 'archive' },
      { text: 'Các phòng GDĐT', kind: 'unit-group' },
    ]
    const changed = given(drafted).when({ type: 'change-recipients', recipients: texts, reason })
    changed.happens(happen(planRecipientsChanged, { planId, before: recipients, after, reason }))
    expect(changed.state()).toMatchObject({ recipients: after })
  })
})
