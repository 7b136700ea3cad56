/** A function carries only the sentences of the refusals it can make: of each of those it must. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { bundleFunctions, folderOf } from '../../infra/bundle.ts'
import { apiFunctions } from '../../infra/wiring.ts'
import { everySentence } from '../../shared/access/every-sentence.vi.ts'

/** `refuse` under whatever name it was given: a function whose result begins with `refused: true`. */
const REFUSE = /(?:function ([\w$]+)\([^)]*\)\{return ?|[,; ]([\w$]+)=\([^)]*\)=>\(?)\{refused:!0/

beforeAll(async () => {
  await bundleFunctions()
}, 60_000)

/** Who changes nothing carries decisions only to fold logs, and makes none of their refusals. */
const deciding = apiFunctions.filter(({ appends = [] }) => appends.length > 0)

test.each(deciding.map((line) => line.function))('%s', (name) => {
  const code = readFileSync(join(folderOf(name), 'index.mjs'), 'utf8')
  const refuse = REFUSE.exec(code)
    ?.slice(1)
    .find((found) => found !== undefined)
  if (refuse === undefined) throw new Error('no refusal is made here')
  const codes = code
    .split(new RegExp(`(?<![\\w$.])${refuse.replaceAll('$', '\\$')}\\(`))
    .slice(1)
    .flatMap((call) => [...(/^[^,)]*/.exec(call)?.[0] ?? '').matchAll(/"([a-z-]+)"/g)])
    .map(([, found = '']) => found)
  const missing = [...new Set(codes)].filter((found) => everySentence[found] !== undefined && !code.includes(everySentence[found]))
  expect(codes.length).toBeGreaterThan(3)
  expect(missing).toEqual([])
})
