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
const task = { key: '3', content: 'Gửi hồ sơ', executing: ['Các trường trực thuộc'] }
const asked = (units: readonly Unit[], date: string) => [...executorsOf({ issuerUnit: office }, task, directoryOf(units, [], []), date)]

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
