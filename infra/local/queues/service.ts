/** The SQS calls of SDK users, in the AWS JSON protocol. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/ */
import { createHash, randomUUID } from 'node:crypto'
import * as z from 'zod'
import { CloudError, type CloudRequest, type Demand } from '../contract.ts'
import type { BufferedService } from '../door/service.ts'
import type { ReceivedMessage } from '../queue-port.ts'
import type { LocalQueues } from '../queues.ts'
import type { QueueModel } from '../template/model.ts'
import { nonExistentQueue } from './rules.ts'
import type { MessageAttributes } from './store.ts'

const RECEIVE_MAX = 10
const WAIT_SECONDS_MAX = 20

const attributes = z.record(
  z.string(),
  z.object({ DataType: z.string(), StringValue: z.string().optional(), BinaryValue: z.string().optional() }),
)
const outgoing = z.object({ MessageBody: z.string(), DelaySeconds: z.number().optional(), MessageAttributes: attributes.optional() })
const send = outgoing.extend({ QueueUrl: z.string() })
const entry = z.object({ Id: z.string() })
const onQueue = z.object({ QueueUrl: z.string() })
const batchOf = <T extends z.ZodType>(type: T) => z.object({ QueueUrl: z.string(), Entries: z.array(type).min(1).max(10) })
const sendBatch = batchOf(outgoing.extend(entry.shape))
const removal = z.object({ ReceiptHandle: z.string() })
const removeOne = removal.extend(onQueue.shape)
const removeBatch = batchOf(removal.extend(entry.shape))
const hiding = z.object({ ReceiptHandle: z.string(), VisibilityTimeout: z.number() })
const hideOne = hiding.extend(onQueue.shape)
const hideBatch = batchOf(hiding.extend(entry.shape))
const receive = z.object({
  QueueUrl: z.string(),
  MaxNumberOfMessages: z.number().int().min(1).max(RECEIVE_MAX).default(1),
  WaitTimeSeconds: z.number().min(0).max(WAIT_SECONDS_MAX).optional(),
  VisibilityTimeout: z.number().optional(),
})
const move = z.object({ SourceArn: z.string(), DestinationArn: z.string().optional() })

interface Operation {
  demands(input: unknown): readonly Demand[]
  run(input: unknown): unknown
}

export function sqsService(queues: LocalQueues): BufferedService {
  const byName = new Map(queues.models.map((model) => [model.name, model]))
  const byArn = new Map(queues.models.map((model) => [model.arn, model]))

  function queueAt(url: string): QueueModel {
    const model = byName.get(url.split('/').at(-1) ?? '')
    if (model === undefined) throw nonExistentQueue(url)
    return model
  }

  const arnAt = (input: unknown) => queueAt(onQueue.parse(input).QueueUrl).arn

  /** An operation on the queue of its `QueueUrl`, asked for under its own name. */
  function own(action: string, run: (arn: string, input: unknown) => unknown): Operation {
    return { demands: (input) => [{ action: `sqs:${action}`, resource: arnAt(input) }], run: (input) => run(arnAt(input), input) }
  }

  function sendOne(arn: string, message: z.infer<typeof outgoing>) {
    const { MessageBody: body, DelaySeconds: delaySeconds } = message
    const id = queues.post(arn, body, {
      ...(delaySeconds === undefined ? {} : { delaySeconds }),
      ...(message.MessageAttributes === undefined ? {} : { attributes: inner(message.MessageAttributes) }),
    })
    return { MessageId: id, MD5OfMessageBody: createHash('md5').update(body).digest('hex') }
  }

  /** A batch never fails as a whole: each entry succeeds or fails for itself. */
  async function each<T extends { Id: string }>(entries: readonly T[], run: (entry: T) => unknown) {
    const Successful: unknown[] = []
    const Failed: unknown[] = []
    for (const one of entries) {
      try {
        Successful.push({ Id: one.Id, ...Object(await run(one)) })
      } catch (error) {
        if (!(error instanceof CloudError)) throw error
        Failed.push({ Id: one.Id, Code: error.code, Message: error.message, SenderFault: error.status < 500 })
      }
    }
    return { Successful, Failed }
  }

  async function receiveMessages(arn: string, input: unknown) {
    const { MaxNumberOfMessages: max, WaitTimeSeconds, VisibilityTimeout } = receive.parse(input)
    const wait = WaitTimeSeconds ?? byArn.get(arn)?.receiveWaitSeconds ?? 0
    const messages = await queues.receiveFor(arn, { max, waitMs: wait * 1000, visibilitySeconds: VisibilityTimeout })
    return messages.length === 0 ? {} : { Messages: messages.map(outer) }
  }

  const operations: Readonly<Record<string, Operation>> = {
    SendMessage: own('SendMessage', (arn, input) => sendOne(arn, send.parse(input))),
    SendMessageBatch: own('SendMessage', (arn, input) => each(sendBatch.parse(input).Entries, (one) => sendOne(arn, one))),
    ReceiveMessage: own('ReceiveMessage', receiveMessages),
    DeleteMessage: own('DeleteMessage', (arn, input) => queues.delete(arn, [removeOne.parse(input).ReceiptHandle])),
    DeleteMessageBatch: own('DeleteMessage', (arn, input) =>
      each(removeBatch.parse(input).Entries, ({ ReceiptHandle }) => queues.delete(arn, [ReceiptHandle])),
    ),
    ChangeMessageVisibility: own('ChangeMessageVisibility', (arn, input) => {
      const { ReceiptHandle, VisibilityTimeout } = hideOne.parse(input)
      return queues.changeVisibility(arn, ReceiptHandle, VisibilityTimeout)
    }),
    ChangeMessageVisibilityBatch: own('ChangeMessageVisibility', (arn, input) =>
      each(hideBatch.parse(input).Entries, (one) => queues.changeVisibility(arn, one.ReceiptHandle, one.VisibilityTimeout)),
    ),
    GetQueueAttributes: own('GetQueueAttributes', (arn) => ({ Attributes: attributesOf(arn) })),
    PurgeQueue: own('PurgeQueue', (arn) => queues.purge(arn)),
    ListDeadLetterSourceQueues: own('ListDeadLetterSourceQueues', (arn) => ({
      queueUrls: queues.models.filter(({ redrive }) => redrive?.deadLetterArn === arn).map(({ url }) => url),
    })),
    GetQueueUrl: {
      demands: (input) => [
        { action: 'sqs:GetQueueUrl', resource: queueAt(z.object({ QueueName: z.string() }).parse(input).QueueName).arn },
      ],
      run: (input) => ({ QueueUrl: queueAt(z.object({ QueueName: z.string() }).parse(input).QueueName).url }),
    },
    ListQueues: {
      demands: () => [{ action: 'sqs:ListQueues', resource: '*' }],
      run: (input) => {
        const prefix = z.object({ QueueNamePrefix: z.string().default('') }).parse(input).QueueNamePrefix
        return { QueueUrls: queues.models.filter(({ name }) => name.startsWith(prefix)).map(({ url }) => url) }
      },
    },
    StartMessageMoveTask: { demands: moveDemands, run: startMove },
  }

  /** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html */
  function moveDemands(input: unknown): readonly Demand[] {
    const { SourceArn, DestinationArn } = move.parse(input)
    const targets = DestinationArn === undefined ? sourcesOf(SourceArn) : [DestinationArn]
    const onSource = ['StartMessageMoveTask', 'ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes']
    return [
      ...onSource.map((action) => ({ action: `sqs:${action}`, resource: SourceArn })),
      ...targets.map((resource) => ({ action: 'sqs:SendMessage', resource })),
    ]
  }

  function startMove(input: unknown) {
    const { SourceArn, DestinationArn } = move.parse(input)
    if (sourcesOf(SourceArn).length === 0) throw new CloudError(400, 'ResourceNotFoundException', 'The source is no dead-letter queue')
    queues.redrive(SourceArn, DestinationArn)
    return { TaskHandle: randomUUID() }
  }

  function sourcesOf(deadLetterArn: string): string[] {
    return queues.models.filter(({ redrive }) => redrive?.deadLetterArn === deadLetterArn).map(({ arn }) => arn)
  }

  function attributesOf(arn: string): Record<string, string> {
    const model = byArn.get(arn)
    if (model === undefined) throw nonExistentQueue(arn)
    const { ready, inFlight, delayed } = queues.stats(arn)
    const { redrive } = model
    return {
      QueueArn: arn,
      ApproximateNumberOfMessages: String(ready),
      ApproximateNumberOfMessagesNotVisible: String(inFlight),
      ApproximateNumberOfMessagesDelayed: String(delayed),
      VisibilityTimeout: String(model.visibilitySeconds),
      MessageRetentionPeriod: String(model.retentionSeconds),
      DelaySeconds: String(model.delaySeconds),
      ReceiveMessageWaitTimeSeconds: String(model.receiveWaitSeconds),
      ...(redrive === undefined
        ? {}
        : { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: redrive.deadLetterArn, maxReceiveCount: redrive.maxReceiveCount }) }),
    }
  }

  function read(request: CloudRequest): { operation: Operation; input: unknown } {
    const name = request.headers['x-amz-target']?.split('.').at(-1) ?? ''
    const operation = operations[name]
    if (operation === undefined) throw new CloudError(400, 'UnsupportedOperation', `This machine's SQS does not know ${name}`)
    return { operation, input: JSON.parse(request.body.toString('utf8')) }
  }

  return {
    name: 'sqs',
    demands: (request) =>
      worded(() => {
        const { operation, input } = read(request)
        return operation.demands(input)
      }),
    async handle(request) {
      const { operation, input } = worded(() => read(request))
      const output = (await Promise.resolve(input).then(operation.run).catch(reword)) ?? {}
      return { status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: JSON.stringify(output) }
    },
    resourceStatements: (resource) => byArn.get(resource)?.policy ?? [],
  }
}

function worded<R>(work: () => R): R {
  try {
    return work()
  } catch (error) {
    return reword(error)
  }
}

/** What cannot be read is the caller's fault. */
function reword(error: unknown): never {
  if (error instanceof z.ZodError) throw new CloudError(400, 'InvalidParameterValue', z.prettifyError(error))
  if (error instanceof SyntaxError) throw new CloudError(400, 'SerializationException', 'The body is not JSON')
  throw error
}

function inner(given: z.infer<typeof attributes>): MessageAttributes {
  return Object.fromEntries(
    Object.entries(given).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      {
        dataType: DataType,
        ...(StringValue === undefined ? {} : { stringValue: StringValue }),
        ...(BinaryValue === undefined ? {} : { binaryValue: BinaryValue }),
      },
    ]),
  )
}

function outer(message: ReceivedMessage) {
  const named = Object.entries(message.messageAttributes).map(([name, one]) => [
    name,
    { DataType: one.dataType, StringValue: one.stringValue, BinaryValue: one.binaryValue },
  ])
  return {
    MessageId: message.messageId,
    ReceiptHandle: message.receiptHandle,
    Body: message.body,
    MD5OfBody: message.md5OfBody,
    Attributes: message.attributes,
    ...(named.length === 0 ? {} : { MessageAttributes: Object.fromEntries(named) }),
  }
}
