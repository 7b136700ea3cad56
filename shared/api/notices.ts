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

export const chasePlan = defineRoute({
  method: 'POST',
  path: '/api/plans/{planId}/notices/reminders',
  action: 'plan.remind',
  summary: 'Send the plan’s mail once more to everybody who has not said that they got it; nobody who got it today',
})

export const listUnitNotices = defineRoute({
  method: 'GET',
  path: '/api/units/{unit}/notices',
  action: 'notice.list',
  summary: 'Every mail to the unit, and to the caller in person, newest first',
})

export const noticeRoutes = [listUnitNotices, readNotice, acknowledgeNotice, resendNotice] as const

export const chaseRoutes = [chasePlan] as const
