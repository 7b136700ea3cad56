/**
 * What `Ref` and `Fn::GetAtt` give for each resource type this machine has, and the physical names it gives.
 * "Return values" of https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
import { createHash } from 'node:crypto'
import type { StackSource } from './assembly.ts'
import type { Resolver } from './intrinsics.ts'

/** A resource with its name: everything else about it follows. */
interface Named {
  readonly id: string
  readonly name: string
  readonly account: string
  readonly region: string
  readonly resolver: Resolver
  /** A resolved property, by name. */
  property(name: string): unknown
}

interface TypeNames {
  /** The property that holds the name the author chose. */
  readonly nameProperty?: string
  readonly nameMaxLength?: number
  readonly lowerCase?: boolean
  ref(named: Named): string
  readonly attributes: Readonly<Record<string, (named: Named) => string>>
}

const byName = (named: Named) => named.name
const arn = (service: string, resource: string) => (named: Named) =>
  `arn:aws:${service}:${named.region}:${named.account}:${resource}${named.name}`

const table: TypeNames = {
  nameProperty: 'TableName',
  nameMaxLength: 255,
  ref: byName,
  // The stream's label is fixed here; DynamoDB Local gives the real stream a label of its own, found by the table's name.
  attributes: { Arn: arn('dynamodb', 'table/'), StreamArn: (named) => `${arn('dynamodb', 'table/')(named)}/stream/local` },
}

const queueUrl = (named: Named) => `${named.resolver.settings.endpoint}/${named.account}/${named.name}`

const types: Readonly<Record<string, TypeNames>> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::SQS::Queue': {
    nameProperty: 'QueueName',
    nameMaxLength: 80,
    ref: queueUrl,
    attributes: { Arn: arn('sqs', ''), QueueName: byName, QueueUrl: queueUrl },
  },
  'AWS::Events::EventBus': { nameProperty: 'Name', ref: byName, attributes: { Arn: arn('events', 'event-bus/'), Name: byName } },
  'AWS::Events::Rule': { nameProperty: 'Name', nameMaxLength: 64, ref: byName, attributes: { Arn: ruleArn } },
  'AWS::Lambda::Function': {
    nameProperty: 'FunctionName',
    nameMaxLength: 64,
    ref: byName,
    attributes: { Arn: arn('lambda', 'function:') },
  },
  'AWS::IAM::Role': {
    nameProperty: 'RoleName',
    nameMaxLength: 64,
    ref: byName,
    attributes: { Arn: (named) => `arn:aws:iam::${named.account}:role/${named.name}`, RoleId: (named) => `AROA${idOf(named.name)}` },
  },
  'AWS::IAM::ManagedPolicy': { nameProperty: 'ManagedPolicyName', nameMaxLength: 128, ref: managedPolicyArn, attributes: {} },
  'AWS::IAM::Policy': { nameProperty: 'PolicyName', ref: byName, attributes: {} },
  'AWS::Scheduler::ScheduleGroup': {
    nameProperty: 'Name',
    nameMaxLength: 64,
    ref: byName,
    attributes: { Arn: arn('scheduler', 'schedule-group/') },
  },
  'AWS::Scheduler::Schedule': {
    nameProperty: 'Name',
    nameMaxLength: 64,
    ref: byName,
    attributes: {
      Arn: (named) =>
        `arn:aws:scheduler:${named.region}:${named.account}:schedule/${named.property('GroupName') ?? 'default'}/${named.name}`,
    },
  },
  'AWS::ApiGatewayV2::Api': {
    ref: (named) => idOf(named.name),
    attributes: { ApiEndpoint: (named) => named.resolver.settings.apiEndpoint, ApiId: (named) => idOf(named.name) },
  },
  'AWS::ApiGatewayV2::Authorizer': { ref: (named) => named.id, attributes: { AuthorizerId: (named) => named.id } },
  'AWS::ApiGatewayV2::Integration': { ref: (named) => named.id, attributes: { IntegrationId: (named) => named.id } },
  'AWS::ApiGatewayV2::Stage': { nameProperty: 'StageName', ref: byName, attributes: {} },
  'AWS::S3::Bucket': {
    nameProperty: 'BucketName',
    nameMaxLength: 63,
    lowerCase: true,
    ref: byName,
    attributes: {
      Arn: (named) => `arn:aws:s3:::${named.name}`,
      DomainName: (named) => `${named.name}.s3.amazonaws.com`,
      RegionalDomainName: (named) => `${named.name}.s3.${named.region}.amazonaws.com`,
    },
  },
  'AWS::SES::ConfigurationSet': { nameProperty: 'Name', nameMaxLength: 64, ref: byName, attributes: {} },
  'AWS::SES::EmailIdentity': { nameProperty: 'EmailIdentity', ref: byName, attributes: {} },
  'AWS::SNS::Topic': { nameProperty: 'TopicName', ref: arn('sns', ''), attributes: { TopicArn: arn('sns', ''), TopicName: byName } },
}

export function referenceTo(resolver: Resolver, stack: StackSource, id: string, where: string): unknown {
  const resource = requireResource(stack, id, where)
  const type = types[resource.Type]
  // A resource that does not exist here still has a name, so that what mentions it can be read.
  return type === undefined
    ? (resolver.settings.attributes[`${resource.Type}.Ref`] ?? `${stack.name}-${id}`)
    : type.ref(name(resolver, stack, id))
}

export function attributeOf(resolver: Resolver, stack: StackSource, id: string, attribute: string, where: string): unknown {
  const resource = requireResource(stack, id, where)
  const type = types[resource.Type]
  const own = type?.attributes[attribute]
  if (own !== undefined) return own(name(resolver, stack, id))
  const given = resolver.settings.attributes[`${resource.Type}.${attribute}`]
  if (given !== undefined) return given
  const { region, account } = resolver.settings
  if (type === undefined && attribute === 'Arn') return `arn:aws:absent:${region}:${account}:${stack.name}/${id}`
  throw new Error(`${where}: the attribute ${attribute} of ${id} (${resource.Type}) is not known on this machine`)
}

/** The physical name: the author's own, or one made of stack and logical id as CloudFormation does, but the same on every start. */
export function physicalName(resolver: Resolver, stack: StackSource, id: string): string {
  return name(resolver, stack, id).name
}

function name(resolver: Resolver, stack: StackSource, id: string): Named {
  const where = `${stack.name}/${id}`
  const resource = requireResource(stack, id, where)
  const type = types[resource.Type]
  const { account, region } = resolver.settings
  const properties = Object(resource.Properties)
  const property = (key: string) => resolver.resolve(stack, properties[key], where)
  const chosen = type?.nameProperty === undefined ? undefined : property(type.nameProperty)
  if (typeof chosen === 'string') return { id, name: chosen, account, region, resolver, property }
  const made = shorten(`${stack.name}-${id}`, type?.nameMaxLength ?? 64)
  const fifo = resource.Type === 'AWS::SQS::Queue' && property('FifoQueue') === true ? '.fifo' : ''
  return { id, name: (type?.lowerCase ? made.toLowerCase() : made) + fifo, account, region, resolver, property }
}

function shorten(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength - 9)}-${idOf(text).slice(0, 8)}`
}

function idOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 10)
}

function ruleArn(named: Named): string {
  const bus = String(named.property('EventBusName') ?? 'default').replace(/^.*:event-bus\//, '')
  return arn('events', bus === 'default' ? 'rule/' : `rule/${bus}/`)(named)
}

function managedPolicyArn(named: Named): string {
  return `arn:aws:iam::${named.account}:policy/${named.name}`
}

function requireResource(stack: StackSource, id: string, where: string): { Type: string; Properties?: unknown } {
  const resource = stack.template.Resources[id]
  if (resource === undefined) throw new Error(`${where}: ${stack.name} has no resource or parameter ${id}`)
  return resource
}
