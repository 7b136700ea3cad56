/**
 * What a synthesized cloud assembly says, with every intrinsic resolved: the only thing the rest of the local cloud knows of a template.
 * Nothing about any particular application is in here.
 */

export interface CloudModel {
  readonly account: string
  readonly region: string
  readonly tables: readonly TableModel[]
  readonly queues: readonly QueueModel[]
  readonly buses: readonly BusModel[]
  readonly rules: readonly RuleModel[]
  readonly functions: readonly FunctionModel[]
  readonly roles: readonly RoleModel[]
  readonly queueSources: readonly QueueSourceModel[]
  readonly streamSources: readonly StreamSourceModel[]
  readonly scheduleGroups: readonly string[]
  readonly schedules: readonly ScheduleModel[]
  readonly httpApis: readonly HttpApiModel[]
  readonly buckets: readonly BucketModel[]
  readonly configurationSets: readonly ConfigurationSetModel[]
  readonly mailIdentities: readonly string[]
  readonly alarms: readonly AlarmModel[]
  /** Headers CloudFront adds to every answer of the portal; empty when the template has no response headers policy. */
  readonly responseHeaders: Readonly<Record<string, string>>
  readonly outputs: readonly OutputModel[]
  /** Resources that have no meaning on one machine, each with the reason. */
  readonly ignored: readonly IgnoredResource[]
}

/** Where a resource stands in the template: every refusal and log line names it. */
export interface Placed {
  readonly stack: string
  readonly logicalId: string
}

export interface TableModel extends Placed {
  readonly name: string
  readonly arn: string
  /** Present when the stream is on. The real stream has another ARN: DynamoDB Local makes its own. */
  readonly streamArn: string | undefined
  readonly streamView: string | undefined
  readonly attributes: readonly { readonly name: string; readonly type: string }[]
  readonly keys: readonly KeyPart[]
  readonly globalIndexes: readonly {
    readonly name: string
    readonly keys: readonly KeyPart[]
    readonly projection: string
    readonly nonKeyAttributes: readonly string[]
  }[]
  readonly ttlAttribute: string | undefined
}

export interface KeyPart {
  readonly name: string
  readonly kind: 'HASH' | 'RANGE'
}

export interface QueueModel extends Placed {
  readonly name: string
  readonly arn: string
  readonly url: string
  readonly fifo: boolean
  readonly visibilitySeconds: number
  readonly retentionSeconds: number
  readonly delaySeconds: number
  readonly receiveWaitSeconds: number
  readonly redrive: { readonly deadLetterArn: string; readonly maxReceiveCount: number } | undefined
  /** Statements of the queue's own policies. */
  readonly policy: readonly PolicyStatement[]
}

export interface PolicyStatement {
  readonly effect: 'Allow' | 'Deny'
  /** Absent in identity policies. `*` for anybody, otherwise kind and values, for example Service: ['events.amazonaws.com']. */
  readonly principal: '*' | Readonly<Record<string, readonly string[]>> | undefined
  readonly actions: readonly string[]
  readonly notActions: readonly string[]
  readonly resources: readonly string[]
  readonly notResources: readonly string[]
  /** Operator → key → values, for example { StringEquals: { 'aws:SourceArn': ['arn:…'] } }. */
  readonly conditions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
}

export interface RoleModel extends Placed {
  readonly name: string
  readonly arn: string
  readonly trust: readonly PolicyStatement[]
  /** Inline, attached and managed policies together. */
  readonly statements: readonly PolicyStatement[]
  /** AWS's own managed policies by name, for example AWSLambdaBasicExecutionRole; their statements are not in the template. */
  readonly awsManagedPolicies: readonly string[]
}

export interface BusModel extends Placed {
  readonly name: string
  readonly arn: string
}

export interface RuleModel extends Placed {
  readonly name: string
  readonly arn: string
  readonly enabled: boolean
  readonly busName: string
  /** An event pattern, or undefined for a rule that only has a schedule. */
  readonly pattern: Readonly<Record<string, unknown>> | undefined
  readonly scheduleExpression: string | undefined
  readonly targets: readonly RuleTargetModel[]
}

export interface RuleTargetModel {
  readonly id: string
  readonly queueArn: string
  /** A constant body sent in place of the event. */
  readonly input: string | undefined
  readonly deadLetterArn: string | undefined
}

export interface FunctionModel extends Placed {
  readonly name: string
  readonly arn: string
  /** Absolute path of the unpacked asset. */
  readonly codePath: string
  /** For example `index.handler`. */
  readonly handler: string
  readonly runtime: string
  readonly environment: Readonly<Record<string, string>>
  readonly timeoutSeconds: number
  readonly memoryMb: number
  readonly roleArn: string
  readonly reservedConcurrency: number | undefined
  readonly logFormat: 'Text' | 'JSON'
  /** Who may invoke: AWS::Lambda::Permission. */
  readonly permissions: readonly { readonly principal: string; readonly sourceArn: string | undefined }[]
}

export interface QueueSourceModel extends Placed {
  readonly enabled: boolean
  readonly functionArn: string
  readonly queueArn: string
  readonly batchSize: number
  readonly windowSeconds: number
  readonly reportsItemFailures: boolean
  readonly maximumConcurrency: number | undefined
  readonly filters: readonly Readonly<Record<string, unknown>>[]
}

export interface StreamSourceModel extends Placed {
  readonly enabled: boolean
  readonly functionArn: string
  readonly tableName: string
  readonly batchSize: number
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST'
  readonly bisectOnError: boolean
  readonly reportsItemFailures: boolean
  /** -1 for ever. */
  readonly maximumRetryAttempts: number
  readonly onFailureQueueArn: string | undefined
  readonly filters: readonly Readonly<Record<string, unknown>>[]
}

export interface ScheduleModel extends Placed {
  readonly name: string
  readonly group: string
  readonly expression: string
  readonly timeZone: string
  readonly enabled: boolean
  readonly target: ScheduleTarget
}

/** A schedule puts an event on a bus; other targets are refused. */
export interface ScheduleTarget {
  readonly arn: string
  readonly roleArn: string
  readonly input: string | undefined
  readonly detailType: string
  readonly source: string
  readonly deadLetterArn: string | undefined
}

export interface HttpApiModel extends Placed {
  readonly id: string
  readonly name: string
  readonly stage: string
  readonly cors: CorsModel | undefined
  readonly routes: readonly RouteModel[]
}

export interface CorsModel {
  readonly allowOrigins: readonly string[]
  readonly allowMethods: readonly string[]
  readonly allowHeaders: readonly string[]
  readonly exposeHeaders: readonly string[]
  readonly maxAgeSeconds: number | undefined
  readonly allowCredentials: boolean
}

export interface RouteModel extends Placed {
  /** As in the template: `GET /plans/{planId}`, `ANY /{proxy+}` or `$default`. */
  readonly key: string
  readonly functionArn: string
  readonly authorizer: JwtAuthorizerModel | undefined
  readonly scopes: readonly string[]
}

export interface JwtAuthorizerModel {
  readonly issuer: string
  readonly audience: readonly string[]
}

export interface BucketModel extends Placed {
  readonly name: string
  readonly arn: string
  readonly versioned: boolean
  /** True when every change is also an event on the default bus. */
  readonly sendsEvents: boolean
  readonly cors: readonly {
    readonly allowedOrigins: readonly string[]
    readonly allowedMethods: readonly string[]
    readonly allowedHeaders: readonly string[]
    readonly exposedHeaders: readonly string[]
    readonly maxAgeSeconds: number | undefined
  }[]
  readonly lifecycle: readonly {
    readonly prefix: string
    readonly enabled: boolean
    readonly expirationDays: number | undefined
    readonly noncurrentExpirationDays: number | undefined
  }[]
  readonly policy: readonly PolicyStatement[]
}

export interface ConfigurationSetModel extends Placed {
  readonly name: string
  readonly destinations: readonly {
    readonly name: string
    readonly enabled: boolean
    /** As in the template: SEND, BOUNCE, COMPLAINT, DELIVERY, … (upper case). */
    readonly eventTypes: readonly string[]
    readonly busArn: string
  }[]
}

export interface AlarmModel extends Placed {
  readonly name: string
  readonly description: string
  readonly namespace: string
  readonly metric: string
  readonly dimensions: Readonly<Record<string, string>>
}

export interface OutputModel extends Placed {
  readonly value: string
  readonly exportName: string | undefined
}

export interface IgnoredResource extends Placed {
  readonly type: string
  readonly why: string
}
