/**
 * Functions as Lambda runs them: an environment serves one invocation at a time, is kept while it lives, has a clock of its own that may
 * be wrong, and dies with a crash or a timeout: nothing of it runs on, no catch block, no clean-up.
 */

import type { FunctionModel } from '../../infra/local/template.ts'
import type { StreamName } from '../../shared/ports.ts'
import type { Agenda } from './agenda.ts'
import type { Weather } from './faults.ts'

export interface Invocation {
  readonly id: number
  readonly function: string
  /** What it is busy with: messages of a queue, or one request. */
  readonly subjects: readonly string[]
  state: 'running' | 'done' | 'dead'
  /** Which version of a log it read last. */
  readonly seen: Map<StreamName, number>
}

export interface Environment {
  readonly function: string
  readonly settings: FunctionModel
  /** Milliseconds its clock is wrong by. */
  readonly skew: number
  invocation: Invocation | undefined
}

export interface Functions {
  /** Runs `code` in a free environment. `done` gets its answer, or nothing when it died or threw. */
  invoke<Answer>(call: Call<Answer>): void
  /** Waits, as the invocation now running in the environment; never resolves for one that is dead. */
  turn(environment: Environment, milliseconds: number): Promise<void>
  /** Ends the environment on the spot. */
  crash(environment: Environment): Promise<never>
}

export interface Call<Answer> {
  readonly function: string
  readonly settings: FunctionModel
  readonly subjects: readonly string[]
  readonly code: (environment: Environment) => Promise<Answer>
  readonly done: (answer: Answer | undefined) => void
}

interface Running {
  readonly environment: Environment
  readonly end: () => void
}

const never = new Promise<never>(() => {})

export function functionsOn(agenda: Agenda, weather: Weather, say: (sentence: () => string) => void): Functions {
  const free = new Map<string, Environment[]>()
  const running = new Map<Invocation, Running>()
  let count = 0

  function environmentFor({ function: name, settings }: Pick<Call<unknown>, 'function' | 'settings'>): Environment {
    return free.get(name)?.pop() ?? { function: name, settings, skew: weather.skew(), invocation: undefined }
  }

  function kill(invocation: Invocation, why: string): void {
    const found = running.get(invocation)
    if (found === undefined) return
    running.delete(invocation)
    invocation.state = 'dead'
    say(() => `${invocation.function} [${invocation.id}] ${why}`)
    found.end()
  }

  function release(environment: Environment, invocation: Invocation): boolean {
    if (invocation.state !== 'running') return false
    invocation.state = 'done'
    running.delete(invocation)
    environment.invocation = undefined
    free.set(environment.function, [...(free.get(environment.function) ?? []), environment])
    return true
  }

  return {
    invoke(call) {
      const environment = environmentFor(call)
      count += 1
      const invocation: Invocation = { id: count, function: call.function, subjects: call.subjects, state: 'running', seen: new Map() }
      environment.invocation = invocation
      running.set(invocation, { environment, end: () => call.done(undefined) })
      say(() => `${call.function} [${invocation.id}] starts on ${call.subjects.join(', ')}`)
      agenda.life(agenda.now() + call.settings.timeoutSeconds * 1_000, () => kill(invocation, 'ran out of time'))
      const finish = (answer: Parameters<typeof call.done>[0]): void => {
        if (release(environment, invocation)) call.done(answer)
      }
      enter(environment)
      call.code(environment).then(finish, () => finish(undefined))
    },
    turn(environment, milliseconds) {
      const { invocation } = environment
      return new Promise((resolve) => {
        agenda.work(milliseconds, () => {
          if (invocation?.state !== 'running') return
          enter(environment)
          resolve()
        })
      })
    },
    crash({ invocation }) {
      if (invocation !== undefined) kill(invocation, 'crashed')
      return never
    },
  }
}

let entered: FunctionModel | undefined

/** What the template gives this function, and what the runtime reads from its environment. */
function enter({ settings }: Environment): void {
  if (entered === settings) return
  entered = settings
  for (const name of ['REACTION', 'REACTION_RECEIVES_MAX']) {
    const value = settings.environment[name]
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
}
