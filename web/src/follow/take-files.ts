/**
 * Every file handed in for a task into a folder of the reader's computer, a folder a unit. The bytes go from the bucket to the disk; what is
 * there already is not fetched again, so whoever was interrupted begins anew and goes on. Each file is held against the SHA-256 of its receipt.
 */
import type { DownloadLink, TaskFiles } from '../api/answers.ts'
import { type Api, Unreachable } from '../api/client.ts'
import { planPath, workPath } from '../api/hooks.ts'
import { sha256Of } from '../parts/send-file.ts'
import { texts } from '../texts.vi.ts'

/** Of which a page holds the bytes at the same time. */
const PARALLEL = 3
/** A link that was minted a minute ago is dead; whatever else went wrong may go right the next time. */
const TRIES_MAX = 3

export interface Taken {
  readonly done: number
  readonly all: number
  readonly bytes: number
  /** `unit/file`, of those that could not be fetched. */
  readonly failed: readonly string[]
}

export interface Taking {
  readonly api: Api
  readonly planId: string
  readonly taskKey: string
  readonly folder: FileSystemDirectoryHandle
  readonly signal: AbortSignal
  tell(taken: Taken): void
}

type UnitFiles = TaskFiles['units'][number]

/** Resolves when all were tried, or the signal is aborted. Rejects when the list itself cannot be had. */
export async function takeFiles(taking: Taking): Promise<Taken> {
  const { signal, tell } = taking
  const wanted = namedApart(await listOf(taking))
  let taken: Taken = { done: 0, all: wanted.length, bytes: 0, failed: [] }
  tell(taken)
  const waiting = wanted.values()
  const worker = async () => {
    for (const one of waiting) {
      if (signal.aborted) return
      const isThere = await takeOne(taking, one).catch(() => false)
      taken = isThere
        ? { ...taken, done: taken.done + 1, bytes: taken.bytes + one.file.bytes }
        : { ...taken, failed: signal.aborted ? taken.failed : [...taken.failed, `${one.directory}/${one.name}`] }
      tell(taken)
    }
  }
  await Promise.all(Array.from({ length: PARALLEL }, worker))
  return taken
}

async function listOf({ api, planId, taskKey }: Taking): Promise<readonly UnitFiles[]> {
  const path = planPath(planId, `/tasks/${encodeURIComponent(taskKey)}/files`)
  const first = (await api.get<TaskFiles>(`${path}/1`)).body
  const units = [...first.units]
  for (let part = 2; part <= first.parts; part += 1) units.push(...(await api.get<TaskFiles>(`${path}/${part}`)).body.units)
  return units
}

export interface Wanted {
  readonly unit: string
  readonly directory: string
  readonly name: string
  readonly file: UnitFiles['files'][number]
}

/** Two units of one name get folders of their own, two files of one name are told apart; whoever is not asked any more is seen from the folder. */
export function namedApart(units: readonly UnitFiles[]): readonly Wanted[] {
  const directories = new Set<string>()
  return units.flatMap(({ unit, unitName, isAsked, files }) => {
    const directory = free(plainName(isAsked ? unitName : texts.allFiles.released(unitName)), directories)
    const names = new Set<string>()
    return files.map((file) => ({ unit, directory, name: free(file.fileName, names), file }))
  })
}

/** As every system lets a folder be called. */
const plainName = (name: string): string =>
  name
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are among what no system takes
    .replace(/[\u0000-\u001f\\/:*?"<>|]+/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 100)
    .replace(/[. ]+$/, '')
    .trim() || '_'

function free(name: string, taken: Set<string>): string {
  const [, stem = name, ending = ''] = /^(.*?)(\.[^.]*)?$/.exec(name) ?? []
  let free = name
  for (let count = 2; taken.has(free.toLowerCase()); count += 1) free = `${stem} (${count})${ending}`
  taken.add(free.toLowerCase())
  return free
}

/** True when it is there, whole. */
async function takeOne({ api, planId, taskKey, folder, signal }: Taking, { unit, directory, name, file }: Wanted): Promise<boolean> {
  const place = await folder.getDirectoryHandle(directory, { create: true })
  if (await isThere(place, name, file)) return true
  for (let tries = 1; tries <= TRIES_MAX && !signal.aborted; tries += 1) {
    const bytes = await fetchOne(api, workPath(planId, taskKey, unit, `/uploads/${file.uploadId}/link`), signal)
    if (bytes === undefined || (await sha256Of(bytes)) !== file.sha256) continue
    const handle = await place.getFileHandle(name, { create: true })
    const writing = await handle.createWritable()
    await writing.write(bytes)
    await writing.close()
    return true
  }
  return false
}

async function isThere(place: FileSystemDirectoryHandle, name: string, { bytes, sha256 }: Wanted['file']): Promise<boolean> {
  const there = await place
    .getFileHandle(name)
    .then((handle) => handle.getFile())
    .catch(() => undefined)
  return there !== undefined && there.size === bytes && (await sha256Of(there)) === sha256
}

/** Nothing where the line was cut; what the API refuses, it would refuse again. */
async function fetchOne(api: Api, linkPath: string, signal: AbortSignal): Promise<Blob | undefined> {
  try {
    const { url } = (await api.get<DownloadLink>(linkPath)).body
    const response = await fetch(url, { signal, cache: 'no-store' })
    return response.ok ? await response.blob() : undefined
  } catch (error) {
    if (error instanceof Unreachable || error instanceof TypeError) return undefined
    throw error
  }
}
