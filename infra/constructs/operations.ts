/** What production is watched by: each line is one promise, what it means when it breaks, and what to do. `docs/operations.md` reads on. */
import { CfnCondition, CfnParameter, Duration, Fn, Stack } from 'aws-cdk-lib'
import { Alarm, ComparisonOperator, Dashboard, GraphWidget, type IMetric, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { CfnSubscription, Topic } from 'aws-cdk-lib/aws-sns'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { LISTS_INDEX, SHELVES_INDEX } from '../../shared/aws/table.ts'
import { constructId } from './function.ts'
import type { Answering, HttpDoor } from './http-api.ts'
import type { ReactionLine } from './reaction.ts'
import type { Relay } from './relay.ts'
import type { Schedules } from './schedules.ts'

export interface Watched {
  readonly table: TableV2
  readonly schedules: Schedules
  readonly door: HttpDoor
  readonly publisher: Relay
  readonly reactions: readonly ReactionLine[]
  readonly answers: readonly Answering[]
}

/** One alarm: it goes off when the metric is above the bound in one period. */
interface AlarmLine {
  readonly id: string
  readonly says: string
  readonly metric: IMetric
  readonly above: number
}

const PERIOD_MINUTES = 5
const period = Duration.minutes(PERIOD_MINUTES)
const ITERATOR_AGE_MILLISECONDS_MAX = 5 * 60_000
/** Names stand in the mail's subject; what CloudFormation would make of them ends in letters that say nothing. */
export const ALARM_PREFIX = 'thidua-'
/** A message waits longest while a whole fan-out drains; beyond this the brake is too tight or the function is down. */
const OLDEST_MESSAGE_SECONDS_MAX = 30 * 60
/** AWS reviews an account at these. https://docs.aws.amazon.com/ses/latest/dg/reputationdashboard-cloudwatch-alarm.html */
const BOUNCE_RATE_MAX = 0.05
const COMPLAINT_RATE_MAX = 0.001

export class Operations extends Construct {
  constructor(scope: Construct, id: string, watched: Watched) {
    super(scope, id)
    const told = operatorTopic(this)
    for (const { id: name, says, metric, above } of alarmLines(watched)) {
      new Alarm(this, name, {
        alarmName: `${ALARM_PREFIX}${name}`,
        alarmDescription: says,
        metric,
        threshold: above,
        evaluationPeriods: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      }).addAlarmAction(new SnsAction(told))
    }
    new Dashboard(this, 'Dashboard', { widgets: dashboardRows(watched) })
  }
}

function alarmLines(watched: Watched): readonly AlarmLine[] {
  const { reactions, publisher, schedules, door, table, answers } = watched
  return [
    ...reactions.flatMap(reactionLines),
    ...answers.flatMap(({ name, function: answering }) => functionLines(constructId(name), name, answering)),
    ...functionLines('Relay', 'the relay', publisher.function),
    buried('Relay', 'the relay could not publish', publisher.deadLetters),
    {
      id: 'RelayLate',
      says: 'Events wait in the table’s stream: the relay or the bus is away. A stream keeps them for 24 hours.',
      metric: publisher.function.metric('IteratorAge', { statistic: 'Maximum', period }),
      above: ITERATOR_AGE_MILLISECONDS_MAX,
    },
    buried('Schedules', 'a deadline could not be put on the bus', schedules.deadLetters),
    {
      id: 'SchedulesFail',
      says: 'EventBridge Scheduler cannot put deadlines on the bus, and tries for 24 hours: is the schedules’ role or the bus another one now?',
      metric: metric('AWS/Scheduler', 'TargetErrorCount', { ScheduleGroup: schedules.group.scheduleGroupName }, 'Sum'),
      above: 0,
    },
    {
      id: 'SchedulesDropped',
      says: 'EventBridge Scheduler gave up on a deadline: run `thidua redrive Schedules`.',
      metric: metric('AWS/Scheduler', 'InvocationDroppedCount', { ScheduleGroup: schedules.group.scheduleGroupName }, 'Sum'),
      above: 0,
    },
    {
      id: 'ApiFails',
      says: 'The API answers with 5xx: read the log of the function the access log names.',
      metric: door.api.metricServerError({ statistic: 'Sum', period }),
      above: 0,
    },
    ...throttledWrites(table),
    {
      id: 'MailBounces',
      says: 'Too many mails bounce: correct the contacts before AWS stops the sender.',
      metric: reputation('BounceRate'),
      above: BOUNCE_RATE_MAX,
    },
    { id: 'MailComplaints', says: 'Recipients report our mails as spam.', metric: reputation('ComplaintRate'), above: COMPLAINT_RATE_MAX },
  ]
}

/**
 * The table's own figure leaves its indexes out, and a list is likelier to be hot than a log.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html (WriteThrottleEvents)
 */
function throttledWrites({ tableName }: TableV2): readonly AlarmLine[] {
  const writes = (index: string, dimensions: Record<string, string>) => ({
    id: `Table${index}Throttled`,
    says: 'DynamoDB throttles writes: a key is hot, or the account’s limit is reached.',
    metric: metric('AWS/DynamoDB', 'WriteThrottleEvents', { TableName: tableName, ...dimensions }, 'Sum'),
    above: 0,
  })
  return [
    writes('', {}),
    writes('Lists', { GlobalSecondaryIndexName: LISTS_INDEX }),
    writes('Shelves', { GlobalSecondaryIndexName: SHELVES_INDEX }),
  ]
}

function reactionLines({ name, function: reacting, queue, deadLetters }: ReactionLine): readonly AlarmLine[] {
  const id = constructId(name)
  return [
    buried(id, name, deadLetters),
    {
      id: `${id}Late`,
      says: `${name}: messages wait too long. Is the function failing, throttled, or held back by its concurrency?`,
      metric: queue.metricApproximateAgeOfOldestMessage({ period }),
      above: OLDEST_MESSAGE_SECONDS_MAX,
    },
    ...functionLines(id, name, reacting),
  ]
}

function functionLines(id: string, name: string, fn: LambdaFunction): readonly AlarmLine[] {
  return [
    { id: `${id}Fails`, says: `${name}: the function throws or times out.`, metric: fn.metricErrors({ period }), above: 0 },
    { id: `${id}Throttled`, says: `${name}: the account has no room for the function.`, metric: fn.metricThrottles({ period }), above: 0 },
  ]
}

function buried(id: string, what: string, queue: Queue): AlarmLine {
  return {
    id: `${id}Buried`,
    says: `${what}: a message lies in the dead-letter queue. Read its reason, mend the cause, then run \`thidua redrive\`.`,
    metric: queue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', period }),
    above: 0,
  }
}

function dashboardRows({ reactions, answers, publisher, door, table }: Watched): GraphWidget[][] {
  const row = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: 12 })
  const functions = [...reactions, ...answers].map(({ name, function: fn }) => ({ name, fn }))
  return [
    [
      row(
        'Dead letters',
        reactions.map(({ name, deadLetters }) => deadLetters.metricApproximateNumberOfMessagesVisible({ label: name, period })),
      ),
      row(
        'Oldest message, seconds',
        reactions.map(({ name, queue }) => queue.metricApproximateAgeOfOldestMessage({ label: name, period })),
      ),
    ],
    [
      row(
        'Errors',
        functions.map(({ name, fn }) => fn.metricErrors({ label: name, period })),
      ),
      row(
        'Duration p95, milliseconds',
        functions.map(({ name, fn }) => fn.metricDuration({ label: name, statistic: 'p95', period })),
      ),
    ],
    [
      row('Relay behind, milliseconds', [publisher.function.metric('IteratorAge', { statistic: 'Maximum', period })]),
      row('API p95, milliseconds', [door.api.metricLatency({ statistic: 'p95', period })]),
    ],
    [
      row('Table, write units', [metric('AWS/DynamoDB', 'ConsumedWriteCapacityUnits', { TableName: table.tableName }, 'Sum')]),
      row(
        'Mail',
        ['Send', 'Delivery', 'Bounce', 'Complaint'].map((name) => metric('AWS/SES', name, {}, 'Sum')),
      ),
    ],
  ]
}

function metric(namespace: string, metricName: string, dimensionsMap: Record<string, string>, statistic: string): Metric {
  return new Metric({ namespace, metricName, dimensionsMap, statistic, period })
}

function reputation(rate: 'BounceRate' | 'ComplaintRate'): Metric {
  return metric('AWS/SES', `Reputation.${rate}`, {}, 'Average')
}

/** Every alarm ends here; whoever gives an address is told by mail, which AWS asks them to confirm. */
function operatorTopic(scope: Construct): Topic {
  const topic = new Topic(scope, 'Alarms', { enforceSSL: true })
  // A topic with a policy of its own has lost the one by which its account's alarms reach it.
  // https://repost.aws/knowledge-center/cloudwatch-receive-sns-for-alarm-trigger
  topic.addToResourcePolicy(
    new PolicyStatement({
      actions: ['sns:Publish'],
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  )
  const mail = new CfnParameter(Stack.of(scope), 'OperatorMail', { description: 'Who is told of alarms; empty for nobody', default: '' })
  const isGiven = new CfnCondition(Stack.of(scope), 'OperatorMailIsGiven', {
    expression: Fn.conditionNot(Fn.conditionEquals(mail.valueAsString, '')),
  })
  const subscription = new CfnSubscription(scope, 'Operator', { protocol: 'email', topicArn: topic.topicArn, endpoint: mail.valueAsString })
  subscription.cfnOptions.condition = isGiven
  return topic
}
