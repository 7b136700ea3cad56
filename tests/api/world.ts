/** A product in memory with an issued plan, and its real routes asked as the gateway asks them, for tests that need no machine. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { vi } from 'vitest'
import { issueDocument } from '../../cli/issue.ts'
import { seedDirectory } from '../../cli/seed.ts'
import type { ApiHandler, Request, Response } from '../../functions/runtime/api.ts'
import type { RoleName } from '../../shared/directory/model.ts'
import { sampleDirectory } from '../../shared/directory/sample/index.ts'
import { type Directory, directoryOf } from '../../shared/directory/snapshot.ts'
import { memoryBoard } from '../../shared/memory/board.ts'
import { type MovedClock, movedClock } from '../../shared/memory/clock.ts'
import { type MemoryEventStore, memoryEventStore } from '../../shared/memory/event-store.ts'
import { memoryFiles } from '../../shared/memory/files.ts'
import { memoryRegisters } from '../../shared/memory/registers.ts'
import { documentOfKey } from '../../shared/plan/intake/document-file.ts'
import { takeDocument } from '../../shared/plan/intake/take-document.ts'
import type { PlanState } from '../../shared/plan/plan.ts'
import type { Board, CommandContext, Registers } from '../../shared/ports.ts'

/** 09:00 in Hà Nội on the day of the sample plan. */
const START = '2021-01-18T02:00:00.000Z'
const PORTAL_URL = 'https://portal.test'
const SAMPLE = readFileSync(join(import.meta.dirname, '../../cli/sample/ke-hoach-mau.txt'))

export interface MemoryWorld {
  readonly store: MemoryEventStore
  readonly clock: MovedClock
  readonly board: Board
  readonly registers: Registers
  readonly portalUrl: string
  readonly directory: Directory
  readonly plan: PlanState
  readonly files: ReturnType<typeof memoryFiles>
}

/** As somebody gives a command, now. */
export function contextIn({ clock }: Pick<MemoryWorld, 'clock'>): CommandContext {
  return { at: clock.now(), actor: { person: 'per_x' }, correlationId: 'test', causationId: 'test' }
}

export async function memoryWorld(change: (directory: Directory) => Directory = (directory) => directory): Promise<MemoryWorld> {
  // What the routes log is looked at elsewhere.
  vi.spyOn(console, 'log').mockImplementation(() => {})
  const store = memoryEventStore()
  const clock = movedClock(START)
  const directory = change(sampleDirectory({ units: 40 }))
  await seedDirectory(store, directory, clock.now())
  const officer = holder(directory, 'officer', 'unt_so-gddt-ha-noi').email
  const files = memoryFiles({ clock })
  const document = { fileName: 'ke-hoach.txt', bytes: SAMPLE }
  const plan = await issueDocument(
    { store, clock, files: () => files },
    { ...document, officer, confirm: 'Đã xem' },
    async (request, bytes) => {
      await files.upload(request, bytes)
      const upload = documentOfKey(request.fields.key ?? '')
      if (upload !== undefined) await takeDocument(upload, 'test', { store, files, clock })
    },
  )
  return { store, clock, board: memoryBoard(), registers: memoryRegisters(), portalUrl: PORTAL_URL, directory, plan, files }
}

/** Whoever holds the role there; `skip` passes over the first ones. */
export function holder(directory: Directory, role: RoleName, unit: string, skip = 0) {
  const held = directory.people.filter((person) => person.roles.some((one) => one.role === role && one.unit === unit))
  const person = held[skip]
  if (person === undefined) throw new Error(`nobody is ${role} of ${unit}`)
  return person
}

/** The same directory with one more person, or another one in the place of whoever has the id. */
export function withPerson(person: Directory['people'][number]): (directory: Directory) => Directory {
  return ({ units, groups, people }) => directoryOf(units, groups, [...people.filter(({ id }) => id !== person.id), person])
}

export interface Asked {
  readonly email?: string
  readonly actingAs?: string
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly key?: string
}

let keys = 0

/** `GET /api/me`, as the gateway would pass it on. */
export function requestOf(routeKey: string, { email, actingAs, params, query, body, headers, key }: Asked): Request {
  keys += 1
  return {
    routeKey,
    headers: {
      'idempotency-key': key ?? `key-of-test-${keys}`,
      ...(actingAs === undefined ? {} : { 'x-acting-as': actingAs }),
      ...headers,
    },
    pathParameters: params,
    queryStringParameters: query,
    body: body === undefined ? undefined : JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: { requestId: `request-${keys}`, authorizer: { jwt: { claims: { email, email_verified: 'true' } } } },
    // The parts that no route reads are left out.
  } as unknown as Request
}

export async function ask<Effects>(
  { answer }: Pick<ApiHandler<Effects>, 'answer'>,
  routeKey: string,
  asked: Asked,
  world: Effects,
): Promise<Response & { readonly json: Record<string, unknown> }> {
  const response = await answer(requestOf(routeKey, asked), world)
  const isJson = String(response.headers?.['content-type']).startsWith('application/json')
  return { ...response, json: isJson ? JSON.parse(response.body ?? '{}') : {} }
}
