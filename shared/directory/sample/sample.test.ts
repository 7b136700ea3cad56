import { describe, expect, it } from 'vitest'
import { isEmail } from '../contact.ts'
import { isGroupId, isPersonId, isUnitId, UNIT_CONTACTS_MAX } from '../model.ts'
import { SAMPLE_UNITS_MAX, sampleDirectory } from './index.ts'

describe('the sample directory', () => {
  const directory = sampleDirectory()
  const view = directory.asOf('2021-01-14')

  it('has 30 district offices, 119 directly managed units and ten departments', () => {
    expect(view.unitsOfType('pgd')).toHaveLength(30)
    expect(view.unitsOfType('dvtt')).toHaveLength(119)
    expect(view.unitsOfType('phong-so').length + view.unitsOfType('vp-so').length).toBe(10)
  })

  it('is the same every time and counts what it was asked for', () => {
    expect(sampleDirectory().units).toEqual(directory.units)
    expect(sampleDirectory().people).toEqual(directory.people)
    const larger = sampleDirectory({ units: 3_000 }).asOf('2021-01-14')
    expect(larger.unitsOfType('pgd').length + larger.unitsOfType('dvtt').length).toBe(3_000)
    expect(() => sampleDirectory({ units: 0 })).toThrow(RangeError)
    expect(() => sampleDirectory({ units: SAMPLE_UNITS_MAX + 1 })).toThrow(RangeError)
  })

  it('has well-formed, different ids and addresses at a reserved domain only', () => {
    expect(directory.units.every((unit) => isUnitId(unit.id))).toBe(true)
    expect(directory.groups.every((group) => isGroupId(group.id))).toBe(true)
    expect(directory.people.every((person) => isPersonId(person.id))).toBe(true)
    for (const list of [directory.units, directory.groups, directory.people])
      expect(new Set(list.map((each) => each.id)).size).toBe(list.length)
    const emails = [
      ...directory.people.map((person) => person.email),
      ...directory.units.flatMap((unit) => unit.contacts.map((each) => each.email)),
    ]
    expect(new Set(emails).size).toBe(emails.length)
    expect(emails.every((email) => isEmail(email) && email.endsWith('.thidua.test'))).toBe(true)
    expect(directory.units.every((unit) => unit.contacts.length <= UNIT_CONTACTS_MAX)).toBe(true)
  })

  it('refers only to units and people that exist', () => {
    for (const unit of directory.units) if (unit.parent !== undefined) expect(directory.unit(unit.parent), unit.id).toBeDefined()
    for (const person of directory.people) for (const role of person.roles) expect(directory.unit(role.unit)).toBeDefined()
    for (const group of directory.groups) {
      if (isUnitId(group.owner)) expect(directory.unit(group.owner), group.id).toBeDefined()
      for (const member of group.members) {
        if (member.unit) expect(directory.unit(member.unit)).toBeDefined()
        if (member.person) expect(directory.person(member.person)).toBeDefined()
      }
    }
  })

  it('gives every unit with duties a clerk and a head', () => {
    for (const unit of directory.units.filter((each) => each.type !== 'outside')) {
      expect(view.peopleIn(unit.id, 'clerk').length, unit.name).toBeGreaterThanOrEqual(1)
      expect(view.peopleIn(unit.id, 'head').length, unit.name).toBeGreaterThanOrEqual(1)
    }
    expect(view.peopleIn('unt_so-gddt-ha-noi', 'officer')).toHaveLength(1)
    expect(view.peopleIn('unt_so-gddt-ha-noi', 'reader')).toHaveLength(1)
  })

  it.each([1, 4, 30, 31, 150])('hangs together with %i units', (units) => {
    const small = sampleDirectory({ units })
    for (const unit of small.units) if (unit.parent !== undefined) expect(small.unit(unit.parent), unit.id).toBeDefined()
    for (const group of small.groups)
      expect(small.asOf('2021-01-14').groups.length + 1).toBeGreaterThanOrEqual(small.groups.indexOf(group) === 0 ? 1 : 0)
  })
})
