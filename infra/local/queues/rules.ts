/** What SQS accepts, and how a message looks to its receiver. */
import { CloudError } from '../contract.ts'
import type { ReceivedMessage } from '../queue-port.ts'
import type { MessageRow } from './store.ts'

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const MESSAGE_BYTES_MAX = 1024 * 1024
const DELAY_SECONDS_MAX = 900
export const VISIBILITY_SECONDS_MAX = 43_200

export function asReceived(row: MessageRow, receiptHandle: string, now: number): ReceivedMessage {
  return {
    messageId: row.id,
    receiptHandle,
    body: row.body,
    md5OfBody: row.md5,
    attributes: {
      ApproximateReceiveCount: String(row.received + 1),
      SentTimestamp: String(row.sent_at),
      SenderId: 'local',
      ApproximateFirstReceiveTimestamp: String(row.first_received_at ?? now),
      ...(row.origin === null ? {} : { DeadLetterQueueSourceArn: row.origin }),
    },
    messageAttributes: JSON.parse(row.attributes),
  }
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html: what XML may hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const REFUSED_CHARACTERS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/

export function isSendable(body: string): boolean {
  return !REFUSED_CHARACTERS.test(body) && body.isWellFormed()
}

export function requireSendable(body: string, delaySeconds: number | undefined): void {
  if (body.length === 0) throw new CloudError(400, 'MissingParameter', 'The request must contain the parameter MessageBody.')
  if (Buffer.byteLength(body) > MESSAGE_BYTES_MAX)
    throw invalid(`One or more parameters are invalid. Reason: Message must be shorter than ${MESSAGE_BYTES_MAX} bytes.`)
  if (!isSendable(body)) throw new CloudError(400, 'InvalidMessageContents', 'Invalid binary character was found in the message body')
  if (delaySeconds !== undefined && !(delaySeconds >= 0 && delaySeconds <= DELAY_SECONDS_MAX)) {
    throw invalid(`Value ${delaySeconds} for parameter DelaySeconds is invalid.`)
  }
}

export function invalid(message: string): CloudError {
  return new CloudError(400, 'InvalidParameterValue', message)
}

export function nonExistentQueue(name: string): CloudError {
  return new CloudError(400, 'QueueDoesNotExist', `The specified queue does not exist: ${name}`)
}
