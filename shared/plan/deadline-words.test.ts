import { describe, expect, it } from 'vitest'
import { deadlineWords } from './deadline-words.ts'

const beforeDate = (to: string, text: string) => ({
  due: { kind: 'before-date', to, toBound: 'exclusive' as const, precision: 'day' },
  deadlineText: text,
})

describe('a deadline in words', () => {
  it('shows the words of the document and both readings where they differ', () => {
    const words = deadlineWords(beforeDate('2021-03-25', 'Trước ngày 25/3/2021'), 'lenient')
    expect(words.written).toBe('“Trước ngày 25/3/2021”')
    expect(words.advised).toBe('thứ Tư, 24/3/2021')
    expect(words.accepted).toBe('thứ Năm, 25/3/2021, trước 24:00 (giờ Hà Nội)')
    expect(words.remark).toBeUndefined()
  })

  it('shows no marks of bold, which the log of an earlier reading may hold', () => {
    expect(deadlineWords(beforeDate('2021-03-25', 'Trước ngày **25/3/2021** '), 'lenient').written).toBe('“Trước ngày 25/3/2021”')
    expect(deadlineWords({ due: null, deadlineText: '****' }, 'lenient').written).toBeUndefined()
  })

  it('shows one reading where the plan closes on the strict one', () => {
    const words = deadlineWords(beforeDate('2021-03-25', 'Trước ngày 25/3/2021'), 'strict')
    expect(words.advised).toBeUndefined()
    expect(words.accepted).toBe('thứ Tư, 24/3/2021, trước 24:00 (giờ Hà Nội)')
  })

  it('advises the working day before where the day to aim for is on a weekend', () => {
    const { remark } = deadlineWords(beforeDate('2021-05-30', 'Trước ngày 30/5/2021'), 'lenient')
    expect(remark).toBe('29/5/2021 và 30/5/2021 là ngày nghỉ cuối tuần; nên gửi xong trong ngày làm việc trước đó.')
  })

  it('notes a weekend without advice where the day to aim for is a working day', () => {
    expect(deadlineWords(beforeDate('2021-06-05', 'Trước ngày 05/6/2021'), 'lenient').remark).toBe('05/6/2021 là ngày nghỉ cuối tuần.')
  })

  it('does not advise a day on which it cannot be handed in yet', () => {
    const sunday = {
      due: { kind: 'day', from: '2021-05-30', to: '2021-05-30', toBound: 'inclusive' as const },
      deadlineText: 'Ngày 30/5/2021',
    }
    expect(deadlineWords(sunday, 'lenient').remark).toBe('30/5/2021 là ngày nghỉ cuối tuần.')
  })

  it('shows when a window opens', () => {
    const range = { due: { kind: 'range', from: '2021-11-18', to: '2021-12-10', toBound: 'inclusive' as const }, deadlineText: 'Từ ngày …' }
    const words = deadlineWords(range, 'lenient')
    expect(words.opens).toBe('thứ Năm, 18/11/2021')
    expect(words.accepted).toBe('thứ Sáu, 10/12/2021, trước 24:00 (giờ Hà Nội)')
  })

  it('says so where the document names no day, and does not invent one', () => {
    const semester = deadlineWords({ due: null, deadlineText: 'Trong học kỳ 2' }, 'lenient')
    expect(semester).toEqual({
      written: '“Trong học kỳ 2”',
      remark: 'Kế hoạch không ghi ngày cụ thể; xin làm theo hướng dẫn của nơi ban hành.',
    })
    const empty = deadlineWords({ due: null, deadlineText: ' ' }, 'lenient')
    expect(empty).toEqual({ written: undefined, remark: 'Kế hoạch không ghi thời hạn; xin làm theo hướng dẫn của nơi ban hành.' })
  })
})
