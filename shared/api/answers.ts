/**
 * What each route answers with when it does not refuse: one schema a route, apart from the routes themselves so that no function carries
 * schemas it never runs. Handlers are typed by it, so is the portal, and the documentation at `/api/docs` is made of it.
 */
import * as z from 'zod/mini'
import { planSourceSchema } from '../plan/intake/source.ts'
import { XLSX_TYPE } from '../sheets/workbook.ts'
import { amendmentsAnswer, comparisonAnswer } from './answers/amendments.ts'
import { assignmentAnswer, workAnswer } from './answers/assignments.ts'
import { importAnswer, logAnswer, meAnswer, unitsAnswer } from './answers/directory.ts'
import { feedAnswer } from './answers/feeds.ts'
import { downloadLinkAnswer, uploadOfferAnswer } from './answers/files.ts'
import { nomineesAnswer, taskFilesAnswer } from './answers/hand-ins.ts'
import { noticeAnswer, noticesAnswer, unitNoticesAnswer } from './answers/notices.ts'
import { cascadeAnswer, overviewAnswer } from './answers/overview.ts'
import {
  anyPlanAnswer,
  documentOfferAnswer,
  matrixAnswer,
  missingAnswer,
  parentsAnswer,
  planAnswer,
  planBeingReadAnswer,
  plansAnswer,
  previewAnswer,
  progressAnswer,
  remindedAnswer,
} from './answers/plans.ts'
import { publicPlanAnswer, publicPlansAnswer } from './answers/public.ts'
import { searchAnswer } from './answers/search.ts'
import { openedAnswer, subscriptionAnswer, subscriptionsAnswer } from './answers/subscriptions.ts'
import { unitAnswer } from './answers/units.ts'

/** What every refusal says. */
export const refusalAnswer = z.object({
  code: z.string(),
  /** The field of the request it is about. */
  field: z.optional(z.string()),
  facts: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
  /** A Vietnamese sentence that says what to do. */
  message: z.string(),
  correlationId: z.optional(z.string()),
})

/** By name, as the documentation refers to them. */
export const shapes = {
  Amendments: amendmentsAnswer,
  AnyPlan: anyPlanAnswer,
  Assignment: assignmentAnswer,
  Cascade: cascadeAnswer,
  Comparison: comparisonAnswer,
  DocumentOffer: documentOfferAnswer,
  DownloadLink: downloadLinkAnswer,
  Feed: feedAnswer,
  ImportReport: importAnswer,
  Log: logAnswer,
  Matrix: matrixAnswer,
  Me: meAnswer,
  Missing: missingAnswer,
  Parents: parentsAnswer,
  Nominees: nomineesAnswer,
  Notice: noticeAnswer,
  Notices: noticesAnswer,
  Overview: overviewAnswer,
  Plan: planAnswer,
  PlanBeingRead: planBeingReadAnswer,
  PlanSource: planSourceSchema,
  Plans: plansAnswer,
  Preview: previewAnswer,
  Progress: progressAnswer,
  PublicPlan: publicPlanAnswer,
  PublicPlans: publicPlansAnswer,
  Search: searchAnswer,
  OpenedSubscription: openedAnswer,
  Subscription: subscriptionAnswer,
  Subscriptions: subscriptionsAnswer,
  TaskFiles: taskFilesAnswer,
  Unit: unitAnswer,
  UnitNotices: unitNoticesAnswer,
  Reminded: remindedAnswer,
  Units: unitsAnswer,
  UploadOffer: uploadOfferAnswer,
  Work: workAnswer,
} as const

const assignment = '/api/plans/{planId}/tasks/{key}/units/{unit}'

/** Answers in JSON, by method and path. */
export const answers = {
  'GET /api/me': shapes.Me,
  'GET /api/units': shapes.Units,
  'POST /api/directory/imports': shapes.ImportReport,
  'GET /api/log/{kind}/{id}': shapes.Log,

  'GET /api/search': shapes.Search,

  'GET /api/plans': shapes.Plans,
  'POST /api/plans': shapes.DocumentOffer,
  'POST /api/plans/{planId}/document': shapes.DocumentOffer,
  'GET /api/plans/{planId}/document': shapes.DownloadLink,
  'GET /api/plans/{planId}/source': shapes.PlanSource,
  'GET /api/plans/{planId}': shapes.AnyPlan,
  'GET /api/plans/{planId}/preview': shapes.Preview,
  'POST /api/plans/{planId}/findings': shapes.Plan,
  'PUT /api/plans/{planId}/tasks/{key}': shapes.Plan,
  'POST /api/plans/{planId}/issue': shapes.Plan,
  'GET /api/plans/{planId}/progress': shapes.Progress,
  'GET /api/plans/{planId}/matrix': shapes.Matrix,
  'GET /api/plans/{planId}/tasks/{key}/missing': shapes.Missing,
  'GET /api/plans/{planId}/tasks/{key}/nominees': shapes.Nominees,
  'GET /api/plans/{planId}/tasks/{key}/files/{part}': shapes.TaskFiles,
  'POST /api/plans/{planId}/tasks/{key}/reminders': shapes.Reminded,
  'GET /api/plans/{planId}/notices': shapes.Notices,
  'POST /api/plans/{planId}/notices/reminders': shapes.Reminded,
  'GET /api/plans/{planId}/cascade': shapes.Cascade,

  'GET /api/plans/{planId}/amendments': shapes.Amendments,
  'POST /api/plans/{planId}/amendments': shapes.Plan,
  'PUT /api/plans/{planId}/aim': shapes.Plan,
  'GET /api/plans/{planId}/comparison': shapes.Comparison,
  'PUT /api/plans/{planId}/tasks/{key}/match': shapes.Plan,
  'POST /api/plans/{planId}/tasks': shapes.Plan,
  'POST /api/plans/{planId}/tasks/{key}/removal': shapes.Plan,
  'PUT /api/plans/{planId}/header': shapes.Plan,
  'PUT /api/plans/{planId}/recipients': shapes.Plan,
  'PUT /api/plans/{planId}/policy': shapes.Plan,
  'POST /api/plans/{planId}/fixes': shapes.Plan,
  'POST /api/plans/{planId}/discard': shapes.Plan,
  'POST /api/plans/{planId}/amend': shapes.Plan,

  'GET /api/plans/{planId}/parents': shapes.Parents,
  'POST /api/plans/{planId}/parents': shapes.Plan,

  'GET /api/units/{unit}/overview': shapes.Overview,
  'GET /api/units/{unit}/work': shapes.Work,
  [`GET ${assignment}`]: shapes.Assignment,
  [`PUT ${assignment}/draft`]: shapes.Assignment,
  [`POST ${assignment}/uploads`]: shapes.UploadOffer,
  [`POST ${assignment}/uploads/{uploadId}/parts`]: shapes.UploadOffer,
  [`DELETE ${assignment}/uploads/{uploadId}`]: shapes.Assignment,
  [`PUT ${assignment}/uploads/{uploadId}/component`]: shapes.Assignment,
  [`GET ${assignment}/uploads/{uploadId}/link`]: shapes.DownloadLink,
  [`POST ${assignment}/submit`]: shapes.Assignment,
  [`POST ${assignment}/withdraw`]: shapes.Assignment,
  [`POST ${assignment}/return`]: shapes.Assignment,
  [`POST ${assignment}/accept`]: shapes.Assignment,
  [`POST ${assignment}/extension`]: shapes.Assignment,

  'GET /api/units/{unit}': shapes.Unit,
  'PUT /api/units/{unit}/contacts': shapes.Unit,
  'POST /api/units/{unit}/hand-overs': shapes.Unit,
  'POST /api/units/{unit}/hand-overs/cancel': shapes.Unit,
  'GET /api/units/{unit}/notices': shapes.UnitNotices,

  'GET /api/feeds/{whose}': shapes.Feed,
  'PUT /api/feeds/{whose}': shapes.Feed,
  'DELETE /api/feeds/{whose}': shapes.Feed,

  'GET /api/subscriptions': shapes.Subscriptions,
  'POST /api/subscriptions': shapes.OpenedSubscription,
  'POST /api/subscriptions/{id}/replays': shapes.Subscription,
  'POST /api/subscriptions/{id}/tests': shapes.Subscription,
  'DELETE /api/subscriptions/{id}': shapes.Subscription,

  'GET /api/public/plans': shapes.PublicPlans,
  'GET /api/public/plans/{planId}': shapes.PublicPlan,

  'GET /api/notices/{noticeId}': shapes.Notice,
  'POST /api/notices/{noticeId}/acknowledge': shapes.Notice,
  'POST /api/notices/{noticeId}/resend': shapes.Notice,
} as const

/** Answers that are files, by method and path: their media type. */
export const fileAnswers: Readonly<Record<string, string>> = {
  'GET /api/plans/{planId}/progress.csv': 'text/csv; charset=utf-8',
  'GET /api/plans/{planId}/progress.xlsx': XLSX_TYPE,
  'GET /api/plans/{planId}/tasks/{key}/missing.xlsx': XLSX_TYPE,
  'GET /api/plans/{planId}/tasks/{key}/nominees.xlsx/{part}': XLSX_TYPE,
  'GET /api/calendar/{feedId}/{secret}': 'text/calendar; charset=utf-8',
}

export type Shape<Name extends keyof typeof shapes> = Frozen<z.infer<(typeof shapes)[Name]>>

/** What a route's handler must answer with; `unknown` for one that answers with a file. */
export type AnswerTo<Method extends string, Path extends string> = `${Method} ${Path}` extends infer Key extends keyof typeof answers
  ? Frozen<z.infer<(typeof answers)[Key]>>
  : unknown

/** Read only, all the way down. */
export type Frozen<Value> = Value extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Frozen<Value[Key]> }
    : Value
