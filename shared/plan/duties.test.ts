/** Whom a plan asks, long after it was issued. */
import { describe, expect, it } from 'vitest'
import type { Unit, UnitId } from '../directory/model.ts'
import { directoryOf } from '../directory/snapshot.ts'
import { executorsOf } from './duties.ts'

const office: UnitId = 'unt_pgd-cay-da'
const unit = (id: UnitId, name: string, rest: Partial<Unit>): Unit => ({
  id,
  name,
  type: 'school',
  levels: ['thcs'],
  shortNames: [],
  contacts: [],
  validFrom: '2000-01-01',
  ...rest,
})

const school = unit('unt_thcs-ben-nuoc', 'Trường THCS Bến Nước', { parent: office })
const plan = { issuerUnit: office, policy: { reminderDays: [], escalateFromDays: 0, closes: 'strict' as const } }
const task = { key: '3', content: 'Gửi hồ sơ', executing: ['Các trường trực thuộc'], due: null }
const asked = (units: readonly Unit[], date: string) => [...executorsOf(plan, task, directoryOf(units, [], []), date)]

describe('a plan whose issuer was dissolved', () => {
  const dissolved = unit(office, 'Phòng GDĐT quận Cây Đa', { type: 'pgd', validTo: '2025-06-30' })

  it('asks afterwards whom it asked on the last day of its issuer', () => {
    expect(asked([dissolved, school], '2025-06-30')).toEqual([school.id])
    expect(asked([dissolved, school], '2025-07-15')).toEqual([school.id])
  })

  it('is spoken for by the successor where there is one', () => {
    const successor = unit('unt_ubnd-cay-da', 'UBND phường Cây Đa', { type: 'ubnd-xa', validFrom: '2025-07-01' })
    const moved = { ...school, parent: successor.id }
    expect(asked([{ ...dissolved, successor: successor.id }, successor, moved], '2025-07-15')).toEqual([school.id])
  })
})

describe('a task that is over', () => {
  const due = { kind: 'before-date', to: '2025-07-01', toBound: 'exclusive', precision: 'day' } as const
  const issuer = unit(office, 'Phòng GDĐT quận Cây Đa', { type: 'pgd' })
  const merged = { ...school, validTo: '2025-06-30' }
  const founded = unit('unt_thcs-bai-bien', 'Trường THCS Bãi Biển', { parent: office, validFrom: '2025-07-01' })
  const over = { ...plan, issuedAt: '2025-01-18T02:00:00.000Z' }
  const askedOn = (date: string, given = over) => [
    ...executorsOf(given, { ...task, due }, directoryOf([issuer, merged, founded], [], []), date),
  ]

  it('stays asked of whom it was asked on its last day, whoever comes or goes afterwards', () => {
    expect(askedOn('2025-06-30')).toEqual([school.id])
    // The moment it closes is the first of the next day.
    expect(askedOn('2025-07-01')).toEqual([school.id])
    expect(askedOn('2026-01-10')).toEqual([school.id])
  })

  it('that was over when its plan was issued asks whom there was that day', () => {
    expect(askedOn('2026-01-10', { ...over, issuedAt: '2025-09-05T02:00:00.000Z' })).toEqual([founded.id])
  })
})
