import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { permissionsFile, permissionsOf } from '../../infra/permissions.ts'
import { assembly } from './assembly.ts'

test('docs/permissions.md says what the template says; after a change run npm run permissions and read the difference', () => {
  expect(readFileSync(permissionsFile, 'utf8')).toBe(permissionsOf(assembly().model))
})
