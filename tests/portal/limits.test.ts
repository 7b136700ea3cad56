import { expect, it } from 'vitest'
import * as contract from '../../events/limits.ts'
import { DOCUMENT_BYTES_MAX } from '../../shared/plan/document/limits.ts'
import * as portal from '../../web/src/limits.ts'

it('a page takes as much as the system does, and refuses no more', () => {
  const taken: Readonly<Record<string, number>> = { ...contract, DOCUMENT_BYTES_MAX: DOCUMENT_BYTES_MAX }
  expect(Object.keys(portal).length).toBeGreaterThan(0)
  for (const [name, limit] of Object.entries(portal)) expect({ [name]: limit }).toEqual({ [name]: taken[name] })
})
