/** Tables and buckets. */
import * as z from 'zod'
import { policyDocument, policyOf } from './access.ts'
import type { BucketModel, TableModel } from './model.ts'
import { boolean, leftOut, number, placed, type Resources } from './resources.ts'

const keySchema = z
  .array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }))
  .transform((parts) => parts.map(({ AttributeName, KeyType }) => ({ name: AttributeName, kind: KeyType })))

const indexSchema = z
  .strictObject({
    IndexName: z.string(),
    KeySchema: keySchema,
    Projection: z.strictObject({ ProjectionType: z.string().default('ALL'), NonKeyAttributes: z.array(z.string()).default([]) }),
    ProvisionedThroughput: leftOut,
    OnDemandThroughput: leftOut,
    WriteProvisionedThroughputSettings: leftOut,
    WriteOnDemandThroughputSettings: leftOut,
    ContributorInsightsSpecification: leftOut,
    WarmThroughput: leftOut,
  })
  .transform((index) => ({
    name: index.IndexName,
    keys: index.KeySchema,
    projection: index.Projection.ProjectionType,
    nonKeyAttributes: index.Projection.NonKeyAttributes,
  }))

const tableSchema = z.strictObject({
  TableName: leftOut,
  AttributeDefinitions: z.array(z.strictObject({ AttributeName: z.string(), AttributeType: z.string() })),
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z.array(indexSchema).default([]),
  // GlobalTable may leave the view to its default, which is both images.
  StreamSpecification: z.strictObject({ StreamViewType: z.string().default('NEW_AND_OLD_IMAGES'), ResourcePolicy: leftOut }).optional(),
  TimeToLiveSpecification: z.strictObject({ AttributeName: z.string().optional(), Enabled: boolean }).optional(),
  Replicas: z.array(z.unknown()).max(1, 'replicas in other regions are not understood').optional(),
  BillingMode: leftOut,
  ProvisionedThroughput: leftOut,
  OnDemandThroughput: leftOut,
  WriteProvisionedThroughputSettings: leftOut,
  WriteOnDemandThroughputSettings: leftOut,
  PointInTimeRecoverySpecification: leftOut,
  SSESpecification: leftOut,
  DeletionProtectionEnabled: leftOut,
  ContributorInsightsSpecification: leftOut,
  TableClass: leftOut,
  WarmThroughput: leftOut,
  Tags: leftOut,
})

export function readTables(resources: Resources): readonly TableModel[] {
  return resources.ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map((resource) => {
    const table = resources.read(resource, tableSchema)
    const stream = table.StreamSpecification
    return {
      ...placed(resource),
      name: resources.name(resource),
      arn: resources.attribute(resource, 'Arn'),
      streamArn: stream && resources.attribute(resource, 'StreamArn'),
      streamView: stream?.StreamViewType,
      attributes: table.AttributeDefinitions.map(({ AttributeName, AttributeType }) => ({ name: AttributeName, type: AttributeType })),
      keys: table.KeySchema,
      globalIndexes: table.GlobalSecondaryIndexes,
      ttlAttribute: table.TimeToLiveSpecification?.Enabled ? table.TimeToLiveSpecification.AttributeName : undefined,
    }
  })
}

const eventBridgeFlag = z.strictObject({ EventBridgeEnabled: boolean.default(true) })

const bucketSchema = z.strictObject({
  BucketName: leftOut,
  VersioningConfiguration: z.strictObject({ Status: z.string() }).optional(),
  NotificationConfiguration: z.strictObject({ EventBridgeConfiguration: eventBridgeFlag.optional() }).optional(),
  CorsConfiguration: z
    .strictObject({
      CorsRules: z.array(
        z.strictObject({
          Id: leftOut,
          AllowedOrigins: z.array(z.string()),
          AllowedMethods: z.array(z.string()),
          AllowedHeaders: z.array(z.string()).default([]),
          ExposedHeaders: z.array(z.string()).default([]),
          MaxAge: number.optional(),
        }),
      ),
    })
    .optional(),
  LifecycleConfiguration: z
    .strictObject({
      TransitionDefaultMinimumObjectSize: leftOut,
      Rules: z.array(
        z.strictObject({
          Id: leftOut,
          Prefix: z.string().default(''),
          Status: z.string(),
          ExpirationInDays: number.optional(),
          NoncurrentVersionExpiration: z.strictObject({ NoncurrentDays: number, NewerNoncurrentVersions: leftOut }).optional(),
          AbortIncompleteMultipartUpload: leftOut,
          ExpiredObjectDeleteMarker: leftOut,
          Transitions: leftOut,
          NoncurrentVersionTransitions: leftOut,
        }),
      ),
    })
    .optional(),
  BucketEncryption: leftOut,
  PublicAccessBlockConfiguration: leftOut,
  OwnershipControls: leftOut,
  AccessControl: leftOut,
  LoggingConfiguration: leftOut,
  Tags: leftOut,
})

const bucketPolicySchema = z.strictObject({ Bucket: z.string(), PolicyDocument: policyDocument })

/** CDK sets the EventBridge flag by a custom resource, because the bucket may come from another stack. */
const notificationsSchema = z.strictObject({
  ServiceToken: z.string(),
  BucketName: z.string(),
  NotificationConfiguration: z.strictObject({ EventBridgeConfiguration: z.strictObject({}).optional() }),
  Managed: leftOut,
  SkipDestinationValidation: leftOut,
})

export function readBuckets(resources: Resources): readonly BucketModel[] {
  const policy = policyOf(resources, 'AWS::S3::BucketPolicy', (resource) => {
    const { Bucket, PolicyDocument } = resources.read(resource, bucketPolicySchema)
    return { names: [Bucket], statements: PolicyDocument }
  })
  const announced = resources
    .ofType('Custom::S3BucketNotifications')
    .map((resource) => resources.read(resource, notificationsSchema))
    .filter(({ NotificationConfiguration }) => NotificationConfiguration.EventBridgeConfiguration !== undefined)
    .map(({ BucketName }) => BucketName)
  return resources.ofType('AWS::S3::Bucket').map((resource) => {
    const bucket = resources.read(resource, bucketSchema)
    const name = resources.name(resource)
    return {
      ...placed(resource),
      name,
      arn: resources.attribute(resource, 'Arn'),
      versioned: bucket.VersioningConfiguration?.Status === 'Enabled',
      sendsEvents: announced.includes(name) || bucket.NotificationConfiguration?.EventBridgeConfiguration?.EventBridgeEnabled === true,
      cors: (bucket.CorsConfiguration?.CorsRules ?? []).map((rule) => ({
        allowedOrigins: rule.AllowedOrigins,
        allowedMethods: rule.AllowedMethods,
        allowedHeaders: rule.AllowedHeaders,
        exposedHeaders: rule.ExposedHeaders,
        maxAgeSeconds: rule.MaxAge,
      })),
      lifecycle: (bucket.LifecycleConfiguration?.Rules ?? []).map((rule) => ({
        prefix: rule.Prefix,
        enabled: rule.Status === 'Enabled',
        expirationDays: rule.ExpirationInDays,
        noncurrentExpirationDays: rule.NoncurrentVersionExpiration?.NoncurrentDays,
      })),
      policy: policy(name),
    }
  })
}
