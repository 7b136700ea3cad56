/** One file of one unit: good, cut off, lying about its type, changed on the way, sent too late, or never sent. */
import { createHash } from 'node:crypto'
import type { Person } from '../../../shared/directory/model.ts'
import type { UploadRequest } from '../../../shared/ports.ts'
import type { Browser } from './browser.ts'

type Params = Readonly<Record<string, string>>

const good = (mark: number): Buffer => Buffer.from(`%PDF-1.4 hồ sơ ${mark}\n%%EOF\n`)
const kinds = ['good', 'good', 'good', 'good', 'good', 'good', 'cut-off', 'lying', 'changed', 'too-late', 'never'] as const
const MINUTE = 60_000
const route = 'POST /api/plans/{planId}/tasks/{key}/units/{unit}/uploads'

/** Answers true when the file should end up in the dossier. `mustBeGood` when the unit has already had its share of trouble. */
export async function upload(browser: Browser, clerk: Person, params: Params, mustBeGood: boolean): Promise<boolean> {
  const { chance, world } = browser
  const kind = mustBeGood ? 'good' : chance.pick(kinds)
  const bytes = fileOf(kind, chance.whole(1, 1e9))
  const offered = await browser.send(clerk, route, params, {
    component: 'report',
    fileName: 'bao-cao.pdf',
    bytes: bytes.length,
    type: 'application/pdf',
    sha256: createHash('sha256').update(bytes).digest('hex'),
  })
  if (offered.status !== 201) return false
  const uploadId = String(offered.body.uploadId)
  world.say(() => `${clerk.id} has a file that is ${kind}: ${uploadId}`)
  if (kind === 'never') return false
  await browser.pause(kind === 'too-late' ? chance.between(11, 30) * MINUTE : chance.between(0.01, 8) * MINUTE)
  const sent = kind === 'changed' ? Buffer.concat([bytes.subarray(0, -1), Buffer.from('!')]) : bytes
  // What is in the request is what the API answered; S3 judges it.
  const request = offered.body.request as UploadRequest
  const answer = await world.twins.files.upload(request, sent)
  if (answer.status !== 204) return false
  world.watch.uploads.deserves(uploadId, kind === 'good' ? 'attached' : 'refused')
  // A double click on "send".
  if (chance.happens(0.1)) await world.twins.files.upload(request, sent)
  return kind === 'good'
}

function fileOf(kind: (typeof kinds)[number], mark: number): Buffer {
  if (kind === 'cut-off') return good(mark).subarray(0, -7)
  if (kind === 'lying') return Buffer.from(`<html>${mark}</html>`)
  return good(mark)
}
