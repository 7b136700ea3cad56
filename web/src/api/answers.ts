/** The API's answers, by the very functions that make them. Types only: nothing of the server comes along. */
import type * as z from 'zod/mini'
import type { meOf } from '../../../shared/access/me.ts'
import type * as assignments from '../../../shared/api/assignments.ts'
import type * as directoryRoutes from '../../../shared/api/directory.ts'
import type * as plans from '../../../shared/api/plans.ts'
import type { assignmentView, workOf } from '../../../shared/assignment/work.ts'
import type { importFile } from '../../../shared/directory/import-file.ts'
import type { UnitType } from '../../../shared/directory/model.ts'
import type { readStream } from '../../../shared/log/read.ts'
import type { noticeView } from '../../../shared/notice/view.ts'
import type { matrixOf, missingOf, noticesOf, PlanRow as PlanLine, previewOf, progressOf } from '../../../shared/plan/follow.ts'
import type { planView } from '../../../shared/plan/view.ts'
import type { UnitRow, UploadRequest } from '../../../shared/ports.ts'

export type Me = ReturnType<typeof meOf>
export type Role = Me['roles'][number]

export interface PlanMay {
  readonly review: boolean
  readonly issue: boolean
  readonly follow: boolean
}
export type PlanRow = PlanLine & { readonly may: PlanMay }
export type Plan = ReturnType<typeof planView> & { readonly may: PlanMay }
export type Task = Plan['tasks'][number]
export type Finding = Plan['findings'][number]
export type Preview = ReturnType<typeof previewOf>
export type Progress = Awaited<ReturnType<typeof progressOf>>
export type Missing = Awaited<ReturnType<typeof missingOf>>
export type Notices = Awaited<ReturnType<typeof noticesOf>>
export type NoticeLine = Notices['notices'][number]
export type Matrix = Awaited<ReturnType<typeof matrixOf>>
export type MatrixUnit = Extract<Matrix, { units: unknown }>['units'][number]
export type MatrixTask = Extract<Matrix, { tasks: unknown }>['tasks'][number]
export type Standing = UnitRow['tasks'][string]

export type Work = Awaited<ReturnType<typeof workOf>>
export type WorkItem = Extract<Work, { name?: string }>['work'][number]
export type Assignment = Partial<Full<ReturnType<typeof assignmentView>>> &
  ReturnType<typeof assignmentView> & {
    readonly unitName?: string
    readonly may: { readonly edit: boolean; readonly judge: boolean; readonly log: boolean }
  }
type Full<View> = View extends { readonly state: unknown } ? View : never
export type DossierFile = Full<ReturnType<typeof assignmentView>>['files'][number]
export type Submission = Full<ReturnType<typeof assignmentView>>['submissions'][number]

export interface UploadOffer {
  readonly uploadId: string
  readonly expiresAt: string
  readonly request: UploadRequest
}

export type Notice = ReturnType<typeof noticeView>
export type Log = Awaited<ReturnType<typeof readStream>>
export type LogEvent = Log['events'][number]

export interface Units {
  readonly units: readonly { readonly id: string; readonly name: string; readonly type: UnitType; readonly parent?: string }[]
}
export type ImportReport = Extract<Awaited<ReturnType<typeof importFile>>, { body: unknown }>['body']

export type DraftBody = BodyOf<typeof assignments.saveDraft>
export type UploadBody = BodyOf<typeof assignments.offerUpload>
export type ExtensionBody = BodyOf<typeof assignments.extendAssignment>
export type TaskBody = BodyOf<typeof plans.changeTask>
export type FindingsBody = BodyOf<typeof plans.resolveFindings>
export type PlanBody = BodyOf<typeof plans.draftPlan>
export type ImportBody = BodyOf<typeof directoryRoutes.importDirectory>
type BodyOf<Route extends { readonly body?: z.ZodMiniType }> = z.infer<NonNullable<Route['body']>>

/** What every refusal of the API says. */
export interface RefusalAnswer {
  readonly code: string
  readonly field?: string
  readonly facts?: Readonly<Record<string, string | number>>
  readonly message: string
  readonly correlationId?: string
}
