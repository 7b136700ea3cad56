/** The mails of a plan are read whole: its answer comes in pages. */
import { expect, it } from 'vitest'
import type { NoticeLine } from '../api/answers.ts'
import { readAll } from './notices.ts'

const mail = (noticeId: string, queuedAt?: string) =>
  ({ noticeId, queuedAt, kind: 'reminder', recipient: 'unt_mau', contact: 1, delivery: 'sent' }) satisfies NoticeLine

it('reads page after page, and puts the newest first', async () => {
  const pages: Record<string, object> = {
    '/mails': { notices: [mail('ntc_1', '2021-01-18T02:00:00.000Z'), mail('ntc_2')], next: 'a b' },
    '/mails?after=a%20b': { notices: [mail('ntc_3', '2021-03-01T02:00:00.000Z')] },
  }
  const api = { get: async <Body>(path: string) => ({ body: pages[path] as Body }) }
  expect((await readAll(api, '/mails')).map(({ noticeId }) => noticeId)).toEqual(['ntc_3', 'ntc_1', 'ntc_2'])
})
