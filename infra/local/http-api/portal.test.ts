import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../../tests/temporary-folder.ts'
import { createPortal } from './portal.ts'

const directory = temporaryFolder('portal')
mkdirSync(join(directory, 'assets'))
mkdirSync(join(directory, 'api'))
for (const name of ['index.html', 'favicon.svg', 'assets/index-a1.js', 'api/docs.html']) writeFileSync(join(directory, name), name)
const portal = createPortal({ directory, headers: {} })

const shownAt = async (path: string) => {
  const answer = await portal('GET', path, {})
  return answer === undefined ? undefined : String(answer.body)
}

test.each(['/', '/viec', '/ke-hoach/pln_1/nhiem-vu/6.1', '/nhat-ky/assignment/pln_1.6.1.unt_1'])(
  'the address of a page, %s, shows the page, dots or none',
  async (path) => {
    expect(await shownAt(path)).toBe('index.html')
  },
)

test.each([
  ['/favicon.svg', 'favicon.svg'],
  ['/assets/index-a1.js', 'assets/index-a1.js'],
  ['/api/docs', 'api/docs.html'],
])('%s is the file %s', async (path, file) => {
  expect(await shownAt(path)).toBe(file)
})

test.each(['/robots.txt', '/assets/index-b2.js', '/api/docs.json'])('%s is a file and not there', async (path) => {
  expect(await shownAt(path)).toBeUndefined()
})
