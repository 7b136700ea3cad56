/**
 * EventBridge: buses with the rules of the template, and `PutEvents` for those who call it. Every event is matched against every enabled
 * rule of its bus; a put has finished when the message lies durably in each target queue whose policy lets the rule send.
 */
import { randomUUID } from 'node:crypto'
import type { Activity } from './activity.ts'
import { acceptEntry, readPutEvents } from './bus/put-events.ts'
import type { Bus, BusEvent, CloudRequest, CloudResponse, CloudService, MachineClock } from './contract.ts'

import { compilePattern, flatten, type Matcher } from './pattern.ts'
import type { QueuePort } from './queue-port.ts'
import { isSendable } from './queues/rules.ts'
import { busNameOf } from './template/messaging.ts'
import type { BusModel, RuleModel, RuleTargetModel } from './template/model.ts'

export interface EventBus extends Bus, CloudService {
  readonly name: 'events'
  /** Sends a rule's own event (of its schedule) to its targets. */
  fire(rule: RuleModel, event: BusEvent): Promise<void>
}

export interface BusOptions {
  readonly account: string
  readonly region: string
  readonly buses: readonly BusModel[]
  readonly rules: readonly RuleModel[]
  readonly queues: QueuePort
  readonly clock: MachineClock
  readonly activity: Activity
  /** Something AWS would only show as the metric FailedInvocations. */
  warn(sentence: string): void
}

interface CompiledRule {
  readonly rule: RuleModel
  readonly matches: Matcher
}

export function createBus(options: BusOptions): EventBus {
  const { queues, clock, activity, warn } = options
  const rulesByBus = compileRules(options)

  /** An event to a bus that does not exist goes nowhere and is not an error, as on AWS. */
  async function put(busName: string, events: readonly BusEvent[]): Promise<void> {
    const rules = rulesByBus.get(busName)
    if (rules === undefined) warn(`events to the bus ${busName}, which does not exist, go nowhere`)
    if (rules === undefined || rules.length === 0) return
    const batches = new Map<string, string[]>()
    for (const event of events) route(rules, event, batches)
    await activity.track(() => deliver(batches))
  }

  function route(rules: readonly CompiledRule[], event: BusEvent, batches: Map<string, string[]>): void {
    const flat = flatten(event)
    let body: string | undefined
    for (const { rule, matches } of rules) {
      if (!matches(flat)) continue
      body ??= JSON.stringify(event)
      for (const target of rule.targets) addTo(batches, rule, target, target.input ?? body)
    }
  }

  function addTo(batches: Map<string, string[]>, rule: RuleModel, target: RuleTargetModel, body: string): void {
    const queueArn = destination(rule, target)
    if (queueArn === undefined) return
    if (!isSendable(body)) {
      // The dead letters are a queue too.
      warn(`the rule ${rule.name} lost an event: no queue takes a message with such characters`)
      return
    }
    const bodies = batches.get(queueArn)
    if (bodies === undefined) batches.set(queueArn, [body])
    else bodies.push(body)
  }

  /** The target, or where events go that it may not take, or nowhere: EventBridge does not retry a permission. */
  function destination(rule: RuleModel, target: RuleTargetModel): string | undefined {
    const allowed = (queueArn: string) => queues.allows(queueArn, 'events.amazonaws.com', rule.arn)
    if (allowed(target.queueArn)) return target.queueArn
    warn(`the rule ${rule.name} may not send to ${target.queueArn}: no policy of the queue allows it`)
    return target.deadLetterArn !== undefined && allowed(target.deadLetterArn) ? target.deadLetterArn : undefined
  }

  async function deliver(batches: ReadonlyMap<string, readonly string[]>): Promise<void> {
    await Promise.all([...batches].map(([queueArn, bodies]) => queues.sendAll(queueArn, bodies)))
  }

  async function fire(rule: RuleModel, event: BusEvent): Promise<void> {
    const batches = new Map<string, string[]>()
    for (const target of rule.targets) addTo(batches, rule, target, target.input ?? JSON.stringify(event))
    await activity.track(() => deliver(batches))
  }

  /** Each bus of the call must be allowed by its ARN. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-permissions-reference.html */
  function demands(request: CloudRequest) {
    const names = new Set(readPutEvents(request).map((entry) => busNameOf(entry.EventBusName)))
    const resource = (name: string) => `arn:aws:events:${options.region}:${options.account}:event-bus/${name}`
    return [...names].map((name) => ({ action: 'events:PutEvents', resource: resource(name) }))
  }

  async function handle(request: CloudRequest): Promise<CloudResponse> {
    const now = clock.now()
    const byBus = new Map<string, BusEvent[]>()
    const results = readPutEvents(request).map((entry) => {
      const accepted = acceptEntry(entry, { id: randomUUID(), now, account: options.account, region: options.region })
      if ('ErrorCode' in accepted) return accepted
      const name = busNameOf(entry.EventBusName)
      const events = byBus.get(name)
      if (events === undefined) byBus.set(name, [accepted])
      else events.push(accepted)
      return { EventId: accepted.id }
    })
    await Promise.all([...byBus].map(([name, events]) => put(name, events)))
    const FailedEntryCount = results.filter((result) => 'ErrorCode' in result).length
    const body = JSON.stringify({ FailedEntryCount, Entries: results })
    return { status: 200, headers: { 'content-type': 'application/x-amz-json-1.1' }, body }
  }

  return { name: 'events', put, fire, demands, handle }
}

function compileRules({ buses, rules }: BusOptions): ReadonlyMap<string, readonly CompiledRule[]> {
  const byBus = new Map(buses.map((bus): [string, CompiledRule[]] => [bus.name, []]))
  for (const rule of rules) {
    const own = byBus.get(rule.busName)
    if (own === undefined) throw new Error(`the rule ${rule.name} is on the bus ${rule.busName}, which is not in the template`)
    if (!rule.enabled || rule.pattern === undefined) continue
    try {
      own.push({ rule, matches: compilePattern(rule.pattern) })
    } catch (error) {
      throw new Error(`${rule.stack}/${rule.logicalId}: ${error instanceof Error ? error.message : error}`)
    }
  }
  return byBus
}
