import { describe, expect, it } from 'vitest'
import { happenedWords } from './happened-words.ts'

const NOW = '2021-02-06T02:00:00.000Z'
const window = { strictLastDay: '2021-03-25', lenientLastDay: '2021-03-26', lastDay: '2021-03-26', closesAt: '2021-03-26T17:00:00.000Z' }
const change = { stateBefore: 'planned', stateAfter: 'planned', remindersSent: 0, units: { handedIn: 0 } } as const

describe('what has happened to a task that an amendment changes', () => {
  it.each([
    ['is open where no first day is named', window, window, /^nhiệm vụ đang nhận;/],
    ['is not open before its first day', { ...window, opensOn: '2021-03-01' }, { ...window, opensOn: '2021-03-02' }, /^nhiệm vụ chưa mở;/],
    ['opens where the first day goes', { ...window, opensOn: '2021-03-01' }, window, /chưa mở.*đang nhận/],
  ])('says that it %s, as the other pages do', (_what, windowBefore, windowAfter, expected) => {
    expect(happenedWords({ ...change, windowBefore, windowAfter }, NOW)).toMatch(expected)
  })
})
