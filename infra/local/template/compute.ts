/** Functions, who may invoke them, and what feeds them. */
import * as z from 'zod'
import type { FunctionModel, QueueSourceModel, StreamSourceModel, TableModel } from './model.ts'
import { boolean, leftOut, number, placed, type Resource, type Resources } from './resources.ts'

const functionSchema = z.strictObject({
  FunctionName: leftOut,
  Description: leftOut,
  Code: z.strictObject({ S3Bucket: leftOut, S3Key: z.string() }),
  Handler: z.string(),
  Runtime: z.string().regex(/^nodejs/, 'only Node.js functions are understood'),
  Environment: z.strictObject({ Variables: z.record(z.string(), z.coerce.string()) }).optional(),
  Timeout: number.default(3),
  MemorySize: number.default(128),
  Role: z.string(),
  ReservedConcurrentExecutions: number.optional(),
  LoggingConfig: z
    .strictObject({
      LogFormat: z.enum(['Text', 'JSON']).optional(),
      LogGroup: leftOut,
      ApplicationLogLevel: leftOut,
      SystemLogLevel: leftOut,
    })
    .optional(),
  Architectures: leftOut,
  TracingConfig: leftOut,
  EphemeralStorage: leftOut,
  KmsKeyArn: leftOut,
  RecursiveLoop: leftOut,
  RuntimeManagementConfig: leftOut,
  Tags: leftOut,
})

const permissionSchema = z.strictObject({
  Action: z.literal('lambda:InvokeFunction'),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.string().optional(),
  SourceAccount: leftOut,
})

/** CDK's own helpers run only while deploying: whatever is a custom resource's provider is not a function of the application. */
export function providersOfCustomResources(resources: Resources): ReadonlySet<string> {
  const custom = resources.all.filter(({ type }) => type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource')
  return new Set(
    custom.map((resource) => {
      const properties = Object(resource.source.template.Resources[resource.logicalId]?.Properties)
      return String(resources.resolver.resolve(resource.source, properties.ServiceToken, resource.where))
    }),
  )
}

export function readFunctions(resources: Resources, providers: ReadonlySet<string>): readonly FunctionModel[] {
  const permissions = resources.ofType('AWS::Lambda::Permission').map((resource) => resources.read(resource, permissionSchema))
  return resources
    .ofType('AWS::Lambda::Function')
    .filter((resource) => !providers.has(resources.attribute(resource, 'Arn')))
    .map((resource) => {
      const read = resources.read(resource, functionSchema)
      const name = resources.name(resource)
      const arn = resources.attribute(resource, 'Arn')
      return {
        ...placed(resource),
        name,
        arn,
        codePath: assetPath(resource, read.Code.S3Key),
        handler: read.Handler,
        runtime: read.Runtime,
        environment: read.Environment?.Variables ?? {},
        timeoutSeconds: read.Timeout,
        memoryMb: read.MemorySize,
        roleArn: read.Role,
        reservedConcurrency: read.ReservedConcurrentExecutions,
        logFormat: read.LoggingConfig?.LogFormat ?? 'Text',
        permissions: permissions
          .filter(({ FunctionName }) => FunctionName === name || FunctionName === arn)
          .map(({ Principal, SourceArn }) => ({ principal: Principal, sourceArn: SourceArn })),
      }
    })
}

function assetPath(resource: Resource, key: string): string {
  const path = resource.source.assets.get(key)
  if (path === undefined) throw new Error(`${resource.where}: the assembly has no asset ${key}`)
  return path
}

const commonSource = {
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  Enabled: boolean.default(true),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  FilterCriteria: z
    .strictObject({ Filters: z.array(z.strictObject({ Pattern: z.string() })) })
    .transform(({ Filters }) => Filters.map(({ Pattern }) => z.record(z.string(), z.unknown()).parse(JSON.parse(Pattern))))
    .default([]),
  MetricsConfig: leftOut,
  KmsKeyArn: leftOut,
  Tags: leftOut,
}

const queueSourceSchema = z.strictObject({
  ...commonSource,
  BatchSize: number.default(10),
  MaximumBatchingWindowInSeconds: number.default(0),
  ScalingConfig: z.strictObject({ MaximumConcurrency: number }).optional(),
})

const streamSourceSchema = z.strictObject({
  ...commonSource,
  BatchSize: number.default(100),
  // A window only makes batches larger; here a batch is whatever is there.
  MaximumBatchingWindowInSeconds: leftOut,
  StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']),
  BisectBatchOnFunctionError: boolean.default(false),
  MaximumRetryAttempts: z.union([number, z.literal(-1)]).default(-1),
  // Age is not counted here: the stream's own time is the real one, the machine's may be moved.
  MaximumRecordAgeInSeconds: leftOut,
  ParallelizationFactor: leftOut,
  DestinationConfig: z
    .strictObject({
      OnFailure: z.strictObject({ Destination: z.string().regex(/^arn:aws:sqs:/, 'only a queue is understood as on-failure destination') }),
    })
    .optional(),
})

const anySource = z.object({ EventSourceArn: z.string() })

/** Mappings by the service that feeds them; any other service is refused. */
function sourcesOf(resources: Resources, service: 'sqs' | 'dynamodb'): readonly Resource[] {
  return resources.ofType('AWS::Lambda::EventSourceMapping').filter((resource) => {
    const { EventSourceArn } = resources.read(resource, anySource)
    const from = EventSourceArn.split(':')[2]
    if (from !== 'sqs' && from !== 'dynamodb') throw new Error(`${resource.where}: a mapping from ${EventSourceArn} is not understood`)
    return from === service
  })
}

export function readQueueSources(resources: Resources, functions: readonly FunctionModel[]): readonly QueueSourceModel[] {
  return sourcesOf(resources, 'sqs').map((resource) => {
    const source = resources.read(resource, queueSourceSchema)
    return {
      ...placed(resource),
      enabled: source.Enabled,
      functionArn: functionArn(resource, source.FunctionName, functions),
      queueArn: source.EventSourceArn,
      batchSize: source.BatchSize,
      windowSeconds: source.MaximumBatchingWindowInSeconds,
      reportsItemFailures: source.FunctionResponseTypes.length > 0,
      maximumConcurrency: source.ScalingConfig?.MaximumConcurrency,
      filters: source.FilterCriteria,
    }
  })
}

export function readStreamSources(
  resources: Resources,
  functions: readonly FunctionModel[],
  tables: readonly TableModel[],
): readonly StreamSourceModel[] {
  return sourcesOf(resources, 'dynamodb').map((resource) => {
    const source = resources.read(resource, streamSourceSchema)
    const table = tables.find(({ streamArn }) => streamArn === source.EventSourceArn)
    if (table === undefined) throw new Error(`${resource.where}: no table has the stream ${source.EventSourceArn}`)
    return {
      ...placed(resource),
      enabled: source.Enabled,
      functionArn: functionArn(resource, source.FunctionName, functions),
      tableName: table.name,
      batchSize: source.BatchSize,
      startingPosition: source.StartingPosition,
      bisectOnError: source.BisectBatchOnFunctionError,
      reportsItemFailures: source.FunctionResponseTypes.length > 0,
      maximumRetryAttempts: source.MaximumRetryAttempts,
      onFailureQueueArn: source.DestinationConfig?.OnFailure.Destination,
      filters: source.FilterCriteria,
    }
  })
}

function functionArn(resource: Resource, nameOrArn: string, functions: readonly FunctionModel[]): string {
  const found = functions.find(({ name, arn }) => name === nameOrArn || arn === nameOrArn)
  if (found === undefined) throw new Error(`${resource.where}: there is no function ${nameOrArn}`)
  return found.arn
}
