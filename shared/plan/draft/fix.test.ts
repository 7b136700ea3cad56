import { describe, expect, it } from 'vitest'
import { happen } from '../../../events/event.ts'
import { type PlanFinding, planDrafted, planFindingResolved, planTaskChanged } from '../../../events/plan.ts'
import { given as givenOf } from '../../log/given.test-support.ts'
import { draftOf as draftFor, task } from '../amendment/given.test-support.ts'
import type { PlanState } from '../plan.ts'
import { readPlan } from '../reading/index.ts'
import { draftOf } from './draft.ts'
import { draftAggregate } from './draft-edits.ts'
import { fixOf } from './fix.ts'

const row = task('8', 'Gửi hồ sơ xét tặng Kỷ niêm chương', { executing: ['Các phòng GDĐT', 'Truờng THPT'] })
const draft: PlanState = { ...draftFor([row]), header: { ...draftFor([]).header, place: 'Hà Nôi' } }
const finding = (code: string, about: string, facts: Record<string, string>): PlanFinding => ({
  findingId: `${code}:1`,
  code,
  severity: 'confirm',
  about,
  sentence: 'Câu của điểm này.',
  facts,
})
const shown = (about: PlanFinding, plan = draft) => fixOf(plan, about)?.shown

describe('what a finding suggests', () => {
  it.each([
    [
      'a word misread, in whichever cell of its row it stands',
      finding('spelling', '8', { seen: 'Truờng', meant: 'Trường' }),
      { field: 'executing', before: 'Các phòng GDĐT; Truờng THPT', after: 'Các phòng GDĐT; Trường THPT' },
    ],
    [
      'a place misread',
      finding('spelling', 'header.place', { seen: 'Hà Nôi', meant: 'Hà Nội' }),
      { field: 'place', before: 'Hà Nôi', after: 'Hà Nội' },
    ],
    [
      'those who are charged and not told, before the archive',
      finding('recipient-missing', 'recipients', { units: 'Công đoàn ngành; Sở Nội vụ' }),
      { field: 'recipients', after: 'Các đơn vị trực thuộc Sở; Cổng thông tin điện tử Ngành; Công đoàn ngành; Sở Nội vụ; Lưu: VT' },
    ],
    [
      'the issuer itself, taken out',
      finding('recipient-self', 'recipients[0]', { unit: 'Các đơn vị trực thuộc Sở' }),
      { field: 'recipients', after: 'Cổng thông tin điện tử Ngành; Lưu: VT' },
    ],
    [
      'the unit that the content names',
      finding('executor-mismatch', '8', { named: 'Các trường', executing: 'Các phòng GDĐT; Truờng THPT' }),
      { field: 'executing', after: 'Các trường' },
    ],
    [
      'a unit the content names besides',
      finding('executor-mismatch', '8', { named: 'Các trường', executing: 'Các phòng GDĐT; Truờng THPT', adds: 'Các trường' }),
      { field: 'executing', after: 'Các phòng GDĐT; Truờng THPT; Các trường' },
    ],
  ])('is shown before and after: %s', (_, about, expected) => {
    expect(shown(about)).toMatchObject(expected)
  })

  const late = (text: string, to: string): PlanState => ({
    ...draft,
    tasks: [{ ...row, state: 'planned', deadlineText: text, due: { kind: 'before-date', to, toBound: 'exclusive' } }],
  })
  it.each([
    ['a slipped year', 'Trước ngày 31/5/2020', '2020-05-31', 'Trước ngày 31/5/2021'],
    ['a day its year does not have', 'Trước ngày 29/02/2020', '2020-02-29', undefined],
    ['a day that is over in the plan’s year as well', 'Trước ngày 05/01/2020', '2020-01-05', undefined],
    ['a year that is not written', 'Trước ngày 31/5', '2020-05-31', undefined],
  ])('moves a deadline to the plan’s year only where that can be meant: %s', (_, text, to, expected) => {
    const about = finding('deadline-before-plan', '8', { deadline: text, issued: '14/01/2021' })
    expect(shown(about, late(text, to))?.after).toBe(expected)
  })

  it('is none once its place reads otherwise, it was decided, or the plan is issued', () => {
    const about = finding('spelling', '8', { seen: 'Truờng', meant: 'Trường' })
    const corrected = { ...draft, tasks: [{ ...row, state: 'planned' as const, executing: ['Các trường'] }] }
    expect(shown(about, corrected)).toBeUndefined()
    expect(fixOf(draft, { ...about, resolution: { decision: 'dismissed', reason: 'Đúng' } })).toBeUndefined()
    expect(shown(about, { ...draft, status: 'issued' })).toBeUndefined()
    expect(shown(finding('deadline-weekend', '8', {}))).toBeUndefined()
  })

  it('is worked out of what the reader really says', () => {
    const text = [
      'TRƯỜNG THPT LÂM QUANG\nSố: 5/KH-THPTLQ\nAn Lạc, ngày 05 tháng 02 năm 2024\n\nKẾ HOẠCH\nThi đua năm 2024\n\nI. LỊCH',
      'TT\tNội dung\tĐơn vị thực hiện\tThời gian',
      '1\tHội đông họp xét\tBan thi đua\tTrước ngày 05/3/2023',
    ].join('\n')
    const about = { planId: draft.planId, issuerUnit: 'u', fileName: 'kh.txt', sourceSha256: '0'.repeat(64) }
    const read = draftOf({ text, format: 'text', fromOcr: false }, readPlan(text), about)
    if (!('draft' in read)) throw new Error(read.code)
    const plan = draftFor(read.draft.tasks, read.draft)
    expect(plan.findings.flatMap((one) => fixOf(plan, one)?.shown.after ?? [])).toEqual(['Trước ngày 05/3/2024', 'Hội đồng họp xét'])
  })
})

describe('doing what a finding suggests', () => {
  const slip = finding('spelling', '8', { seen: 'Truờng', meant: 'Trường' })
  const drafted = happen(planDrafted, { ...planDrafted.sample, tasks: [row], findings: [slip, { ...slip, findingId: 'spelling:1-2' }] })
  const { planId } = planDrafted.sample
  const order = { type: 'apply-fix', findingId: slip.findingId } as const
  const reason = 'Áp dụng đề nghị: Câu của điểm này.'

  it('edits and resolves in one act, with the same slip of the same row', () => {
    const resolved = { planId, decision: 'accepted' as const, reason }
    givenOf(draftAggregate, drafted)
      .when(order)
      .happens(
        happen(planTaskChanged, { planId, before: row, after: { ...row, executing: ['Các phòng GDĐT', 'Trường THPT'] }, reason }),
        happen(planFindingResolved, { ...resolved, findingId: slip.findingId }),
        happen(planFindingResolved, { ...resolved, findingId: 'spelling:1-2' }),
      )
  })

  it('is refused where there is nothing to do any more', () => {
    const gone = happen(planDrafted, { ...planDrafted.sample, findings: [slip] })
    givenOf(draftAggregate, gone).when(order).isRefused('fix-not-there')
    givenOf(draftAggregate, drafted)
      .when({ ...order, findingId: 'none' })
      .isRefused('fix-not-there')
  })
})
