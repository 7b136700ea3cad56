import { describe, expect, it } from 'vitest'
import { closedAtOnce, happenedWords } from './happened-words.ts'

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

describe('what an amendment closes for all as it is confirmed', () => {
  const past = { ...window, closesAt: '2021-02-05T17:00:00.000Z' }
  const named = (key: string) => ({ key, before: undefined, after: undefined })

  it('is what has its last day behind it, and was not closed before', () => {
    const changes = [
      { ...named('1'), stateBefore: 'open', windowAfter: past },
      { ...named('2'), stateBefore: 'closed', windowAfter: past },
      { ...named('3'), stateBefore: 'open', windowAfter: window },
      { ...named('4'), stateBefore: undefined, windowAfter: past },
      { ...named('5'), stateBefore: 'open', windowAfter: undefined },
    ] as const
    expect(closedAtOnce(changes, NOW)).toEqual(['1', '4'])
  })
})
