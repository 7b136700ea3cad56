/** Routes about one mail. Reading it changes nothing; acknowledging is a button (mail scanners open links). */
import { defineRoute } from './route.ts'

export const readNotice = defineRoute({
  method: 'GET',
  path: '/api/notices/{noticeId}',
  action: 'notice.read',
  summary: 'One mail as it was sent',
})

export const acknowledgeNotice = defineRoute({
  method: 'POST',
  path: '/api/notices/{noticeId}/acknowledge',
  action: 'notice.acknowledge',
  summary: 'Say that it was read',
})

export const resendNotice = defineRoute({
  method: 'POST',
  path: '/api/notices/{noticeId}/resend',
  action: 'notice.resend',
  summary: 'Send one mail again',
})

export const noticeRoutes = [readNotice, acknowledgeNotice, resendNotice] as const
