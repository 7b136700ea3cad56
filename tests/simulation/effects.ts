/**
 * What a function is given: the twins, behind the weather. Every write takes time, so others get in between what was read and what is
 * written; it may crash before or after, be throttled, or lose its answer. What the map does not grant is refused and reported.
 */

import type { LogKind, Powers, ReactionPowers } from '../../infra/wiring.ts'
import { DIRECTORY_REVISION } from '../../shared/directory/model.ts'
import type { Append, Caller, Claims, Clock, EventStore, Files, Mailer, Scheduler, Secrets, StreamName, World } from '../../shared/ports.ts'
import { Retryable } from '../../shared/ports.ts'
import type { Fault, Weather } from './faults.ts'
import type { Environment, Functions, Invocation } from './functions.ts'
import type { Twins } from './twins.ts'

export type Effects = Omit<World, 'ids'> & { readonly portalUrl: string }

export interface EffectsOptions {
  readonly twins: Twins
  readonly weather: Weather
  readonly functions: Functions
  readonly clock: Clock
  /** Called in the very moment it happens, whatever befalls the caller afterwards. */
  readonly onAppended: (appends: readonly Append[]) => void
  readonly onAccepted: (noticeId: string, messageId: string, invocation: Invocation) => void
  readonly onForbidden: (invocation: Invocation, what: string) => void
  /** For a broken system only: the function itself tells the stream, as a second step. */
  readonly publishesItself?: (appends: readonly Append[]) => void
  readonly say: (sentence: () => string) => void
}

/** One effect: `kind` says whether it changes anything. */
type Guard = <Answer>(effect: string, kind: 'read' | 'stale-read' | 'write', call: () => Promise<Answer>) => Promise<Answer>

export function effectsFor(environment: Environment, powers: ReactionPowers, options: EffectsOptions): Effects {
  const { twins, clock } = options
  const guard = guardOf(environment, options)
  const demand = (isGranted: boolean, what: string): void => {
    if (isGranted || environment.invocation === undefined) return
    options.onForbidden(environment.invocation, what)
    throw new Error(`AccessDenied: ${environment.function} may not ${what}`)
  }
  return {
    clock: environment.skew === 0 ? clock : { now: () => new Date(Date.parse(clock.now()) + environment.skew).toISOString() },
    portalUrl: environment.settings.environment.PORTAL_URL ?? '',
    store: storeFor(environment, powers, guard, demand, options),
    claims: claimsFor(twins.claims, powers, guard, demand),
    mailer: mailerFor(environment, powers, guard, demand, options),
    scheduler: schedulerFor(twins.scheduler, powers, guard, demand),
    files: filesFor(twins.files, powers, guard, demand),
    secrets: secretsFor(twins.secrets, powers, guard, demand),
    caller: callerFor(twins.caller, guard),
    board: {
      record: (planId, change) => {
        demand(powers.board === 'write', 'write the board')
        return guard('board.record', 'write', () => twins.board.record(planId, change))
      },
      units: (planId, page) => guard('board.units', 'read', () => twins.board.units(planId, page)),
    },
    registers: {
      enter: (register, sort, row, version) => {
        demand(namesRegister(powers, 'write', register), `enter in ${register}`)
        return guard('registers.enter', 'write', () => twins.registers.enter(register, sort, row, version))
      },
      rows: (register, page) => {
        demand(namesRegister(powers, 'read', register), `read ${register}`)
        return guard('registers.rows', 'stale-read', () => twins.registers.rows(register, page))
      },
    },
  }
}

function guardOf(environment: Environment, { weather, functions, say }: EffectsOptions): Guard {
  return async (effect, kind, call) => {
    const { invocation } = environment
    if (invocation === undefined) throw new Error(`${environment.function} works without an invocation`)
    const fault = weather.strike(effect, invocation.subjects)
    if (fault !== undefined) say(() => `${invocation.function} [${invocation.id}] ${effect}: ${fault}`)
    // An index lags: what it answers is what it knew when it was asked.
    const stale = kind === 'stale-read' ? call() : undefined
    if (kind === 'write' || fault !== undefined || weather.isReadSlow()) await functions.turn(environment, weather.latency(fault))
    if (fault === 'crash-before') return functions.crash(environment)
    if (fault === 'throttled') throw new Retryable(`${effect}: rate exceeded`)
    const answer = await (stale ?? call())
    return (await after(fault, effect, environment, functions)) ?? answer
  }
}

async function after(fault: Fault | undefined, effect: string, environment: Environment, functions: Functions): Promise<undefined> {
  if (fault === 'crash-after') return functions.crash(environment)
  if (fault === 'answer-lost') throw new Error(`${effect}: the connection was closed before the answer came`)
  return undefined
}

type Demand = (isGranted: boolean, what: string) => void

const kindOf = (stream: string): string => stream.split('#', 1)[0] ?? ''
const names = (kinds: readonly LogKind[] | undefined, kind: string): boolean =>
  (kinds as readonly string[] | undefined)?.includes(kind) ?? false

const namesRegister = ({ registers }: Powers, may: 'read' | 'write', register: string): boolean =>
  registers?.may === may && registers.names.some((name) => register.startsWith(name))

function storeFor(environment: Environment, powers: ReactionPowers, guard: Guard, demand: Demand, options: EffectsOptions): EventStore {
  const { store } = options.twins
  // Every reaction may write down that it failed (`infra/constructs/reaction.ts`).
  const appends: readonly LogKind[] = [...(powers.appends ?? []), 'failure']
  const mayRead = (stream: StreamName): void =>
    demand(names(powers.reads, kindOf(stream)) || names(appends, kindOf(stream)), `read ${kindOf(stream)}`)
  const mayList = (list: string): void => demand(names(powers.lists, kindOf(list)), `list ${kindOf(list)}`)
  const mayAsk = (revision: string): boolean =>
    revision === DIRECTORY_REVISION
      ? names(powers.lists, 'unit')
      : names([...(powers.reads ?? []), ...(powers.lists ?? [])], kindOf(revision))
  const load = async (stream: StreamName) => {
    const stored = await store.load(stream)
    environment.invocation?.seen.set(stream, stored?.version ?? 0)
    return stored
  }
  return {
    load(stream) {
      mayRead(stream)
      return guard('store.load', 'read', () => load(stream))
    },
    loadMany(streams) {
      for (const stream of streams) demand(names(powers.reads, kindOf(stream)), `read ${kindOf(stream)} in batches`)
      return guard('store.loadMany', 'read', () => Promise.all(streams.map(load)))
    },
    events(stream, after, through) {
      mayRead(stream)
      return guard('store.events', 'read', () => store.events(stream, after, through))
    },
    outcomeOf(stream, key) {
      mayRead(stream)
      return guard('store.outcomeOf', 'read', () => store.outcomeOf(stream, key))
    },
    revisions(asked) {
      for (const name of asked) demand(mayAsk(name), `ask for the revision of ${name}`)
      return guard('store.revisions', 'read', () => store.revisions(asked))
    },
    list(list, page) {
      mayList(list)
      return guard('store.list', 'stale-read', () => store.list(list, page))
    },
    shelf(shelf, page) {
      demand(powers.lists !== undefined, `read shelf ${kindOf(shelf)}`)
      return guard('store.shelf', 'stale-read', () => store.shelf(shelf, page))
    },
    async append(batch) {
      for (const one of batch) demand(names(appends, kindOf(one.stream)), `append ${kindOf(one.stream)}`)
      const outcome = await guard('store.append', 'write', async () => {
        const appended = await store.append(batch)
        if (appended.outcome === 'appended') options.onAppended(batch)
        return appended
      })
      const { publishesItself } = options
      if (publishesItself !== undefined && outcome.outcome === 'appended')
        await guard('publish', 'write', async () => publishesItself(batch))
      return outcome
    },
  }
}

function claimsFor(claims: Claims, powers: ReactionPowers, guard: Guard, demand: Demand): Claims {
  return {
    take(name, at, seconds) {
      demand(powers.claims === true, 'take a claim')
      return guard('claims.take', 'write', () => claims.take(name, at, seconds))
    },
    takeAll(names, at, seconds) {
      demand(powers.claims === true, 'take claims')
      return guard('claims.take', 'write', () => claims.takeAll(names, at, seconds))
    },
  }
}

/** A line that fails is no fault of ours: the call just is not answered, and may have been heard. */
function callerFor(caller: Caller, guard: Guard): Caller {
  return { post: (...call) => guard('caller.post', 'write', () => caller.post(...call)).catch(() => 'connection') }
}

function secretsFor(secrets: Secrets, powers: Powers, guard: Guard, demand: Demand): Secrets {
  return {
    keep(secretId, secret) {
      demand(powers.secrets === 'keep', 'keep a secret')
      return guard('secrets.keep', 'write', () => secrets.keep(secretId, secret))
    },
    read(secretId) {
      demand(powers.secrets === 'read', 'read a secret')
      return guard('secrets.read', 'read', () => secrets.read(secretId))
    },
    forget(secretId) {
      demand(powers.secrets === 'keep', 'forget a secret')
      return guard('secrets.forget', 'write', () => secrets.forget(secretId))
    },
  }
}

function mailerFor(environment: Environment, powers: ReactionPowers, guard: Guard, demand: Demand, options: EffectsOptions): Mailer {
  return {
    send(mail) {
      demand(powers.mail === 'send', 'send mail')
      return guard('mailer.send', 'write', async () => {
        const answer = await options.twins.mailer.send(mail)
        if (answer.outcome === 'sent' && environment.invocation !== undefined)
          options.onAccepted(mail.noticeId, answer.messageId, environment.invocation)
        return answer
      })
    },
  }
}

function schedulerFor(scheduler: Scheduler, powers: ReactionPowers, guard: Guard, demand: Demand): Scheduler {
  return {
    put(schedule) {
      demand(powers.schedules === 'write', 'write schedules')
      return guard('scheduler.put', 'write', () => scheduler.put(schedule))
    },
    remove(name) {
      demand(powers.schedules === 'write', 'write schedules')
      return guard('scheduler.remove', 'write', () => scheduler.remove(name))
    },
  }
}

function filesFor(files: Files, { files: power, documents }: Powers, guard: Guard, demand: Demand): Files {
  const checks = (): void => demand(power === 'check' || documents === 'read', 'check files')
  const offers = (): void => demand(power === 'offer-and-download' || documents === 'offer-and-download', 'offer uploads')
  return {
    beginParts(upload) {
      offers()
      return guard('files.beginParts', 'write', () => files.beginParts(upload))
    },
    offerPart(part) {
      offers()
      return guard('files.offerPart', 'read', () => files.offerPart(part))
    },
    partsThere(of) {
      offers()
      return guard('files.partsThere', 'read', () => files.partsThere(of))
    },
    joinParts(of) {
      offers()
      return guard('files.joinParts', 'write', () => files.joinParts(of))
    },
    seal(object) {
      checks()
      return guard('files.seal', 'write', () => files.seal(object))
    },
    offerUpload(upload) {
      offers()
      return guard('files.offerUpload', 'read', () => files.offerUpload(upload))
    },
    facts(objectKey) {
      demand(power === 'check' || documents === 'read' || documents === 'find', 'look at files')
      return guard('files.facts', 'read', () => files.facts(objectKey))
    },
    head(objectKey, bytes, version) {
      checks()
      return guard('files.head', 'read', () => files.head(objectKey, bytes, version))
    },
    tail(objectKey, bytes, version) {
      checks()
      return guard('files.tail', 'read', () => files.tail(objectKey, bytes, version))
    },
    read(objectKey, version) {
      demand(documents === 'read' || documents === 'offer-and-download', 'read documents')
      return guard('files.read', 'read', () => files.read(objectKey, version))
    },
    write(objectKey, bytes, type) {
      demand(documents === 'read', 'keep the text of documents')
      return guard('files.write', 'write', () => files.write(objectKey, bytes, type))
    },
    copy(from, to) {
      checks()
      return guard('files.copy', 'write', () => files.copy(from, to))
    },
    remove(objectKey) {
      checks()
      return guard('files.remove', 'write', () => files.remove(objectKey))
    },
    downloadLink(objectKey, seconds) {
      demand(power === 'offer-and-download' || documents === 'offer-and-download', 'sign downloads')
      return guard('files.downloadLink', 'read', () => files.downloadLink(objectKey, seconds))
    },
  }
}
