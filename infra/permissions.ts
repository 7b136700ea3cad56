/**
 * `docs/permissions.md`: what every function may do, read off the synthesized template and not off the code that made it. Run it after
 * `npm run synth`; a test fails while the committed file says something else.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { functionNames } from './bundle.ts'
import { constructId } from './constructs/function.ts'
import { type CloudModel, type FunctionModel, loadTemplate, type PolicyStatement } from './local/template.ts'

export const permissionsFile = join(import.meta.dirname, '../docs/permissions.md')

/** Every function has these for its own log and traces, and its own queue or stream; they are said once. */
const EVERYWHERE = /^(logs|xray|sqs):|^dynamodb:(DescribeStream|GetRecords|GetShardIterator|ListStreams)$/

/** CloudFormation's logical ids end in a hash of the path. */
const HASH_CHARACTERS = 8

const HEADER = `# Permissions

Generated from the synthesized template by \`npm run permissions\`; do not edit. A function may do what is written here and nothing else, on
AWS and on one machine alike. Besides, each may write its own log, send its traces, and take messages from its own queue (the relay: read
the table's stream). A key such as \`plan#*\` is a condition on \`dynamodb:LeadingKeys\`: every key of the call must match one, and there must
be one.

| function | may | on | only |
|---|---|---|---|
`

export function permissionsOf(model: CloudModel): string {
  const rows = model.functions
    .map((fn) => ({ name: readableName(fn), statements: statementsOf(model, fn.roleArn) }))
    .sort((one, other) => one.name.localeCompare(other.name))
    .flatMap(({ name, statements }) => statements.map((statement) => rowOf(model, name, statement)))
  const schedules = model.roles
    .filter(({ trust }) => trust.some(({ principal }) => JSON.stringify(principal).includes('scheduler')))
    .flatMap(({ statements }) => statements.map((statement) => rowOf(model, '*(a schedule that fires)*', statement)))
  return `${HEADER}${[...rows, ...schedules].join('\n')}\n`
}

function statementsOf(model: CloudModel, roleArn: string): readonly PolicyStatement[] {
  const role = model.roles.find(({ arn }) => arn === roleArn)
  return (role?.statements ?? [])
    .map((statement) => ({ ...statement, actions: statement.actions.filter((action) => !EVERYWHERE.test(action)) }))
    .filter(({ actions }) => actions.length > 0)
}

/** Reactions carry their name; the others are known by the construct that holds them. */
function readableName({ environment, logicalId }: FunctionModel): string {
  return environment.REACTION ?? functionNames.find((name) => logicalId.includes(constructId(name))) ?? 'log-appended/publish'
}

function rowOf(model: CloudModel, name: string, statement: PolicyStatement): string {
  const actions = [...statement.actions].sort().map(code)
  const resources = statement.resources.map((arn) => code(shortArn(model, arn)))
  return `| ${[name, actions.join(', '), resources.join(', '), conditionsOf(statement)].join(' | ')} |`
}

/** The resource by the name it has in the code; what is behind it (a folder, an index) stays. */
function shortArn(model: CloudModel, arn: string): string {
  const own = [...model.tables, ...model.buckets, ...model.buses, ...model.queues, ...model.roles].find((resource) =>
    arn.startsWith(resource.arn),
  )
  if (own !== undefined) return `${arn.split(':')[2]}:${own.logicalId.slice(0, -HASH_CHARACTERS)}${arn.slice(own.arn.length)}`
  return arn.replace(`:${model.region}:${model.account}:`, ':').replace(/^arn:aws:/, '')
}

function conditionsOf({ conditions }: PolicyStatement): string {
  const keys = Object.values(conditions).flatMap((tests) => Object.entries(tests).map(([key, values]) => readable(key, values)))
  return [...new Set(keys)].join('; ')
}

function readable(key: string, values: readonly string[]): string {
  const written = values.map(code).join(', ')
  return key === 'dynamodb:LeadingKeys' ? `keys ${written}` : `${code(key)} is ${written}`
}

const code = (text: string) => `\`${text}\``

if (import.meta.main)
  writeFileSync(permissionsFile, permissionsOf(loadTemplate(join(import.meta.dirname, '../cdk.out'), templateSettings())))

/** Any will do: what they stand for is not in the table. */
export function templateSettings() {
  return { parameters: { PortalUrl: 'https://portal.example', JwtIssuer: 'https://issuer.example', JwtAudience: 'portal' } }
}
