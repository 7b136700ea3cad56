/** The real code of every function of the map, by its name there. */

import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ApiHandler } from '../../functions/runtime/api.ts'
import type { ReactionHandler } from '../../functions/runtime/reaction.ts'
import { apiFunctions, type ReactionPowers, reactions } from '../../infra/wiring.ts'
import type { Effects } from './effects.ts'
import type { Consume } from './twins.ts'

export type Answer = ApiHandler<Effects>['answer']

export interface Handlers {
  readonly consume: ReadonlyMap<string, Consume>
  readonly answer: ReadonlyMap<string, Answer>
  readonly powers: ReadonlyMap<string, ReactionPowers>
}

/** The routes that the story takes; importing a directory is not part of it. */
const apiUsed = ['api/plans', 'api/follow', 'api/edits', 'api/amendments', 'api/assignments', 'api/notices', 'api/units']

/** A whole path: bundlers that look into `import()` cannot follow one made of parts. */
const fileOf = (name: string): string => pathToFileURL(join(import.meta.dirname, '../../functions', `${name}.ts`)).href

export async function loadHandlers(): Promise<Handlers> {
  const consume = await Promise.all(
    reactions.map(async ({ function: name }): Promise<[string, Consume]> => {
      const module = (await import(fileOf(name))) as ReactionHandler<Effects>
      return [name, module.consume]
    }),
  )
  const answer = await Promise.all(
    apiUsed.map(async (name): Promise<[string, Answer]> => {
      const module = (await import(fileOf(name))) as ApiHandler<Effects>
      return [name, module.answer]
    }),
  )
  const powers = [...reactions, ...apiFunctions].map((line): [string, ReactionPowers] => [line.function, line])
  return { consume: new Map(consume), answer: new Map(answer), powers: new Map(powers) }
}

/** `POST /api/plans` → `api/plans`. */
export const functionOfRoute: ReadonlyMap<string, string> = new Map(
  apiFunctions.flatMap((line) => line.routes.map(({ method, path }): [string, string] => [`${method} ${path}`, line.function])),
)
