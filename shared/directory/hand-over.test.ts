import { describe, expect, it } from 'vitest'
import { isRefusal } from '../log/refusal.ts'
import { decideCancelling } from './cancel-hand-over.ts'
import { decideHandOver } from './hand-over.ts'
import type { Person, PersonId, Role } from './model.ts'

const SCHOOL = 'unt_thpt-cay-da'
const GIVER = 'per_giver'
const RECEIVER = 'per_receiver'
const AT = '2021-01-18T02:00:00.000Z'
const FROM = '2021-02-01'
const order = { unit: SCHOOL, role: 'clerk', giver: GIVER, receiver: RECEIVER, from: FROM } as const

const clerk = (more: Partial<Role> = {}): Role => ({ role: 'clerk', unit: SCHOOL, from: '2020-01-01', ...more })
const passed = (more: Partial<Role> = {}): Role => ({ role: 'clerk', unit: SCHOOL, from: FROM, giver: GIVER, ...more })
const person = (id: PersonId, ...roles: Role[]): Person => ({ id, name: id, email: `${id}@thidua.test`, roles })

describe('a hand-over', () => {
  it.each<[string, Partial<typeof order>, Role[], Role[]]>([
    ['hand-over-past', { from: '2021-01-17' as never }, [clerk()], []],
    ['hand-over-far', { from: '2022-01-20' as never }, [clerk()], []],
    ['role-not-there', {}, [], []],
    ['role-not-there', {}, [clerk({ role: 'head' })], []],
    ['role-not-there', {}, [clerk({ to: '2021-01-31' })], []],
    ['hand-over-too-soon', { from: '2021-01-18' as never }, [clerk({ from: '2021-01-18' })], []],
    ['role-not-begun', {}, [clerk({ from: '2021-01-20' })], []],
    ['role-there-already', {}, [clerk()], [clerk()]],
  ])('is refused with %s', (code, wrong, given, received) => {
    const decided = decideHandOver({ ...order, ...wrong }, person(GIVER, ...given), person(RECEIVER, ...received), AT)
    expect(isRefusal(decided) && decided.code).toBe(code)
  })
})

describe('a hand-over taken back', () => {
  it.each<[string, Role, readonly Role[]]>([
    ['a role without end', clerk(), []],
    ['a role given for a time', clerk({ to: '2021-06-30' }), []],
    ['a role that was itself handed over', clerk({ giver: 'per_earlier' }), []],
    ['a role the receiver had years ago, and another', clerk(), [clerk({ from: '2018-01-01', to: '2018-12-31' }), clerk({ role: 'head' })]],
  ])('leaves both as if it had never been: %s', (_name, held, had) => {
    const before = { giver: person(GIVER, clerk({ role: 'reader' }), held), receiver: person(RECEIVER, ...had) }
    const handed = decideHandOver(order, before.giver, before.receiver, AT)
    if (isRefusal(handed)) throw new Error(handed.code)
    const after = decideCancelling(order, handed.giver, handed.receiver, AT)
    // As text too: a value that only changed its order would be a change of the person.
    expect(JSON.stringify(after)).toBe(JSON.stringify(before))
  })

  const given = [clerk({ to: '2021-01-31' })]
  it.each<[string, readonly Role[] | undefined, readonly Role[] | undefined, string]>([
    ['hand-over-not-there', undefined, [passed()], AT],
    ['hand-over-not-there', given, undefined, AT],
    ['hand-over-not-there', given, [], AT],
    ['hand-over-not-there', given, [passed({ from: '2021-02-02' })], AT],
    ['hand-over-not-there', given, [passed({ role: 'head' })], AT],
    ['hand-over-not-there', given, [passed({ unit: 'unt_thpt-khac' })], AT],
    // A role from the same day that somebody else gave, or nobody.
    ['hand-over-not-there', given, [passed({ giver: 'per_other' })], AT],
    ['hand-over-not-there', given, [clerk({ from: FROM })], AT],
    // Midnight in Hà Nội of the day itself.
    ['hand-over-in-force', given, [passed()], '2021-01-31T17:00:00.000Z'],
    ['hand-over-altered', [clerk()], [passed()], AT],
    ['hand-over-altered', [clerk({ to: '2021-01-25' })], [passed()], AT],
  ])('is refused with %s', (code, giver, receiver, at) => {
    const decided = decideCancelling(order, giver && person(GIVER, ...giver), receiver && person(RECEIVER, ...receiver), at)
    expect(isRefusal(decided) && decided.code).toBe(code)
  })

  it('is possible until the last moment before the day', () => {
    const decided = decideCancelling(order, person(GIVER, ...given), person(RECEIVER, passed()), '2021-01-31T16:59:59.000Z')
    expect(isRefusal(decided)).toBe(false)
  })
})
