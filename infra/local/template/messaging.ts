/** Queues, buses, rules, schedules, mail events. */
import * as z from 'zod'
import { policyDocument, policyOf } from './access.ts'
import type { BusModel, ConfigurationSetModel, QueueModel, RuleModel, ScheduleModel } from './model.ts'
import { boolean, jsonObject, leftOut, number, placed, type Resources } from './resources.ts'

const redriveSchema = z.strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: number })

const queueSchema = z.strictObject({
  QueueName: leftOut,
  FifoQueue: boolean.default(false),
  VisibilityTimeout: number.default(30),
  MessageRetentionPeriod: number.default(345_600),
  DelaySeconds: number.default(0),
  ReceiveMessageWaitTimeSeconds: number.default(0),
  RedrivePolicy: redriveSchema.optional(),
  RedriveAllowPolicy: leftOut,
  MaximumMessageSize: leftOut,
  ContentBasedDeduplication: leftOut,
  KmsMasterKeyId: leftOut,
  KmsDataKeyReusePeriodSeconds: leftOut,
  SqsManagedSseEnabled: leftOut,
  Tags: leftOut,
})

const queuePolicySchema = z.strictObject({ Queues: z.array(z.string()), PolicyDocument: policyDocument })

export function readQueues(resources: Resources): readonly QueueModel[] {
  const policy = policyOf(resources, 'AWS::SQS::QueuePolicy', (resource) => {
    const { Queues, PolicyDocument } = resources.read(resource, queuePolicySchema)
    return { names: Queues, statements: PolicyDocument }
  })
  return resources.ofType('AWS::SQS::Queue').map((resource) => {
    const queue = resources.read(resource, queueSchema)
    const url = resources.ref(resource)
    const redrive = queue.RedrivePolicy
    return {
      ...placed(resource),
      name: resources.name(resource),
      arn: resources.attribute(resource, 'Arn'),
      url,
      fifo: queue.FifoQueue,
      visibilitySeconds: queue.VisibilityTimeout,
      retentionSeconds: queue.MessageRetentionPeriod,
      delaySeconds: queue.DelaySeconds,
      receiveWaitSeconds: queue.ReceiveMessageWaitTimeSeconds,
      redrive: redrive && { deadLetterArn: redrive.deadLetterTargetArn, maxReceiveCount: redrive.maxReceiveCount },
      policy: policy(url),
    }
  })
}

const busSchema = z.strictObject({ Name: z.string(), Description: leftOut, KmsKeyIdentifier: leftOut, Tags: leftOut, LogConfig: leftOut })

/** The account's own `default` bus is always there. */
export function readBuses(resources: Resources): readonly BusModel[] {
  const { region, account } = resources.resolver.settings
  const ownDefault = {
    stack: 'account',
    logicalId: 'default',
    name: 'default',
    arn: `arn:aws:events:${region}:${account}:event-bus/default`,
  }
  const buses = resources.ofType('AWS::Events::EventBus').map((resource) => {
    const { Name } = resources.read(resource, busSchema)
    return { ...placed(resource), name: Name, arn: resources.attribute(resource, 'Arn') }
  })
  return [ownDefault, ...buses]
}

const deadLetterConfig = z.strictObject({ Arn: z.string() }).optional()

const ruleSchema = z.strictObject({
  Name: leftOut,
  Description: leftOut,
  EventBusName: z.string().default('default'),
  EventPattern: jsonObject.optional(),
  ScheduleExpression: z.string().optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Targets: z
    .array(
      z.strictObject({
        Id: z.string(),
        Arn: z.string().regex(/^arn:aws:sqs:/, 'only queues are understood as rule targets'),
        Input: z.string().optional(),
        DeadLetterConfig: deadLetterConfig,
        RetryPolicy: leftOut,
      }),
    )
    .default([]),
  Tags: leftOut,
})

export function readRules(resources: Resources): readonly RuleModel[] {
  return resources.ofType('AWS::Events::Rule').map((resource) => {
    const rule = resources.read(resource, ruleSchema)
    return {
      ...placed(resource),
      name: resources.name(resource),
      arn: resources.attribute(resource, 'Arn'),
      enabled: rule.State === 'ENABLED',
      busName: busNameOf(rule.EventBusName),
      pattern: rule.EventPattern,
      scheduleExpression: rule.ScheduleExpression,
      targets: rule.Targets.map((target) => ({
        id: target.Id,
        queueArn: target.Arn,
        input: target.Input,
        deadLetterArn: target.DeadLetterConfig?.Arn,
      })),
    }
  })
}

/** A bus may be named by its name or its ARN. */
export function busNameOf(nameOrArn: string): string {
  return nameOrArn.replace(/^arn:aws:events:[^:]*:[^:]*:event-bus\//, '')
}

const scheduleSchema = z.strictObject({
  Name: leftOut,
  Description: leftOut,
  GroupName: z.string().default('default'),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  // A flexible window only lets AWS fire later: firing at once is within it.
  FlexibleTimeWindow: leftOut,
  Target: z.strictObject({
    Arn: z.string().regex(/^arn:aws:events:.*:event-bus\//, 'only event buses are understood as schedule targets'),
    RoleArn: z.string(),
    Input: z.string().optional(),
    EventBridgeParameters: z.strictObject({ DetailType: z.string(), Source: z.string() }),
    DeadLetterConfig: deadLetterConfig,
    RetryPolicy: leftOut,
  }),
})

export function readSchedules(resources: Resources): readonly ScheduleModel[] {
  return resources.ofType('AWS::Scheduler::Schedule').map((resource) => {
    const { Target, ...schedule } = resources.read(resource, scheduleSchema)
    return {
      ...placed(resource),
      name: resources.name(resource),
      group: schedule.GroupName,
      expression: schedule.ScheduleExpression,
      timeZone: schedule.ScheduleExpressionTimezone,
      enabled: schedule.State === 'ENABLED',
      target: {
        arn: Target.Arn,
        roleArn: Target.RoleArn,
        input: Target.Input,
        detailType: Target.EventBridgeParameters.DetailType,
        source: Target.EventBridgeParameters.Source,
        deadLetterArn: Target.DeadLetterConfig?.Arn,
      },
    }
  })
}

export function readScheduleGroups(resources: Resources): readonly string[] {
  return ['default', ...resources.ofType('AWS::Scheduler::ScheduleGroup').map((resource) => resources.name(resource))]
}

const destinationSchema = z.strictObject({
  ConfigurationSetName: z.string(),
  EventDestination: z.strictObject({
    Name: z.string().optional(),
    Enabled: boolean.default(false),
    MatchingEventTypes: z.array(z.string()),
    EventBridgeDestination: z.strictObject({ EventBusArn: z.string() }),
  }),
})

export function readConfigurationSets(resources: Resources): readonly ConfigurationSetModel[] {
  const destinations = resources.ofType('AWS::SES::ConfigurationSetEventDestination').map((resource) => ({
    resource,
    ...resources.read(resource, destinationSchema),
  }))
  return resources.ofType('AWS::SES::ConfigurationSet').map((resource) => {
    const name = resources.name(resource)
    return {
      ...placed(resource),
      name,
      destinations: destinations
        .filter(({ ConfigurationSetName }) => ConfigurationSetName === name)
        .map(({ resource: own, EventDestination }) => ({
          name: EventDestination.Name ?? own.logicalId,
          enabled: EventDestination.Enabled,
          // CDK writes `renderingFailure` where the service's own word is `RENDERING_FAILURE`.
          eventTypes: EventDestination.MatchingEventTypes.map((type) => type.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()),
          busArn: EventDestination.EventBridgeDestination.EventBusArn,
        })),
    }
  })
}
