import { describe, expect, test } from 'vitest'
import { catalogue } from '../../events/catalogue.ts'
import { EVENT_SOURCE } from '../../events/event.ts'
import { matches } from '../../infra/local/pattern.ts'
import { apiFunctions } from '../../infra/wiring.ts'
import { routeKey } from '../../shared/api/route.ts'
import { assembly } from './assembly.ts'

/** Who hears what: every event of the catalogue and of AWS, put to every rule of the template. */
const ROUTING = `
plan.document-offered v1 → document-offered/expire-document
plan.document-refused v1 → nobody
plan.document-overlooked v1 → document-uploaded/read-plan
plan.drafted v1 → nobody
plan.finding-resolved v1 → nobody
plan.task-changed v1 → nobody
plan.issued v1 → plan-issued/enter-registers, plan-issued/fulfil-duty, plan-issued/schedule-deadlines, plan-issued/tell-recipients, plan-progressed/enter-bulletin
plan.published v1 → plan-published/put-on-portal
plan.archived v1 → nobody
plan.linked v1 → plan-issued/enter-registers, plan-issued/fulfil-duty
plan.task-opened v1 → plan-progressed/enter-bulletin
plan.task-closed v1 → plan-progressed/enter-bulletin, task-closed/tell-officer
plan.finding-raised v1 → nobody
plan.task-added v1 → nobody
plan.task-removed v1 → nobody
plan.header-changed v1 → nobody
plan.recipients-changed v1 → nobody
plan.policy-changed v1 → nobody
plan.draft-aimed v1 → nobody
plan.task-matched v1 → nobody
plan.draft-ended v1 → nobody
plan.amended v1 → plan-amended/retime-deadlines, plan-amended/tell-affected, plan-issued/enter-registers, plan-progressed/enter-bulletin, plan-published/put-on-portal
plan.task-amended v1 → nobody
plan.draft-revised v1 → nobody
assignment.drafted v1 → assignment-changed/record-standing
assignment.upload-offered v1 → assignment-changed/record-standing, upload-offered/expire-upload
assignment.upload-continued v1 → upload-offered/expire-upload
assignment.file-attached v1 → nobody
assignment.file-refused v1 → assignment-changed/tell-unit
assignment.upload-expired v1 → nobody
assignment.file-removed v1 → nobody
assignment.file-sorted v1 → nobody
assignment.submitted v1 → assignment-changed/record-standing, assignment-changed/tell-unit, plan-progressed/enter-bulletin
assignment.withdrawn v1 → assignment-changed/record-standing, plan-progressed/enter-bulletin
assignment.returned v1 → assignment-changed/record-standing, assignment-changed/tell-unit, plan-progressed/enter-bulletin
assignment.accepted v1 → assignment-changed/record-standing, assignment-changed/tell-unit, plan-progressed/enter-bulletin
assignment.extended v1 → assignment-changed/record-standing, assignment-changed/tell-unit, assignment-extended/schedule-extension, plan-progressed/enter-bulletin
assignment.extension-ended v1 → assignment-changed/tell-unit, plan-progressed/enter-bulletin
notice.queued v1 → notice-queued/send-mail
notice.sent v1 → nobody
notice.delivered v1 → nobody
notice.bounced v1 → notice-bounced/tell-officer
notice.complained v1 → nobody
notice.acknowledged v1 → nobody
notice.cancelled v1 → nobody
deadline.opened v1 → deadline-opened/open-task
deadline.near v1 → deadline-near/remind
deadline.reached v1 → deadline-reached/close-task
deadline.extension-near v1 → deadline-near/remind
deadline.extension-reached v1 → extension-reached/end-extension
unit.registered v1 → directory-changed/tell-asked
unit.changed v1 → directory-changed/tell-asked
unit.role-transferred v1 → role-transferred/tell-people
unit.role-transfer-cancelled v1 → role-transferred/tell-people
group.registered v1 → directory-changed/tell-asked
group.changed v1 → directory-changed/tell-asked
person.registered v1 → nobody
person.changed v1 → nobody
feed.opened v1 → nobody
feed.revoked v1 → nobody
bulletin.entered v1 → nobody
subscription.opened v1 → nobody
subscription.queued v1 → subscription-queued/call-listener
subscription.answered v1 → nobody
subscription.unanswered v1 → nobody
subscription.suspended v1 → nobody
subscription.test-queued v1 → subscription-queued/call-listener
subscription.tested v1 → nobody
subscription.closed v1 → nobody
reaction.failed v1 → reaction-failed/tell-officer
S3: a dossier's file in quarantine → object-created/check-file
S3: a plan document in quarantine → document-uploaded/read-plan
S3: a checked file → nobody
S3: a document that was read → nobody
S3: an upload in another bucket → nobody
SES: Email Sent → mail-reported/record-delivery
SES: Email Delivered → mail-reported/record-delivery
SES: Email Bounced → mail-reported/record-delivery
SES: Email Complaint Received → mail-reported/record-delivery
SES: Email Rejected → mail-reported/record-delivery
SES: Email Rendering Failed → mail-reported/record-delivery
SES: Email Opened → nobody
`

/** What calendar programs fetch, and what anybody may read. */
const OPEN = ['GET /api/calendar/{feedId}/{secret}', 'GET /api/public/plans', 'GET /api/public/plans/{planId}']

const { model } = assembly()

/** Functions whose queue gets this event by a rule of this bus. */
function hearers(busName: string, event: unknown): readonly string[] {
  const queues = model.rules
    .filter((rule) => rule.enabled && (rule.busName === 'default') === (busName === 'default') && matches(rule.pattern, event))
    .flatMap(({ targets }) => targets.map(({ queueArn }) => queueArn))
  const functions = model.queueSources.filter(({ queueArn }) => queues.includes(queueArn)).map(({ functionArn }) => functionArn)
  return functions.map((arn) => model.functions.find((fn) => fn.arn === arn)?.environment.REACTION ?? arn).sort()
}

const metadata = {
  id: 'x',
  version: 1,
  stream: 'x',
  sequence: 1,
  at: 'x',
  actor: { person: 'system' },
  correlationId: 'x',
  causationId: 'x',
}

function ours(name: string, version: number, data: unknown) {
  return { source: EVENT_SOURCE, 'detail-type': name, detail: { metadata: { ...metadata, version }, data } }
}

const bucket = model.buckets.find(({ sendsEvents }) => sendsEvents)?.name
const uploaded = (name: string | undefined, key: string) => ({
  source: 'aws.s3',
  'detail-type': 'Object Created',
  detail: { bucket: { name }, object: { key } },
})
const reported = (detailType: string) => ({ source: 'aws.ses', 'detail-type': detailType, detail: { eventType: 'any', mail: {} } })

const awsEvents: readonly (readonly [string, unknown])[] = [
  ["S3: a dossier's file in quarantine", uploaded(bucket, 'quarantine/dossiers/pln_1/8/unt_1/upl_1')],
  ['S3: a plan document in quarantine', uploaded(bucket, 'quarantine/plans/pln_1/upl_1')],
  ['S3: a checked file', uploaded(bucket, 'dossiers/asg_1/upl_1')],
  ['S3: a document that was read', uploaded(bucket, 'plans/pln_1/upl_1/original')],
  ['S3: an upload in another bucket', uploaded('another', 'quarantine/dossiers/pln_1/8/unt_1/upl_1')],
  ...[
    'Email Sent',
    'Email Delivered',
    'Email Bounced',
    'Email Complaint Received',
    'Email Rejected',
    'Email Rendering Failed',
    'Email Opened',
  ].map((detailType) => [`SES: ${detailType}`, reported(detailType)] as const),
]

function routingTable(): string {
  const line = (what: string, who: readonly string[]) => `${what} → ${who.length === 0 ? 'nobody' : who.join(', ')}`
  const own = catalogue.map(({ name, version, sample }) => line(`${name} v${version}`, hearers('own', ours(name, version, sample))))
  return [...own, ...awsEvents.map(([what, event]) => line(what, hearers('default', event)))].join('\n')
}

describe('routing', () => {
  test('every event reaches exactly the reactions of this table', () => {
    expect(routingTable()).toBe(ROUTING.trim())
  })

  test('an event of ours on the default bus, or of a stranger on ours, reaches nobody', () => {
    const [definition] = catalogue
    const event = ours(definition?.name ?? '', 1, definition?.sample)
    expect(hearers('default', event)).toEqual([])
    expect(hearers('own', { ...event, source: 'stranger' })).toEqual([])
  })

  test('a version nobody knows yet reaches nobody', () => {
    for (const { name, sample } of catalogue) expect(hearers('own', ours(name, 99, sample))).toEqual([])
  })

  test('every pattern is within the length EventBridge takes', () => {
    for (const { pattern } of model.rules) expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(2_048)
  })

  test('the API answers every route of the map, each to holders of a token but for those named here', () => {
    const [api] = model.httpApis
    const wanted = apiFunctions.flatMap(({ routes }) => routes.map(routeKey)).sort()
    expect(api?.routes.map(({ key }) => key).sort()).toEqual(wanted)
    for (const route of api?.routes ?? []) {
      const isOpen = OPEN.includes(route.key)
      expect([route.key, route.authorizer]).toEqual([
        route.key,
        isOpen ? undefined : { issuer: 'https://issuer.example', audience: ['portal'] },
      ])
    }
  })
})
