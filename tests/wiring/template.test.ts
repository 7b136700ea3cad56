import { describe, expect, test } from 'vitest'
import { RECEIVES_MAX } from '../../infra/constructs/reaction.ts'
import { requireUnderstood } from '../../infra/local/policy.ts'
import { assembly, resourcesOf } from './assembly.ts'

const { model } = assembly()
const deadLetterArns = new Set([
  ...model.queues.flatMap(({ redrive }) => redrive?.deadLetterArn ?? []),
  ...model.streamSources.flatMap(({ onFailureQueueArn }) => onFailureQueueArn ?? []),
  ...model.functions.flatMap(({ environment }) => environment.SCHEDULE_DEAD_LETTERS_ARN ?? []),
])
const workQueues = model.queues.filter(({ arn }) => !deadLetterArns.has(arn))
const alarmsOn = (metric: string, value: string) =>
  model.alarms.filter((alarm) => alarm.metric === metric && Object.values(alarm.dimensions).includes(value))

describe('every queue', () => {
  test.each(workQueues)('$logicalId buries what failed too often', ({ redrive }) => {
    expect(redrive?.maxReceiveCount).toBe(RECEIVES_MAX)
    expect(model.queues.some(({ arn }) => arn === redrive?.deadLetterArn)).toBe(true)
  })

  test.each(workQueues)('$logicalId hides a message for at least six timeouts of its function', ({ arn, visibilitySeconds }) => {
    const source = model.queueSources.find(({ queueArn }) => queueArn === arn)
    const timeout = model.functions.find((fn) => fn.arn === source?.functionArn)?.timeoutSeconds
    expect(timeout).toBeGreaterThan(0)
    expect(visibilitySeconds).toBeGreaterThanOrEqual(6 * (timeout ?? 0))
  })

  test.each(workQueues)('$logicalId feeds a function that reports each failed message, and has a brake', ({ arn }) => {
    const source = model.queueSources.find(({ queueArn }) => queueArn === arn)
    expect(source?.reportsItemFailures).toBe(true)
    expect(source?.maximumConcurrency).toBeGreaterThanOrEqual(2)
  })

  test.each(workQueues)('$logicalId has an alarm on waiting too long', ({ name }) => {
    expect(alarmsOn('ApproximateAgeOfOldestMessage', name)).toHaveLength(1)
  })

  test.each([...deadLetterArns])('%s keeps letters for 14 days and has an alarm', (arn) => {
    const queue = model.queues.find((candidate) => candidate.arn === arn)
    expect(queue?.retentionSeconds).toBe(14 * 24 * 60 * 60)
    expect(alarmsOn('ApproximateNumberOfMessagesVisible', queue?.name ?? '')).toHaveLength(1)
  })

  test('every rule has somewhere to put what it cannot deliver', () => {
    for (const { targets } of model.rules) for (const { deadLetterArn } of targets) expect(deadLetterArns).toContain(deadLetterArn)
  })
})

describe('every function', () => {
  // Not CDK's own helpers, which run only while deploying.
  const own = new Set(model.functions.map(({ logicalId }) => logicalId))
  const functions = [...resourcesOf('ThiduaDoor', 'AWS::Lambda::Function'), ...resourcesOf('Thidua', 'AWS::Lambda::Function')].filter(
    ([id]) => own.has(id),
  )

  test.each(functions)('%s runs on the newest Node.js and arm64, traced, with JSON logs', (_, { Properties }) => {
    expect(Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: { LogFormat: 'JSON' },
    })
  })

  test.each(model.functions)('$logicalId has alarms on errors and throttles', ({ name }) => {
    expect(alarmsOn('Errors', name)).toHaveLength(1)
    expect(alarmsOn('Throttles', name)).toHaveLength(1)
  })

  test('a reaction knows its name and how often it is tried', () => {
    for (const { functionArn } of model.queueSources) {
      const environment = model.functions.find(({ arn }) => arn === functionArn)?.environment
      expect(environment).toMatchObject({
        REACTION: expect.stringMatching(/^[a-z-]+\/[a-z-]+$/),
        REACTION_RECEIVES_MAX: String(RECEIVES_MAX),
      })
    }
  })

  test('only the sender of mails knows how to send one, and only schedulers know the schedules', () => {
    const knows = (variable: string) =>
      model.functions.filter(({ environment }) => variable in environment).map(({ environment }) => environment.REACTION)
    expect(knows('MAIL_FROM')).toEqual(['notice-queued/send-mail'])
    expect(knows('SCHEDULE_ROLE_ARN').sort()).toEqual([
      'assignment-extended/schedule-extension',
      'plan-amended/retime-deadlines',
      'plan-issued/schedule-deadlines',
    ])
  })
})

describe('the table and each of its indexes', () => {
  // The table's own figure leaves them out.
  test.each([undefined, ...(model.tables[0]?.globalIndexes ?? []).map(({ name }) => name)])(
    'has an alarm on throttled writes (%s)',
    (index) => {
      const on = model.alarms.filter(({ metric }) => metric === 'WriteThrottleEvents').map(({ dimensions }) => dimensions)
      const TableName = model.tables[0]?.name
      expect(on).toContainEqual(index === undefined ? { TableName } : { TableName, GlobalSecondaryIndexName: index })
    },
  )
})

describe('the rights', () => {
  test('every condition is one that the local cloud understands', () => {
    for (const role of model.roles) expect(() => requireUnderstood(role.statements, role.name)).not.toThrow()
  })

  test('nobody may scan or delete from the table, and every call is bound to its keys', () => {
    const statements = model.roles.flatMap((role) => role.statements)
    const onItems = statements.filter(({ actions }) =>
      actions.some((action) => /^dynamodb:(?!Describe|ListStreams|GetRecords|GetShardIterator)/.test(action)),
    )
    expect(onItems.length).toBeGreaterThan(0)
    for (const { actions, conditions } of onItems) {
      expect(actions.filter((action) => /Scan|Delete|\*/.test(action))).toEqual([])
      expect(conditions['ForAllValues:StringLike']).toHaveProperty(['dynamodb:LeadingKeys'])
      expect(conditions['ForAnyValue:StringLike']).toEqual(conditions['ForAllValues:StringLike'])
    }
  })

  test('only schedules of the own account and group may use the schedule role', () => {
    const trust = model.roles.flatMap((role) => role.trust).filter(({ principal }) => JSON.stringify(principal).includes('scheduler'))
    expect(trust).toHaveLength(1)
    expect(trust[0]?.conditions.StringEquals).toHaveProperty(['aws:SourceAccount'])
    expect(trust[0]?.conditions.StringEquals).toHaveProperty(['aws:SourceArn'])
  })
})

describe('what must never be lost', () => {
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
  test('stays when the stack goes; only a deploy that made it and failed takes it back, so that its name is free for the next', () => {
    const guarded = ['AWS::DynamoDB::GlobalTable', 'AWS::Cognito::UserPool']
    for (const [id, { Type, DeletionPolicy, UpdateReplacePolicy }] of resourcesOf('ThiduaData')) {
      const kept = guarded.includes(Type) ? 'Retain' : 'RetainExceptOnCreate'
      expect({ id, DeletionPolicy, UpdateReplacePolicy }).toEqual({ id, DeletionPolicy: kept, UpdateReplacePolicy: 'Retain' })
    }
    expect(assembly().data.terminationProtection).toBe(true)
  })

  test('the table can be brought back to any second, cannot be deleted, and publishes new items', () => {
    const [table] = resourcesOf('ThiduaData', 'AWS::DynamoDB::GlobalTable').values()
    expect(table?.Properties).toMatchObject({
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      Replicas: [{ DeletionProtectionEnabled: true, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }],
    })
    expect(
      model.tables[0]?.globalIndexes.map(({ name, keys, nonKeyAttributes }) => ({
        name,
        keys: keys.map((key) => key.name),
        nonKeyAttributes,
      })),
    ).toEqual([
      { name: 'lists', keys: ['list', 'listSort'], nonKeyAttributes: ['row', 'version'] },
      { name: 'shelves', keys: ['shelf', 'shelfSort'], nonKeyAttributes: ['row', 'version'] },
    ])
  })

  test('no bucket is public, and every one is reached over TLS only', () => {
    for (const stack of ['ThiduaData', 'ThiduaDoor', 'Thidua'] as const) {
      for (const [, { Properties }] of resourcesOf(stack, 'AWS::S3::Bucket')) {
        expect(Properties.PublicAccessBlockConfiguration).toEqual({
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        })
      }
    }
    for (const { policy } of model.buckets) {
      expect(
        policy.some(({ effect, conditions }) => effect === 'Deny' && conditions.Bool?.['aws:SecureTransport']?.includes('false')),
      ).toBe(true)
    }
  })

  test('the bucket of files is versioned, announces every object and forgets what was never checked', () => {
    const files = model.buckets.find(({ sendsEvents }) => sendsEvents)
    expect(files?.versioned).toBe(true)
    expect(files?.lifecycle).toContainEqual({ prefix: 'quarantine/', enabled: true, expirationDays: 2, noncurrentExpirationDays: 1 })
    expect(files?.cors).toMatchObject([{ allowedOrigins: ['https://portal.example'], allowedMethods: ['GET', 'POST', 'PUT'] }])
  })
})

describe('logs', () => {
  test('keep no address that a browser asked for: it holds what people search for, and secrets of calendars', () => {
    const [distribution] = resourcesOf('ThiduaDoor', 'AWS::CloudFront::Distribution').values()
    expect(distribution?.Properties.DistributionConfig).not.toHaveProperty('Logging')
    const [stage] = resourcesOf('ThiduaDoor', 'AWS::ApiGatewayV2::Stage').values()
    const settings = stage?.Properties.AccessLogSettings as { readonly Format: string } | undefined
    const logged = Object.values(JSON.parse(settings?.Format ?? ''))
    expect(logged.filter((value) => /path|identity|claims|query|domain/i.test(String(value)))).toEqual([])
  })

  test('are forgotten', () => {
    for (const stack of ['ThiduaData', 'ThiduaDoor', 'Thidua'] as const)
      for (const [id, { Properties }] of resourcesOf(stack, 'AWS::Logs::LogGroup'))
        expect([id, Properties.RetentionInDays]).toEqual([id, expect.any(Number)])
  })
})

describe('a presigned link', () => {
  test('dies after 15 minutes, whatever it was signed for', () => {
    const files = model.buckets.find(({ sendsEvents }) => sendsEvents)
    const denied = files?.policy.find(({ conditions }) => conditions.NumericGreaterThan?.['s3:signatureAge'] !== undefined)
    expect([...(denied?.actions ?? [])].sort()).toEqual(['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject'])
  })
})

describe('the relay', () => {
  test('publishes only new events, and says exactly which one failed', () => {
    expect(model.streamSources).toMatchObject([
      {
        startingPosition: 'TRIM_HORIZON',
        bisectOnError: true,
        reportsItemFailures: true,
        filters: [{ eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: [{ prefix: 'event#' }] } } } }],
      },
    ])
    expect(model.streamSources[0]?.maximumRetryAttempts).toBeGreaterThan(0)
  })
})
