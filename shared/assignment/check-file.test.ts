import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { PART_BYTES } from '../../events/limits.ts'
import { command, stateOf, streamOf } from '../log/command.ts'
import { movedClock } from '../memory/clock.ts'
import { memoryEventStore } from '../memory/event-store.ts'
import { memoryFiles } from '../memory/files.ts'
import { type AssignmentState, assignmentAggregate } from './assignment.ts'
import { checkFile, quarantineKey } from './check-file.ts'
import { assignmentId } from './part.ts'

const of = { planId: 'pln_a', key: '1', unit: 'unt_a' }
const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

it('refuses what came in parts and is longer than offered before anything is done with its bytes', async () => {
  const clock = movedClock('2021-01-18T02:00:00.000Z')
  const store = memoryEventStore()
  const files = memoryFiles({ clock })
  const objectKey = quarantineKey(of, 'upl_a')
  const type = 'application/pdf'
  const [whole, longer] = [new Uint8Array(PART_BYTES), new Uint8Array(20).fill(1)]
  const partsId = await files.beginParts({ objectKey, type })
  const upload = { uploadId: 'upl_a', component: 'report', fileName: 'a.pdf', bytes: PART_BYTES + 10, type, sha256: '0'.repeat(64) }
  const parts = { id: partsId, sha256: [sha256Of(whole), sha256Of(longer)] }
  const order = { type: 'offer-upload', upload, objectKey, expiresAt: clock.now(), parts, terms: { form: 'report' } } as const
  const context = { at: clock.now(), actor: { person: 'per_a' }, correlationId: 'c', causationId: 'c' }
  await command(store, assignmentAggregate(of), assignmentId(of), order, context)
  for (const [index, bytes] of [whole, longer].entries()) {
    const part = { objectKey, partsId, number: index + 1, sha256: sha256Of(bytes), seconds: 600 }
    await files.uploadPart(await files.offerPart(part), bytes)
  }
  await files.joinParts({ objectKey, partsId })

  const touched: string[] = []
  const watched = { ...files, seal: async () => void touched.push('sealed') }
  await checkFile(objectKey, 'test', { store, files: watched, clock })
  const [file] = stateOf<AssignmentState>(await store.load(streamOf('assignment', assignmentId(of))))?.files ?? []
  expect([file?.state, file?.rule, touched]).toEqual(['refused', 'size', []])
})
