/** Looking at one plan's notices, its mails and the dead letters while things go wrong. */
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { deadLetters } from '../../../../cli/redrive.ts'
import type { Detail, EventDefinition } from '../../../../events/event.ts'
import type { Product } from './product.ts'

export interface PlanMails {
  /** Notices of the plan's issue, by what became of them. */
  readonly deliveries: Readonly<Record<string, number>>
  /** Mails that SES took of them. */
  readonly sent: number
  /** Notices of which SES took more than one. */
  readonly twice: readonly string[]
}

export async function issueMailsOf({ machine, mails }: Pick<Product, 'machine' | 'mails'>, planId: string): Promise<PlanMails> {
  const page = await machine.world.store.list(`notice#${planId}`, { prefix: 'plan-issued#' })
  const rows = page.items.map((entry) => JSON.parse(entry.row) as { noticeId: string; delivery: string })
  const ids = new Set(rows.map(({ noticeId }) => noticeId))
  const sent = (await mails()).filter(({ noticeId }) => ids.has(noticeId)).map(({ noticeId }) => noticeId)
  const deliveries = Object.fromEntries(
    Object.entries(Object.groupBy(rows, ({ delivery }) => delivery)).map(([of, all]) => [of, all?.length ?? 0]),
  )
  return { deliveries, sent: sent.length, twice: sent.filter((id, index) => sent.indexOf(id) !== index) }
}

/** What lies in dead-letter queues, by the reaction's part of their names. */
export async function buried({ machine }: Product): Promise<Readonly<Record<string, number>>> {
  const letters = await deadLetters(machine.world.sqs)
  return Object.fromEntries(letters.map(({ name, messages }) => [name, messages]))
}

/** Puts an event on the product's bus as nobody but a person with AWS credentials could. */
export async function putByHand({ machine }: Product, definition: EventDefinition, detail: unknown): Promise<void> {
  const { endpoint, region, credentials } = machine.running
  const client = new EventBridgeClient({ endpoint, region, credentials })
  const EventBusName = machine.cloud.model.buses.find(({ name }) => name !== 'default')?.name
  const entry = { EventBusName, Source: 'thidua', DetailType: definition.name, Detail: JSON.stringify(detail) }
  const { FailedEntryCount } = await client.send(new PutEventsCommand({ Entries: [entry] }))
  if (FailedEntryCount !== 0) throw new Error('the bus did not take the event')
}

/** A well-formed detail around any data, as if this person had caused it. */
export function detailOf(definition: EventDefinition, data: unknown, person: string): Detail {
  const id = `by-hand#${definition.name}`
  const at = '2021-01-18T02:00:00.000Z'
  return {
    metadata: {
      id: `${id}#1`,
      version: definition.version,
      stream: id,
      sequence: 1,
      at,
      actor: { person },
      correlationId: id,
      causationId: id,
    },
    data,
  }
}

/** `notice-queued/send-mail`, as the map names it. */
export function functionArn({ machine }: Product, name: string): string {
  const start = name.split(/[/-]/).map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  const found = machine.cloud.model.functions.find((model) => model.name.includes(`-${start.join('')}Function`))
  if (found === undefined) throw new Error(`the template has no function ${name}`)
  return found.arn
}
