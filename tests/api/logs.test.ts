/** A log tells everything about a thing: it is read by those alone who may read the thing itself. */
import { beforeAll, expect, it } from 'vitest'
import * as amendments from '../../functions/api/amendments.ts'
import * as assignments from '../../functions/api/assignments.ts'
import * as directoryRoutes from '../../functions/api/directory.ts'
import type { Person, Unit, UnitId } from '../../shared/directory/model.ts'
import { directoryOf } from '../../shared/directory/snapshot.ts'
import { tellRecipients } from '../../shared/notice/tell-recipients.ts'
import { ask, holder, type MemoryWorld, memoryWorld } from './world.ts'

const SO: UnitId = 'unt_so-gddt-ha-noi'
const ASKED: UnitId = 'unt_pgd-dong-da'
const BETWEEN: UnitId = 'unt_khoi-moi'

const extra = (id: Person['id'], role: 'clerk' | 'head' | 'officer', unit: UnitId): Person => ({
  id,
  name: 'Người Thêm',
  email: `${id}@thidua.test`,
  roles: [{ role, unit, from: '2008-08-01' }],
})
const clerkOfTop = extra('per_van-thu-so', 'clerk', SO)
const officerBetween = extra('per_can-bo-khoi', 'officer', BETWEEN)
const headBetween = extra('per_truong-khoi', 'head', BETWEEN)

/** Between the top, whose plan it is, and the unit that it asks. */
const between: Unit = {
  id: BETWEEN,
  name: 'Khối Mới',
  shortNames: [],
  type: 'phong-so',
  parent: SO,
  contacts: [],
  validFrom: '2008-08-01',
}

let world: MemoryWorld
let logs: { readonly draft: string; readonly plan: string; readonly work: string; readonly notice: string }

beforeAll(async () => {
  world = await memoryWorld(({ units, groups, people }) =>
    directoryOf([...units.map((unit) => (unit.id === ASKED ? { ...unit, parent: BETWEEN } : unit)), between], groups, [
      ...people,
      clerkOfTop,
      officerBetween,
      headBetween,
    ]),
  )
  const { planId } = world.plan
  const officer = holder(world.directory, 'officer', SO).email
  const clerk = holder(world.directory, 'clerk', ASKED).email
  const begun = await ask(amendments, 'POST /api/plans/{planId}/amendments', { email: officer, params: { planId } }, world)
  const key = '1'
  const body = { nominees: [{ name: 'Nguyễn Thị Lan', award: 'Giấy khen', kind: 'individual' }], note: '' }
  const route = 'PUT /api/plans/{planId}/tasks/{key}/units/{unit}/draft'
  const saved = await ask(assignments, route, { email: clerk, params: { planId, key, unit: ASKED }, body }, world as never)
  expect([begun.statusCode, saved.statusCode]).toEqual([201, 200])
  const issued = world.store.published.find(({ name }) => name === 'plan.issued')
  await tellRecipients(JSON.parse(issued?.detail ?? ''), world)
  const told = world.store.published
    .filter(({ name }) => name === 'notice.queued')
    .map(({ detail }) => JSON.parse(detail).data)
    .find(({ recipient }) => recipient === ASKED)
  logs = {
    draft: `plan/${begun.json.planId}`,
    plan: `plan/${planId}`,
    work: `assignment/${planId}.${key}.${ASKED}`,
    notice: `notice/${told?.noticeId}`,
  }
})

async function read(email: string, log: keyof typeof logs): Promise<number | undefined> {
  const [kind = '', id = ''] = logs[log].split('/')
  return (await ask(directoryRoutes, 'GET /api/log/{kind}/{id}', { email, params: { kind, id } }, world)).statusCode
}

it.each([
  ['a clerk of the unit that issues, of whom no draft and no count of others is any business', clerkOfTop.email, []],
  ['an officer over the unit that is asked, whose own plan it is not', officerBetween.email, []],
  ['a head over the unit that is asked, who may read its work and not its mail', headBetween.email, ['work']],
])('%s', async (_who, email, expected) => {
  const may = []
  for (const log of ['draft', 'plan', 'work', 'notice'] as const) if ((await read(email, log)) === 200) may.push(log)
  expect(may).toEqual(expected)
})

it('is read whole by the officer of the plan, and the unit reads its own', async () => {
  const officer = holder(world.directory, 'officer', SO).email
  for (const log of ['draft', 'plan', 'work', 'notice'] as const) expect([log, await read(officer, log)]).toEqual([log, 200])
  const clerk = holder(world.directory, 'clerk', ASKED).email
  expect([await read(clerk, 'work'), await read(clerk, 'notice'), await read(clerk, 'plan')]).toEqual([200, 200, 404])
})
