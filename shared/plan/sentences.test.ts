import { describe, expect, it } from 'vitest'
import { taskSchema } from '../../events/plan.ts'
import { runtimeFindingCodes, runtimeFindingSentence, taskForms, taskLabel } from './sentences.vi.ts'

describe('what readers see of a plan', () => {
  it('has words for every form of a task', () => {
    expect(Object.keys(taskForms)).toEqual(taskSchema.shape.form.options)
  })

  it('does not send the reader of a body duty to the appendix', () => {
    expect(taskLabel('6.1')).toBe('Nhiệm vụ 6.1')
    expect(taskLabel('B2')).toBe('Việc thứ 2 nêu trong phần nội dung')
  })

  it('says of a bounced mail whose it was, why, and what to do', () => {
    const facts = { name: 'Trường THPT Mẫu', address: 'cu@thpt-mau.thidua.test', reason: 'Permanent' }
    const sentence = runtimeFindingSentence({ code: 'mail-bounced', facts })
    expect(sentence).toContain('Trường THPT Mẫu (cu@thpt-mau.thidua.test)')
    expect(sentence).toContain('không tồn tại')
    expect(sentence).toContain('sửa địa chỉ')
    expect(sentence).not.toContain('Permanent')
  })

  it('names the unit without contact by the name it is given', () => {
    expect(runtimeFindingSentence({ code: 'no-contact' }, 'Trường THPT Mẫu')).toMatch(/^Trường THPT Mẫu có tên trong Nơi nhận/)
  })

  it('has a sentence without gaps for every runtime finding, even without facts', () => {
    for (const code of runtimeFindingCodes) expect(runtimeFindingSentence({ code })).not.toMatch(/undefined|[{}]/)
  })
})
