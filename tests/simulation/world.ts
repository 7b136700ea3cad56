/** The whole system, put together as the template says: table, stream, relay, buses, queues, functions, schedules, mail, files. */
import { type Detail, EVENT_SOURCE } from '../../events/event.ts'
import type { Directory } from '../../shared/directory/snapshot.ts'
import type { Append, Scheduler } from '../../shared/ports.ts'
import { instantShown } from '../../shared/time/calendar.ts'
import { firingAt } from '../../shared/time/signal.ts'
import { type Agenda, agendaFrom } from './agenda.ts'
import { type Chance, chanceOf } from './chance.ts'
import { type Effects, effectsFor } from './effects.ts'
import { type Weather, weatherOf } from './faults.ts'
import { type Environment, type Functions, functionsOn } from './functions.ts'
import type { Handlers } from './handlers.ts'
import type { Report } from './invariants/invariant.ts'
import { type Watch, watchOf } from './invariants/watch.ts'
import { type MailService, mailService } from './mail-service.ts'
import { type Queues, queuesOf } from './queues.ts'
import { type TableStream, tableStream } from './stream.ts'
import type { BusEvent, Template } from './template.ts'
import { type Breakage, type Twins, twinsOf } from './twins.ts'

export interface World {
  readonly agenda: Agenda
  readonly chance: Chance
  readonly weather: Weather
  readonly template: Template
  readonly twins: Twins
  readonly functions: Functions
  readonly queues: Queues
  readonly stream: TableStream
  readonly watch: Watch
  /** As it is now. */
  readonly directory: Directory
  effectsOf(environment: Environment): Effects
  /** Appends without a function. */
  append(appends: readonly Append[]): Promise<void>
  /** What was there before the story begins: stored and published long ago. */
  remember(appends: readonly Append[]): Promise<void>
  /** An event of ours on our bus, whoever says it. Answers the functions it goes to. */
  put(name: string, detail: unknown): readonly string[]
  putAws(source: string, detailType: string, detail: unknown): readonly string[]
  readonly say: Say
}

export type Say = (sentence: () => string) => void

export interface WorldOptions {
  readonly seed: number
  readonly start: string
  readonly template: Template
  readonly handlers: Handlers
  /** What everybody knows before the story begins. */
  readonly directory: Directory
  readonly breakage: Breakage
  readonly report: Report
  /** `at` in milliseconds. */
  readonly say: (at: number, sentence: () => string) => void
}

export function worldOf({ seed, start, template, handlers, directory, breakage, report, ...options }: WorldOptions): World {
  const agenda = agendaFrom(start)
  const chance = chanceOf(seed, 2)
  const weather = weatherOf(seed)
  const say: Say = (sentence) => options.say(agenda.now(), sentence)
  const functions = functionsOn(agenda, weather, say)
  const bare = twinsOf(agenda.clock, template.uploadBucket, (created) => void putAws('aws.s3', 'Object Created', created), breakage)
  const twins: Twins = { ...bare, scheduler: { ...bare.scheduler, put: firing(bare.scheduler.put) } }
  const watch = watchOf({ agenda, twins, directory, report, say })
  const effects = new WeakMap<Environment, Effects>()
  let count = 0

  function route(bus: string, event: BusEvent, body: string): readonly string[] {
    const arns = template.route(bus, event)
    for (const arn of arns) for (const after of weather.deliveries()) agenda.work(after, () => queues.send(arn, event, body))
    return arns.map((arn) => template.sources.get(arn)?.function.environment.REACTION ?? arn)
  }

  function putText(name: string, detail: string): readonly string[] {
    count += 1
    const event = {
      id: `bus-${count}`,
      source: EVENT_SOURCE,
      'detail-type': name,
      time: agenda.clock.now(),
      detail: JSON.parse(detail) as Detail,
    }
    watch.published(event.detail.metadata.id)
    const { id, source, time } = event
    return route(template.ownBus, event, `{"id":"${id}","source":"${source}","detail-type":"${name}","time":"${time}","detail":${detail}}`)
  }

  function putAws(source: string, detailType: string, detail: unknown): readonly string[] {
    count += 1
    const event = { id: `aws-${count}`, source, 'detail-type': detailType, time: agenda.clock.now(), detail }
    return route(template.awsBus, event, JSON.stringify(event))
  }

  /** EventBridge Scheduler keeps to the minute, not to the second. */
  function firing(put: Scheduler['put']): Scheduler['put'] {
    return async (schedule) => {
      await put(schedule)
      agenda.life(Date.parse(instantShown(firingAt(schedule, agenda.clock.now()))), () => {
        for (const { name, detailType, detail } of twins.scheduler.due(agenda.clock.now())) {
          say(() => `the schedule ${name} fires`)
          agenda.work(chance.happens(0.5) ? 0 : chance.between(0, 59_000), () => putText(detailType, JSON.stringify(detail)))
        }
      })
    }
  }

  const carry = (appends: readonly Append[]): void => {
    for (const one of appends) for (const event of one.events) stream.carry(event)
  }
  const onAppended = (appends: readonly Append[]): void => {
    watch.appended(appends)
    if (breakage.publishesItself === undefined) carry(appends)
  }
  const mails: MailService = mailService({
    agenda,
    chance,
    weather,
    reported: template.mailReports,
    put: (detailType, detail) => void putAws('aws.ses', detailType, detail),
  })
  const stream = tableStream({ template, agenda, chance, weather, say, publish: (name, detail) => void putText(name, detail) })

  function effectsOf(environment: Environment): Effects {
    const known = effects.get(environment)
    if (known !== undefined) return known
    const made = effectsFor(environment, handlers.powers.get(environment.function) ?? {}, {
      twins,
      weather,
      functions,
      clock: agenda.clock,
      say,
      onAppended,
      onAccepted(noticeId, messageId, invocation) {
        say(() => `SES takes ${noticeId} from [${invocation.id}]`)
        watch.mails.accept(noticeId, invocation, agenda.now())
        mails.taken(noticeId, messageId, watch.ledger.notice(noticeId)?.address ?? '')
      },
      onForbidden: (invocation, what) => report('powers', `${invocation.function} may not ${what}`),
      publishesItself: breakage.publishesItself && carry,
    })
    const given = breakage.effects?.(environment.function, made) ?? made
    effects.set(environment, given)
    return given
  }

  const queues = queuesOf({
    template,
    agenda,
    chance,
    functions,
    say,
    async consume(name, event, environment) {
      const consume = breakage.handlers?.[name] ?? handlers.consume.get(name)
      if (consume === undefined) throw new Error(`the template runs ${name}, which is not in the map`)
      return consume(event, effectsOf(environment))
    },
  })
  return {
    agenda,
    chance,
    weather,
    template,
    twins,
    functions,
    queues,
    stream,
    watch,
    get directory() {
      return watch.directories.now()
    },
    say,
    effectsOf,
    async append(appends) {
      await twins.store.append(appends)
      watch.appended(appends)
      carry(appends)
    },
    async remember(appends) {
      await twins.store.append(appends)
      for (const { metadata } of watch.appended(appends)) watch.published(metadata.id)
    },
    put: (name, detail) => putText(name, JSON.stringify(detail)),
    putAws,
  }
}
