/** What a search finds, for whom, and what it reads. */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as searching from '../../functions/api/search.ts'
import { assignmentAggregate } from '../../shared/assignment/assignment.ts'
import { assignmentId } from '../../shared/assignment/part.ts'
import { command } from '../../shared/log/command.ts'
import { termsOf } from '../../shared/plan/terms.ts'
import { HITS_MAX } from '../../shared/search/search.ts'
import { ask, contextIn, holder, type MemoryWorld, memoryWorld } from './world.ts'

const SCHOOL = 'unt_thpt-binh-duc'
const OTHER = 'unt_thpt-dai-ha'
const SO = 'unt_so-gddt-ha-noi'
const KEY = '1'

interface Hits {
  readonly found: number
  readonly hits: readonly Readonly<Record<string, unknown>>[]
}
type Found = Readonly<Record<'plans' | 'tasks' | 'handIns' | 'units' | 'people', Hits>>

let world: MemoryWorld
let emails: Readonly<Record<'officer' | 'head' | 'clerk' | 'stranger', string>>

beforeEach(async () => {
  world = await memoryWorld()
  const { directory } = world
  emails = {
    officer: holder(directory, 'officer', SO).email,
    head: holder(directory, 'head', SO).email,
    clerk: holder(directory, 'clerk', SCHOOL).email,
    stranger: holder(directory, 'clerk', OTHER).email,
  }
})

const asked = (email: string, q?: string) =>
  ask(searching, 'GET /api/search', { email, query: q === undefined ? undefined : { q } }, { store: world.store, clock: world.clock })
const found = async (who: keyof typeof emails, q: string) => (await asked(emails[who], q)).json as unknown as Found

/** As a unit would: a nominee with a name nobody else has, handed in or not. */
async function register(unit: string, name: string, isHandedIn = true): Promise<void> {
  const task = world.plan.tasks.find(({ key }) => key === KEY)
  if (task === undefined) throw new Error('no task')
  const of = { planId: world.plan.planId, key: KEY, unit }
  const terms = termsOf(world.plan, task)
  const context = contextIn(world)
  const nominees = [{ name, award: 'Giấy khen', kind: 'individual' as const }]
  await command(world.store, assignmentAggregate(of), assignmentId(of), { type: 'save-draft', nominees, note: '', terms }, context)
  if (isHandedIn) await command(world.store, assignmentAggregate(of), assignmentId(of), { type: 'submit', terms }, context)
}

describe('a search', () => {
  it.each(['dang ky', 'Đăng ký', 'DANG KY', 'đang kỳ', 'ky dang'])('finds “đăng ký” when asked for “%s”', async (q) => {
    const { tasks } = await found('clerk', q)
    expect(tasks.hits[0]).toMatchObject({ planId: world.plan.planId, key: KEY, unit: SCHOOL, follows: false })
  })

  it('finds a plan by its number or its words, and leads each to the page that is theirs', async () => {
    for (const q of ['21/KH', 'sgddt 21', world.plan.header.title.slice(0, 20)]) {
      expect((await found('clerk', q)).plans).toMatchObject({ found: 1, hits: [{ planId: world.plan.planId, follows: false }] })
      expect((await found('officer', q)).plans).toMatchObject({ found: 1, hits: [{ planId: world.plan.planId, follows: true }] })
    }
  })

  it('finds what a unit registered by the name of a nominee, for that unit and nobody else', async () => {
    await register(SCHOOL, 'Quách Thị Hiếm')
    await register(OTHER, 'Kiều Văn Lạ', false)
    const nothing = { found: 0, hits: [] }
    expect((await found('clerk', 'quach hiem')).handIns).toMatchObject({
      found: 1,
      hits: [{ unit: SCHOOL, key: KEY, state: 'submitted' }],
    })
    expect((await found('stranger', 'quach hiem')).handIns).toEqual(nothing)
    expect((await found('stranger', 'kieu la')).handIns).toMatchObject({ found: 1, hits: [{ unit: OTHER, state: 'draft' }] })
    expect((await found('clerk', 'kieu la')).handIns).toEqual(nothing)
  })

  it('finds hand-ins by the name of their unit for whoever judges them', async () => {
    await register(SCHOOL, 'Quách Thị Hiếm')
    for (const who of ['officer', 'head'] as const)
      expect((await found(who, 'binh duc')).handIns).toMatchObject({ found: 1, hits: [{ unit: SCHOOL, state: 'submitted', late: false }] })
    expect((await found('stranger', 'binh duc')).handIns.found).toBe(0)
  })

  it('answers exactly as before when something happens that one may not know of', async () => {
    const looks = () => Promise.all(['nguoi', 'binh duc', 'giay khen', 'quach'].map((q) => asked(emails.stranger, q)))
    const before = (await looks()).map(({ body }) => body)
    await register(SCHOOL, 'Quách Thị Hiếm')
    expect((await looks()).map(({ body }) => body)).toEqual(before)
  })

  it('shows units and people to an officer, and to a unit its own alone', async () => {
    const person = holder(world.directory, 'clerk', SCHOOL)
    expect((await found('officer', 'binh duc')).units).toMatchObject({ found: 1, hits: [{ unit: SCHOOL, mayRead: true }] })
    expect((await found('officer', person.email)).people).toMatchObject({ hits: [{ person: person.id, roles: [{ unit: SCHOOL }] }] })
    expect((await found('clerk', 'binh duc')).units.found).toBe(1)
    expect((await found('stranger', 'binh duc')).units.found).toBe(0)
    expect((await found('stranger', person.email)).people.found).toBe(0)
  })

  it('says how many there are, and shows the first of them', async () => {
    const { units } = await found('officer', 'truong')
    expect(units.found).toBeGreaterThan(HITS_MAX)
    expect(units.hits).toHaveLength(HITS_MAX)
  })

  it.each([undefined, '', ' a ', 'x'.repeat(101)])('refuses the query %j', async (q) => {
    const { statusCode, json } = await asked(emails.clerk, q)
    expect([statusCode, json.field]).toEqual([400, 'q'])
  })

  it('finds nothing for signs without a letter or a digit', async () => {
    for (const hits of Object.values(await found('officer', '%%!'))) expect(hits.found).toBe(0)
  })

  it('reads a handful of queries, however many units it finds, and a plan only once', async () => {
    await register(SCHOOL, 'Quách Thị Hiếm')
    await found('officer', 'truong')
    const reads = (['list', 'shelf', 'loadMany', 'load', 'events'] as const).map((name) => vi.spyOn(world.store, name))
    await found('officer', 'truong')
    expect(reads.map(({ mock }) => mock.calls.length)).toEqual([1, 6, 0, 0, 0])
    await found('clerk', 'quach')
    expect(reads.map(({ mock }) => mock.calls.length)).toEqual([2, 7, 1, 0, 0])
  })
})
