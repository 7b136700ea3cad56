import { describe, expect, it } from 'vitest'
import { asksForOwnPlan, isAnsweredBy } from './own-plan.ts'

const yearly = { issuerUnit: 'unt_pgd', header: { title: 'Công tác Thi đua – Khen thưởng ngành GDĐT quận Mẫu năm 2023', year: 2023 } }
const period = {
  issuerUnit: 'unt_th',
  header: { title: 'Công tác Thi đua - Khen thưởng giai đoạn 2021 -2025', year: 2021, throughYear: 2025 },
}
const conference = { issuerUnit: 'unt_pgd', header: { title: 'Tổ chức Hội nghị điển hình tiên tiến năm 2023', year: 2023 } }

describe('a plan and the task that asks for one', () => {
  it.each([
    ['Xây dựng kế hoạch công tác Thi đua – Khen thưởng năm 2023', yearly, true],
    ['gửi Kế hoạch triển khai công tác Thi đua – Khen thưởng năm 2023', yearly, true],
    ['gửi Kế hoạch của đơn vị mình', yearly, true],
    ['xây dựng kế hoạch, gửi về: Ban Tuyên giáo Huyện ủy', yearly, true],
    ['Xây dựng kế hoạch công tác thi đua năm học 2022-2023', yearly, true],
    ['Xây dựng kế hoạch công tác thi đua, khen thưởng năm 2024', yearly, false],
    ['Xây dựng kế hoạch tổ chức Hội nghị điển hình tiên tiến', yearly, false],
    ['Xây dựng kế hoạch tổ chức Hội nghị điển hình tiên tiến', conference, true],
    ['Xây dựng kế hoạch công tác thi đua giai đoạn 2021-2025', period, true],
    ['Xây dựng kế hoạch và tổ chức ký giao ước thi đua', yearly, false],
  ])('%s', (content, own, expected) => expect(isAnsweredBy({ content }, own)).toBe(expected))

  it('asks for it as its main work, not beside another', () => {
    expect(asksForOwnPlan({ kinds: ['build-plan', 'report'] })).toBe(true)
    expect(asksForOwnPlan({ kinds: ['report', 'build-plan'] })).toBe(false)
    expect(asksForOwnPlan({ kinds: [] })).toBe(false)
  })
})
