import { describe, expect, it } from 'vitest'
import { addDays } from '../time/calendar.ts'
import type { Group, Person, Unit, UnitId } from './model.ts'
import { type DirectoryView, directoryOf } from './snapshot.ts'

function unit(id: UnitId, more: Partial<Unit> = {}): Unit {
  return { id, name: id, shortNames: [], type: 'school', contacts: [], validFrom: '2010-01-01', ...more }
}

const closed = unit('unt_old', { validTo: '2025-06-30', successor: 'unt_new' })
const opened = unit('unt_new', { validFrom: '2025-07-01', area: 'phường Láng' })
const child = unit('unt_child', { parent: 'unt_old' })
const group: Group = {
  id: 'grp_g',
  kind: 'cluster',
  owner: 'Bộ GDĐT',
  name: 'Cụm',
  members: [
    { unit: 'unt_old', from: '2018-01-01', lead: true },
    { outside: 'Sở GDĐT Cần Thơ', from: '2018-01-01', to: '2020-12-31' },
  ],
}
const person: Person = {
  id: 'per_p',
  name: 'P',
  email: 'P@a.test',
  roles: [{ role: 'clerk', unit: 'unt_old', from: '2020-01-01', to: '2021-12-31' }],
}
const directory = directoryOf([closed, opened, child], [group], [person])

describe('the directory on a day', () => {
  it('shows a unit from its first to its last day', () => {
    expect(directory.asOf('2009-12-31').units).toEqual([])
    expect(directory.asOf('2025-06-30').units).toContain(closed)
    expect(directory.asOf('2025-07-01').units).not.toContain(closed)
  })

  it('follows a closed unit to its successor, but never backwards', () => {
    expect(directory.asOf('2025-07-01').unit('unt_old')).toBe(opened)
    expect(directory.asOf('2025-06-30').unit('unt_new')).toBeUndefined()
    expect(directory.asOf('2009-01-01').unit('unt_old')).toBeUndefined()
  })

  it('hangs the children of a closed unit under its successor', () => {
    const view = directory.asOf('2026-01-01')
    expect(view.childrenOf('unt_new')).toEqual([child])
    expect(view.ancestorsOf('unt_child')).toEqual([opened])
    expect(view.subtreeOf('unt_old')).toEqual([opened, child])
    expect(view.areaOf('unt_child')).toBe('phường Láng')
  })

  it('lets who stands reach what closed units left, and a closed unit nothing but its own', () => {
    const top = unit('unt_top')
    const heir = unit('unt_heir', { parent: 'unt_top' })
    const merged = unit('unt_merged', { parent: 'unt_top', validTo: '2025-06-30', successor: 'unt_heir' })
    const ended = unit('unt_ended', { parent: 'unt_merged', validTo: '2020-12-31' })
    const coming = unit('unt_coming', { parent: 'unt_top', validFrom: '2027-01-01' })
    const other = unit('unt_other', { parent: 'unt_top' })
    const whole = directoryOf([top, heir, merged, ended, coming, other], [], [])
    const reach = (id: UnitId, date: string) =>
      whole
        .asOf(date)
        .reachOf(id)
        .map((one) => one.id)
        .sort()
    expect(reach('unt_merged', '2025-07-01')).toEqual(['unt_merged'])
    expect(reach('unt_heir', '2025-07-01')).toEqual(['unt_ended', 'unt_heir', 'unt_merged'])
    expect(reach('unt_top', '2025-07-01')).toEqual(['unt_coming', 'unt_ended', 'unt_heir', 'unt_merged', 'unt_other', 'unt_top'])
    expect(reach('unt_other', '2025-07-01')).toEqual(['unt_other'])
    expect(reach('unt_merged', '2025-06-30')).toEqual(['unt_ended', 'unt_merged'])
    expect(reach('unt_heir', '2025-06-30')).toEqual(['unt_heir'])
    expect(reach('unt_coming', '2025-07-01')).toEqual(['unt_coming'])
    expect(reach('unt_nobody', '2025-07-01')).toEqual([])
  })

  it('knows the members of a group at the time, and who led it', () => {
    expect(directory.asOf('2020-12-31').membersOf('grp_g')).toEqual({
      units: ['unt_old'],
      people: [],
      outside: ['Sở GDĐT Cần Thơ'],
      lead: { unit: 'unt_old' },
    })
    expect(directory.asOf('2021-01-01').membersOf('grp_g').outside).toEqual([])
    expect(directory.asOf('2026-01-01').groupsOf('unt_new')).toEqual([group])
    expect(directory.asOf('2017-12-31').groups).toEqual([])
  })

  it('knows who held a role, and does not pass roles on to a successor', () => {
    expect(directory.asOf('2021-06-01').peopleIn('unt_old', 'clerk')).toEqual([person])
    expect(directory.asOf('2021-06-01').peopleIn('unt_old', 'head')).toEqual([])
    expect(directory.asOf('2022-01-01').rolesOf('per_p')).toEqual([])
    expect(directory.asOf('2026-01-01').peopleIn('unt_new')).toEqual([])
    expect(directory.personByEmail('p@A.test')).toBe(person)
  })

  it('is one picture from one change to the next, and says what one made for the day says', () => {
    const days = [
      '2009-12-31',
      '2010-01-01',
      '2018-01-01',
      '2020-12-31',
      '2021-01-01',
      '2021-12-31',
      '2022-01-01',
      '2025-06-30',
      '2025-07-01',
    ]
    const said = (view: DirectoryView) => ({
      units: view.units,
      groups: view.groups,
      members: view.membersOf('grp_g'),
      roles: view.rolesOf('per_p'),
      under: view.childrenOf('unt_new'),
    })
    for (const day of days) {
      const next = addDays(day, 1)
      for (const asked of [day, next]) {
        const fresh = directoryOf([closed, opened, child], [group], [person])
        expect({ asked, ...said(directory.asOf(asked)) }).toEqual({ asked, ...said(fresh.asOf(asked)) })
      }
      expect(directory.asOf(day) === directory.asOf(next)).toBe(!days.includes(next))
    }
  })

  it('survives circles of parents and of successors', () => {
    const circle = directoryOf(
      [
        unit('unt_a', { parent: 'unt_b', validTo: '2020-01-01', successor: 'unt_b' }),
        unit('unt_b', { parent: 'unt_a', validTo: '2020-01-01', successor: 'unt_a' }),
      ],
      [],
      [],
    )
    expect(circle.asOf('2021-01-01').unit('unt_a')).toBeUndefined()
    expect(circle.asOf('2019-01-01').subtreeOf('unt_a')).toHaveLength(2)
    expect(circle.asOf('2019-01-01').ancestorsOf('unt_a').length).toBeLessThanOrEqual(2)
  })
})
