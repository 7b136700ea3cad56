import { expect, it } from 'vitest'
import { xmlTokens } from './xml.ts'

const MS_MAX = 2_000

it.each(['<', '<a', '<a ', '<a b', '<a b="', '</', '&a', 'a="1" '])(
  'reads 200,000 characters of %j in time that grows with them',
  (unit) => {
    const started = performance.now()
    for (const _ of xmlTokens(`<sheet>${unit.repeat(200_000 / unit.length)}`));
    for (const _ of xmlTokens(`<sheet ${unit.repeat(200_000 / unit.length)}>`));
    expect(performance.now() - started).toBeLessThan(MS_MAX)
  },
)
