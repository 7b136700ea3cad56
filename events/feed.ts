/** What happens to the private calendar address of a unit or a person. */
import * as z from 'zod/mini'
import { defineEvent } from './event.ts'
import { id, sha256Hex } from './words.ts'

const feedId = id('fed')
/** The unit or person whose calendar it is. */
const owner = z.string().check(z.regex(/^(unt|per)_[A-Za-z0-9._-]{1,120}$/))

const sample = { feedId: 'fed_0a1b2c3d4e5f60718293a4b5c6', owner: 'unt_thpt-mau' }

export const feedOpened = defineEvent({
  name: 'feed.opened',
  version: 1,
  sentence: 'A private calendar address was made; an earlier one of the same owner is dead from then on.',
  data: z.object({
    feedId,
    owner,
    /** Of the secret in the address. The secret itself is known to nobody but whoever made it. */
    secretSha256: sha256Hex,
  }),
  sample: { ...sample, secretSha256: '5'.repeat(64) },
})

export const feedRevoked = defineEvent({
  name: 'feed.revoked',
  version: 1,
  sentence: 'A private calendar address was taken back: it answers nobody any more.',
  data: z.object({ feedId, owner }),
  sample,
})

export const feedEvents = [feedOpened, feedRevoked] as const
