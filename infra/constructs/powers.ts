/**
 * What the map grants, as IAM statements and environment variables. A function may reach exactly the partitions of the kinds it names:
 * every key begins with its kind (`shared/aws/table.ts`), and DynamoDB checks the leading keys of each call.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
import { Stack } from 'aws-cdk-lib'
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import type { EventBus } from 'aws-cdk-lib/aws-events'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { LISTS_INDEX, SHELVES_INDEX } from '../../shared/aws/table.ts'
import type { LogKind, Powers, ReactionPowers } from '../wiring.ts'
import { DOSSIERS, PLANS, QUARANTINED_DOSSIERS, QUARANTINED_PLANS } from './files.ts'
import type { Schedules } from './schedules.ts'
import type { Sender } from './sender.ts'

/** Everything a function may be given a part of. */
export interface Surroundings {
  readonly table: TableV2
  readonly files: { readonly name: string; readonly arn: string }
  readonly portalUrl: string
  /** `yes` on the local machine, whose listeners are on it too. */
  readonly listenersOnLoopback: string
  readonly codeOf: (functionName: string) => string
}

/** Everything a reaction may be given a part of. */
export interface ReactionSurroundings extends Surroundings {
  readonly mail: { readonly sender: Sender; readonly configurationSetName: string }
  readonly schedules: Schedules
  readonly bus: EventBus
}

export function statementsOf(powers: Powers, around: Surroundings): readonly PolicyStatement[] {
  return [...tableStatements(powers, around), ...fileStatements(powers, around)]
}

export function reactionStatementsOf(powers: ReactionPowers, around: ReactionSurroundings): readonly PolicyStatement[] {
  return [...statementsOf(powers, around), ...outwardStatements(powers, around)]
}

const READ = ['dynamodb:BatchGetItem', 'dynamodb:Query']
/** A transaction needs the rights of the writes it is made of; BatchGetItem finds what an earlier command under the same key did, or what a row says. */
const APPEND = ['dynamodb:BatchGetItem', 'dynamodb:PutItem']
const DIRECTORY: readonly LogKind[] = ['unit', 'group', 'person']
/** Whoever keeps the directory or plans asks for their revisions; whoever changes them raises those. */
const revisionsOf = (kinds: readonly LogKind[]) => [
  ...(kinds.some((kind) => DIRECTORY.includes(kind)) ? ['revision#directory'] : []),
  ...(kinds.includes('plan') ? ['revision#plan#*'] : []),
]

function tableStatements(powers: Powers, { table }: Surroundings): readonly PolicyStatement[] {
  const { reads = [], appends = [], lists = [], claims, secrets, board, registers } = powers
  const on = (actions: readonly string[], leadingKeys: readonly string[], resources = [table.tableArn]) =>
    leadingKeys.length === 0 ? [] : [new PolicyStatement({ actions: [...actions], resources, conditions: onlyKeys(leadingKeys) })]
  const indexes = [LISTS_INDEX, SHELVES_INDEX].map((index) => `${table.tableArn}/index/${index}`)
  return [
    // In one statement: states and revisions are read by one call, and all its keys must be allowed by the same statement.
    ...on(reads.length > 0 ? READ : ['dynamodb:BatchGetItem'], [...reads.map(partitionsOf), ...revisionsOf([...reads, ...lists])]),
    ...on(...appending(appends)),
    ...on(['dynamodb:PutItem'], claims ? ['claim#*'] : []),
    ...on(secrets === 'keep' ? ['dynamodb:PutItem'] : ['dynamodb:BatchGetItem'], secrets ? ['secret#*'] : []),
    ...on(board === 'write' ? APPEND : ['dynamodb:Query'], board === undefined ? [] : ['board#*']),
    ...on(
      [registers?.may === 'write' ? 'dynamodb:PutItem' : 'dynamodb:Query'],
      (registers?.names ?? []).map((name) => `register#${name}*`),
    ),
    // A list may be the kind alone (all plans) or a part of it (all hand-ins of one task).
    ...on(
      ['dynamodb:Query'],
      lists.flatMap((kind) => [kind, partitionsOf(kind)]),
      indexes,
    ),
  ]
}

/**
 * In one statement too: a transaction puts events and raises revisions. Whether DynamoDB holds each action of it to its own keys or to those
 * of the whole is nowhere said; a statement that allows the whole is right either way.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
 */
function appending(kinds: readonly LogKind[]): [actions: readonly string[], leadingKeys: readonly string[]] {
  const revisions = revisionsOf(kinds)
  return [revisions.length === 0 ? APPEND : [...APPEND, 'dynamodb:UpdateItem'], [...kinds.map(partitionsOf), ...revisions]]
}

const partitionsOf = (kind: LogKind) => `${kind}#*`

/** All keys of the call, and at least one: `ForAllValues` alone is true of a call that names no key, such as a scan. */
function onlyKeys(leadingKeys: readonly string[]) {
  const keys = { 'dynamodb:LeadingKeys': leadingKeys }
  return { 'ForAllValues:StringLike': keys, 'ForAnyValue:StringLike': keys }
}

function fileStatements({ files: power, documents }: Powers, { files }: Surroundings): readonly PolicyStatement[] {
  const on = (folder: string, ...actions: string[]) => new PolicyStatement({ actions, resources: [`${files.arn}/${folder}*`] })
  // A presigned request can do what its signer may do, and no more.
  const download = (folder: string) => on(folder, 's3:GetObject', 's3:GetObjectVersion')
  const judge = (quarantine: string, ...more: string[]) => on(quarantine, 's3:DeleteObject', 's3:GetObject', 's3:GetObjectVersion', ...more)
  // Without it S3 answers 403 instead of 404 for an upload that never came.
  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
  const notFound = new PolicyStatement({ actions: ['s3:ListBucket'], resources: [files.arn] })
  return [
    ...(power === 'offer-and-download'
      ? [on(QUARANTINED_DOSSIERS, 's3:ListMultipartUploadParts', 's3:PutObject'), download(DOSSIERS)]
      : []),
    // Writing into quarantine is for copying an object onto itself, by which S3 computes the checksum of what was joined of parts.
    ...(power === 'check' ? [judge(QUARANTINED_DOSSIERS, 's3:PutObject'), on(DOSSIERS, 's3:PutObject'), notFound] : []),
    ...(documents === 'offer-and-download' ? [on(QUARANTINED_PLANS, 's3:PutObject'), download(PLANS)] : []),
    // Looking at an object without reading it takes the right to read it.
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
    ...(documents === 'find' ? [on(QUARANTINED_PLANS, 's3:GetObject'), notFound] : []),
    ...(documents === 'read' ? [judge(QUARANTINED_PLANS), on(PLANS, 's3:GetObject', 's3:PutObject'), notFound] : []),
  ]
}

function outwardStatements(powers: ReactionPowers, { mail, schedules, bus }: ReactionSurroundings): readonly PolicyStatement[] {
  return [
    ...(powers.mail === undefined ? [] : sendingStatements(mail, Stack.of(bus))),
    ...(powers.schedules === undefined ? [] : schedulingStatements(schedules)),
  ]
}

/**
 * From the verified sender only. The identities cannot be named: SES asks for the right to each that the mail falls under, which is the
 * sender's address where that is verified beside its domain, and in an account that is still in SES's sandbox the recipient's.
 * https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html
 */
function sendingStatements({ sender, configurationSetName }: ReactionSurroundings['mail'], stack: Stack): readonly PolicyStatement[] {
  const actions = ['ses:SendRawEmail']
  const arn = (resource: string, resourceName: string) => stack.formatArn({ service: 'ses', resource, resourceName })
  return [
    new PolicyStatement({ actions, resources: [arn('configuration-set', configurationSetName)] }),
    new PolicyStatement({
      actions,
      resources: [arn('identity', '*')],
      conditions: { StringEquals: { 'ses:FromAddress': sender.address } },
    }),
  ]
}

function schedulingStatements({ schedulesArn, role }: Schedules): readonly PolicyStatement[] {
  return [
    new PolicyStatement({
      actions: ['scheduler:CreateSchedule', 'scheduler:DeleteSchedule', 'scheduler:UpdateSchedule'],
      resources: [schedulesArn],
    }),
    new PolicyStatement({
      actions: ['iam:PassRole'],
      resources: [role.roleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
    }),
  ]
}

/** The environment variables these powers need; `shared/aws/` reads them, and no function has one it does not need. */
export function environmentOf(powers: Powers, around: Surroundings): Readonly<Record<string, string>> {
  return {
    TABLE_NAME: around.table.tableName,
    ...(powers.files === undefined && powers.documents === undefined ? {} : { FILES_BUCKET: around.files.name }),
    ...(powers.appends?.includes('notice') || powers.linksToPortal ? { PORTAL_URL: around.portalUrl } : {}),
    ...(powers.secrets === undefined ? {} : { LISTENERS_ON_LOOPBACK: around.listenersOnLoopback }),
  }
}

export function reactionEnvironmentOf(powers: ReactionPowers, around: ReactionSurroundings): Readonly<Record<string, string>> {
  const { schedules, mail } = around
  return {
    ...environmentOf(powers, around),
    ...(powers.mail === undefined ? {} : { MAIL_FROM: mail.sender.from, MAIL_CONFIGURATION_SET: mail.configurationSetName }),
    ...(powers.schedules === undefined
      ? {}
      : {
          BUS_ARN: around.bus.eventBusArn,
          SCHEDULE_GROUP: schedules.group.scheduleGroupName,
          SCHEDULE_ROLE_ARN: schedules.role.roleArn,
          SCHEDULE_DEAD_LETTERS_ARN: schedules.deadLetters.queueArn,
        }),
  }
}
