/** The API's words, from its own contracts. Types only: nothing of the server comes along. */
import type * as z from 'zod/mini'
import type * as amendments from '../../../shared/api/amendments.ts'
import type { Frozen, refusalAnswer, Shape } from '../../../shared/api/answers.ts'
import type * as assignments from '../../../shared/api/assignments.ts'
import type * as directoryRoutes from '../../../shared/api/directory.ts'
import type * as feeds from '../../../shared/api/feeds.ts'
import type * as plans from '../../../shared/api/plans.ts'
import type * as subscriptions from '../../../shared/api/subscriptions.ts'
import type * as units from '../../../shared/api/units.ts'

export type Me = Shape<'Me'>
export type Role = Me['roles'][number]

export type PlanRow = Shape<'Plans'>['plans'][number]
export type Plan = Shape<'Plan'>
/** A plan of which there is only its file yet. */
export type PlanBeingRead = Shape<'PlanBeingRead'>
export type AnyPlan = Shape<'AnyPlan'>
export type PlanSource = Shape<'PlanSource'>
export type DocumentOffer = Shape<'DocumentOffer'>
export type Task = Plan['tasks'][number]
export type Finding = Plan['findings'][number]
export type Parents = Shape<'Parents'>
export type Preview = Shape<'Preview'>
export type Progress = Shape<'Progress'>
export type Missing = Shape<'Missing'>
export type Nominees = Shape<'Nominees'>
export type TaskFiles = Shape<'TaskFiles'>
export type Reminded = Shape<'Reminded'>
export type Notices = Shape<'Notices'>
export type NoticeLine = Notices['notices'][number]
export type Matrix = Shape<'Matrix'>
export type MatrixUnit = NonNullable<Matrix['units']>[number]
export type MatrixTask = NonNullable<Matrix['tasks']>[number]
export type StandingState = Matrix['items'][number]['tasks'][string]

export type Amendments = Shape<'Amendments'>
export type Comparison = Shape<'Comparison'>
export type Cascade = Shape<'Cascade'>
export type Overview = Shape<'Overview'>
export type CascadeUnit = Cascade['units'][number]

export type PublicPlans = Shape<'PublicPlans'>
export type PublicPlan = Shape<'PublicPlan'>

export type Work = Shape<'Work'>
export type WorkItem = Work['work'][number]
export type Assignment = Shape<'Assignment'>
export type DossierFile = Assignment['files'][number]
export type Submission = Assignment['submissions'][number]
export type UploadOffer = Shape<'UploadOffer'>
export type DownloadLink = Shape<'DownloadLink'>

export type Notice = Shape<'Notice'>
export type Log = Shape<'Log'>
export type LogEvent = Log['events'][number]

export type SearchFound = Shape<'Search'>

export type Units = Shape<'Units'>
export type ImportReport = Shape<'ImportReport'>

export type Feed = Shape<'Feed'>
export type Subscriptions = Shape<'Subscriptions'>
export type Subscription = Shape<'Subscription'>
export type OpenedSubscription = Shape<'OpenedSubscription'>
export type UnitDesk = Shape<'Unit'>
export type UnitPerson = UnitDesk['people'][number]
export type UnitNotices = Shape<'UnitNotices'>
export type UnitNotice = UnitNotices['notices'][number]

export type DraftBody = BodyOf<typeof assignments.saveDraft>
export type UploadBody = BodyOf<typeof assignments.offerUpload>
export type ExtensionBody = BodyOf<typeof assignments.extendAssignment>
export type TaskBody = BodyOf<typeof plans.changeTask>
export type HeaderBody = BodyOf<typeof amendments.changeHeader>
export type RecipientsBody = BodyOf<typeof amendments.changeRecipients>
export type AddTaskBody = BodyOf<typeof amendments.addTask>
export type FixBody = BodyOf<typeof amendments.applyFix>
export type FindingsBody = BodyOf<typeof plans.resolveFindings>
export type DocumentBody = BodyOf<typeof plans.draftPlan>
export type ImportBody = BodyOf<typeof directoryRoutes.importDirectory>
export type ContactsBody = BodyOf<typeof units.changeContacts>
export type HandOverBody = BodyOf<typeof units.handOverRole>
export type CancelHandOverBody = BodyOf<typeof units.cancelHandOverOfRole>
export type FeedBody = BodyOf<typeof feeds.openFeed>
export type OpenSubscriptionBody = BodyOf<typeof subscriptions.openSubscription>
export type ReplayBody = BodyOf<typeof subscriptions.replaySubscription>
type BodyOf<Route extends { readonly body?: z.ZodMiniType }> = Frozen<z.infer<NonNullable<Route['body']>>>

/** What every refusal of the API says. */
export type RefusalAnswer = Frozen<z.infer<typeof refusalAnswer>>
