/** Role × action, written out by hand: the rules are not derived from the code they check. */
import { describe, expect, it } from 'vitest'
import { type ActingAs, type ActingRole, type Action, ANYONE, may, type Resource } from './may.ts'

/**
 * Sở (superior) ─ Phòng (district office) ─ Trường (school); beside them another school, Trường khác, and another district, with no tie
 * to ours. The acting person always acts for Phòng.
 */
const actor = (role: ActingRole): ActingAs => ({
  person: 'per_pham-van-lua',
  role,
  unit: 'unt_phong',
  tree: new Set(['unt_phong', 'unt_truong']),
})

/** What is asked about: whose it is, and which plan it belongs to. */
const resources = {
  'of nobody': {},
  'our own': { unit: 'unt_phong' },
  'of a school below us': { unit: 'unt_truong' },
  'of our superior': { unit: 'unt_so' },
  'of a stranger': { unit: 'unt_truong-khac' },
  'of myself': { person: 'per_pham-van-lua' },
  'of another person': { person: 'per_le-thi-bau' },
  'our own, under our plan': { unit: 'unt_phong', issuer: 'unt_phong' },
  'our own, under a plan from above': { unit: 'unt_phong', issuer: 'unt_so', issued: true },
  'of a school below us, under our plan': { unit: 'unt_truong', issuer: 'unt_phong', issued: true },
  'of a school below us, under a plan from above': { unit: 'unt_truong', issuer: 'unt_so', issued: true },
  'of a stranger, under our plan': { unit: 'unt_truong-khac', issuer: 'unt_phong', issued: true },
  'of a stranger, under a plan from above': { unit: 'unt_truong-khac', issuer: 'unt_so', issued: true },
  'a draft of ours': { issuer: 'unt_phong', issued: false },
  'a draft of a school below us': { issuer: 'unt_truong', issued: false },
  'a draft from above': { issuer: 'unt_so', issued: false },
  'an issued plan of ours': { issuer: 'unt_phong', issued: true },
  'an issued plan from above': { issuer: 'unt_so', issued: true },
  'what is published': { published: true },
} satisfies Record<string, Resource>

type Asked = keyof typeof resources
const all = Object.keys(resources) as Asked[]

const own: Asked[] = ['our own', 'our own, under our plan', 'our own, under a plan from above']
const below: Asked[] = ['of a school below us', 'of a school below us, under our plan', 'of a school below us, under a plan from above']
const underOurPlan: Asked[] = [
  'our own, under our plan',
  'of a school below us, under our plan',
  'of a stranger, under our plan',
  'a draft of ours',
  'a draft of a school below us',
  'an issued plan of ours',
]
const issued: Asked[] = [
  'our own, under a plan from above',
  'of a school below us, under our plan',
  'of a school below us, under a plan from above',
  'of a stranger, under our plan',
  'of a stranger, under a plan from above',
  'an issued plan of ours',
  'an issued plan from above',
]

type Cell = readonly Asked[]
const no: Cell = []
const published: Cell = ['what is published']
/** Who has not signed in may nothing that a line does not name. */
const roles: readonly ActingRole[] = ['officer', 'head', 'clerk', 'reader', 'anyone']

/** What each role may do. Whatever a cell does not name is refused. */
const table: Record<Action, Partial<Record<ActingRole, Cell>>> = {
  'me.read': { officer: all, head: all, clerk: all, reader: all },
  'search.read': { officer: all, head: all, clerk: all, reader: all },
  'plans.list': { officer: all, head: all, clerk: all, reader: all },
  'plan.read': { officer: [...underOurPlan, ...issued], head: [...underOurPlan, ...issued], clerk: issued, reader: issued },
  'plan.draft': { officer: own, head: no, clerk: no, reader: no },
  'plan.review': { officer: underOurPlan, head: no, clerk: no, reader: no },
  'plan.issue': { officer: underOurPlan, head: no, clerk: no, reader: no },
  'plan.follow': { officer: underOurPlan, head: underOurPlan, clerk: no, reader: no },
  'plan.remind': { officer: underOurPlan, head: no, clerk: no, reader: no },
  'work.list': { officer: [...own, ...below], head: [...own, ...below], clerk: own, reader: own },
  'assignment.read': { officer: [...own, ...underOurPlan], head: [...own, ...below, ...underOurPlan], clerk: own, reader: own },
  'assignment.edit': { officer: own, head: own, clerk: own, reader: no },
  'assignment.judge': { officer: underOurPlan, head: no, clerk: no, reader: no },
  'unit.read': { officer: [...own, ...below], head: [...own, ...below], clerk: own, reader: own },
  'unit.edit-contacts': { officer: [...own, ...below], head: own, clerk: own, reader: no },
  'unit.hand-over': { officer: no, head: own, clerk: own, reader: no },
  'unit.cancel-hand-over': { officer: [...own, ...below], head: own, clerk: own, reader: no },
  'notice.list': { officer: own, head: own, clerk: own, reader: own },
  'notice.read': { officer: [...own, ...underOurPlan], head: [...own, ...underOurPlan], clerk: own, reader: own },
  'notice.acknowledge': { officer: own, head: own, clerk: own, reader: no },
  'notice.resend': { officer: underOurPlan, head: no, clerk: no, reader: no },
  'directory.read': { officer: all, head: no, clerk: no, reader: no },
  'directory.import': { officer: own, head: no, clerk: no, reader: no },
  'feed.read': { officer: [...own, 'of myself'], head: [...own, 'of myself'], clerk: [...own, 'of myself'], reader: ['of myself'] },
  'feed.manage': { officer: [...own, 'of myself'], head: [...own, 'of myself'], clerk: [...own, 'of myself'], reader: ['of myself'] },
  'listener.manage': { officer: own, head: no, clerk: no, reader: no },
  'overview.read': { officer: [...own, ...below], head: [...own, ...below], clerk: no, reader: no },
  'public.read': { officer: published, head: published, clerk: published, reader: published, anyone: published },
  'log.read': { officer: [...own, ...below, ...underOurPlan], head: [...own, ...below], clerk: own, reader: no },
}

const cells = Object.entries(table).flatMap(([action, allowedTo]) =>
  roles.map((role) => ({ action: action as Action, role, allowed: allowedTo[role] ?? no })),
)

describe('who may do what', () => {
  it.each(cells)('$role, $action: exactly what the table says', ({ action, role, allowed }) => {
    const really = all.filter((asked) => may(actor(role), action, resources[asked]))
    expect(really).toEqual(all.filter((asked) => allowed.includes(asked)))
  })

  it('knows a stranger as nobody, in no unit', () => expect(ANYONE).toEqual({ person: '', role: 'anyone', unit: '', tree: new Set() }))

  it('denies an action that no line allows', () => {
    expect(may(actor('officer'), 'log.erase' as Action, resources['our own'])).toBe(false)
  })
})
