/** Search over what the caller may see. */
import { search } from '../../shared/api/search.ts'
import type { World } from '../../shared/ports.ts'
import { searchOf } from '../../shared/search/search.ts'
import { api, endpoint } from '../runtime/api.ts'
import { basics } from '../runtime/environment.ts'

type Effects = Pick<World, 'store' | 'clock'>

export const { answer, handler } = api<Effects>(
  [
    endpoint(
      search,
      async ({ actor }) => ({ resource: { unit: actor.unit }, loaded: null }),
      async ({ query, world, directory, actor, context }) => ({
        body: await searchOf(query.q, { store: world.store, directory, actor, at: context.at }),
      }),
    ),
  ],
  basics,
)
