/**
 * A unit that is gone: who acted for it reaches what it left behind and nothing of whoever took over; who took over, and those above,
 * reach its record.
 */
import { beforeEach, describe, expect, it } from 'vitest'
import * as assignments from '../../functions/api/assignments.ts'
import * as directoryRoutes from '../../functions/api/directory.ts'
import * as drafts from '../../functions/api/drafts.ts'
import * as follow from '../../functions/api/follow.ts'
import * as imports from '../../functions/api/imports.ts'
import * as overview from '../../functions/api/overview.ts'
import * as plans from '../../functions/api/plans.ts'
import * as search from '../../functions/api/search.ts'
import * as units from '../../functions/api/units.ts'
import type { ApiHandler } from '../../functions/runtime/api.ts'
import type { Person, Unit, UnitId } from '../../shared/directory/model.ts'
import { directoryOf } from '../../shared/directory/snapshot.ts'
import { type Asked, ask, holder, type MemoryWorld, memoryWorld } from './world.ts'

const SO: UnitId = 'unt_so-gddt-ha-noi'
const DISTRICT: UnitId = 'unt_pgd-dong-da'
const SCHOOL: UnitId = 'unt_thpt-binh-duc'
const HEIR: UnitId = 'unt_thpt-dai-ha'
const OFFICER = 'can-bo-phong@thidua.test'
const HEAD = 'truong-phong@thidua.test'

/** 18/01/2021 is the day; the unit was closed the day before, and nobody has ended a role there. */
const closing = (id: UnitId, successor?: UnitId) => (unit: Unit) =>
  unit.id === id ? { ...unit, validTo: '2021-01-17', ...(successor === undefined ? {} : { successor }) } : unit

const person = (id: Person['id'], email: string, role: Person['roles'][number]['role'], unit: UnitId): Person => ({
  id,
  name: 'Người Cũ',
  email,
  roles: [{ role, unit, from: '2008-08-01' }],
})

function worldWhere(...closings: ((unit: Unit) => Unit)[]): Promise<MemoryWorld> {
  return memoryWorld(({ units: known, groups, people }) =>
    directoryOf(
      known.map((unit) => closings.reduce((one, close) => close(one), unit)),
      groups,
      [...people, person('per_can-bo-cu', OFFICER, 'officer', DISTRICT), person('per_truong-cu', HEAD, 'head', DISTRICT)],
    ),
  )
}

const csv = { fileName: 'don-vi.csv', dryRun: true, base64: Buffer.from('Tên đơn vị\n').toString('base64') }

let world: MemoryWorld
const status = async <Effects>(handler: Pick<ApiHandler<Effects>, 'answer'>, route: string, asked: Asked) =>
  (await ask(handler, route, asked, world as MemoryWorld & Effects)).statusCode
const planId = () => world.plan.planId

describe('who acted for a unit that the top took over', () => {
  beforeEach(async () => {
    world = await worldWhere(closing(DISTRICT, SO))
  })

  it('does not follow, change or issue what belongs to the top', async () => {
    for (const email of [OFFICER, HEAD]) {
      const params = { planId: planId() }
      expect(await status(follow, 'GET /api/plans/{planId}/progress', { email, params })).toBe(404)
      expect(await status(follow, 'GET /api/plans/{planId}/notices', { email, params })).toBe(404)
      expect(await status(follow, 'GET /api/plans/{planId}/progress.csv', { email, params })).toBe(404)
      expect(await status(plans, 'POST /api/plans/{planId}/issue', { email, params })).toBe(404)
      expect(await status(overview, 'GET /api/units/{unit}/overview', { email, params: { unit: SO } })).toBe(404)
      expect(await status(units, 'GET /api/units/{unit}', { email, params: { unit: SCHOOL } })).toBe(404)
      expect(await status(assignments, 'GET /api/units/{unit}/work', { email, params: { unit: SCHOOL } })).toBe(404)
    }
  })

  it('finds nobody of the top by searching', async () => {
    const head = holder(world.directory, 'head', SCHOOL)
    const { json } = await ask(search, 'GET /api/search', { email: HEAD, query: { q: head.email } }, world)
    expect(json.people).toEqual({ found: 0, hits: [] })
  })

  it('begins no plan in the name of a unit that is gone', async () => {
    const body = { fileName: 'ke-hoach.docx', bytes: 10, sha256: 'a'.repeat(64) }
    expect(await status(drafts, 'POST /api/plans', { email: OFFICER, body })).toBe(404)
    expect((await ask(directoryRoutes, 'GET /api/me', { email: OFFICER }, world)).json.may).toMatchObject({ draftPlans: false })
    const top = holder(world.directory, 'officer', SO).email
    expect(await status(drafts, 'POST /api/plans', { email: top, body })).toBe(201)
  })

  it('does not write the directory', async () => {
    expect(await status(imports, 'POST /api/directory/imports', { email: OFFICER, body: csv })).toBe(404)
  })

  it('still reads its own page', async () => {
    expect(await status(units, 'GET /api/units/{unit}', { email: HEAD, params: { unit: DISTRICT } })).toBe(200)
  })
})

it('does not write the directory for a unit that nobody took over', async () => {
  world = await worldWhere(closing(DISTRICT))
  expect(await status(imports, 'POST /api/directory/imports', { email: OFFICER, body: csv })).toBe(404)
})

describe('what a closed unit left behind', () => {
  const params = () => ({ planId: planId(), key: '1', unit: SCHOOL })

  it('is read by who took over and by who is above, and by nobody beside', async () => {
    world = await worldWhere(closing(SCHOOL, HEIR))
    const page = { params: { unit: SCHOOL } }
    const heir = holder(world.directory, 'head', HEIR).email
    const top = holder(world.directory, 'officer', SO).email
    const beside = holder(world.directory, 'head', 'unt_thpt-dong-hai').email
    const read = (email: string) => status(units, 'GET /api/units/{unit}', { ...page, email })
    expect([await read(heir), await read(top), await read(beside)]).toEqual([200, 200, 404])
  })

  it('is read by who is above where nobody took over', async () => {
    world = await worldWhere(closing(SCHOOL))
    const top = holder(world.directory, 'officer', SO).email
    expect(await status(units, 'GET /api/units/{unit}', { email: top, params: { unit: SCHOOL } })).toBe(200)
  })

  it('is not changed by who took over', async () => {
    world = await worldWhere(closing(SCHOOL, HEIR))
    const email = holder(world.directory, 'clerk', HEIR).email
    const body = { nominees: [], note: 'x' }
    const route = 'PUT /api/plans/{planId}/tasks/{key}/units/{unit}/draft'
    expect(await status(assignments, route, { email, params: params(), body })).toBe(404)
  })
})

it('gives the directory to the one body at the top, not to each unit that stands under nobody', async () => {
  const commune: Unit = {
    id: 'unt_ubnd-xa-moi',
    name: 'UBND xã Mới',
    shortNames: [],
    type: 'ubnd-xa',
    contacts: [],
    validFrom: '2020-01-01',
  }
  world = await memoryWorld(({ units: known, groups, people }) =>
    directoryOf([...known, commune], groups, [...people, person('per_can-bo-xa', OFFICER, 'officer', commune.id)]),
  )
  expect(await status(imports, 'POST /api/directory/imports', { email: OFFICER, body: csv })).toBe(404)
  const top = holder(world.directory, 'officer', SO).email
  expect(await status(imports, 'POST /api/directory/imports', { email: top, body: csv })).not.toBe(404)
})
