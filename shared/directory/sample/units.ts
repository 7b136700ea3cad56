/** The units of the sample, in the order in which a reader would list them. */

import { fold, slugOf } from '../../text/fold.ts'
import type { Contact, Level, Unit, UnitId } from '../model.ts'
import { cluster1Outside, communeNames, departments, districts, schoolName } from './names.ts'

export const founded = '2008-08-01'
export const so: UnitId = 'unt_so-gddt-ha-noi'
export const office: UnitId = 'unt_van-phong-so'
export const union: UnitId = 'unt_cong-doan-nganh'
export const sectorCouncil: UnitId = 'unt_hd-tdkt-nganh'
export const cityArea = 'thành phố Hà Nội'

type Draft = Omit<Unit, 'contacts' | 'validFrom' | 'shortNames'> & { readonly shortNames?: readonly string[] }

function unitOf(draft: Draft): Unit {
  return { ...draft, shortNames: draft.shortNames ?? [], contacts: contactsOf(draft), validFrom: founded }
}

function contactsOf({ id, type }: Draft): Contact[] {
  if (type === 'outside') return []
  const domain = `${id.slice(4)}.thidua.test`
  return [{ email: `vanthu@${domain}` }, { email: `lanhdao@${domain}` }]
}

/** `quận Đống Đa` → `dong-da`. */
export function placeOf(district: string): string {
  return slugOf(district.replace(/^(quận|huyện|thị xã) /, ''))
}

export const pgdOf = (district: string): UnitId => `unt_pgd-${placeOf(district)}`

export function centralUnits(): Unit[] {
  return [
    unitOf({
      id: so,
      name: 'Sở Giáo dục và Đào tạo Hà Nội',
      shortNames: ['Sở GDĐT Hà Nội', 'Sở GD&ĐT Hà Nội'],
      type: 'so',
      area: cityArea,
    }),
    unitOf({ id: office, name: 'Văn phòng Sở', shortNames: ['VP', 'VP Sở'], type: 'vp-so', parent: so }),
    ...departments.map(({ id, name, shortNames }) => unitOf({ id: `unt_${id}`, name, shortNames, type: 'phong-so', parent: so })),
    unitOf({
      id: union,
      name: 'Công đoàn ngành Giáo dục Hà Nội',
      shortNames: ['Công đoàn ngành GD', 'CĐ ngành'],
      type: 'union',
      parent: so,
    }),
    unitOf({
      id: sectorCouncil,
      name: 'Hội đồng Thi đua - Khen thưởng ngành Giáo dục và Đào tạo Hà Nội',
      shortNames: ['Hội đồng TĐ-KT Ngành', 'HĐTĐKT Ngành'],
      type: 'council',
      parent: so,
    }),
  ]
}

/** Bodies the plans name that have no duty here. */
export function outsideUnits(): Unit[] {
  const bodies: Draft[] = [
    { id: 'unt_bo-gddt', name: 'Bộ Giáo dục và Đào tạo', shortNames: ['Bộ GDĐT'], type: 'outside' },
    {
      id: 'unt_vu-tdkt',
      name: 'Vụ Thi đua - Khen thưởng, Bộ Giáo dục và Đào tạo',
      shortNames: ['Vụ TĐKT'],
      type: 'outside',
      parent: 'unt_bo-gddt',
    },
    { id: 'unt_ubnd-tp', name: 'UBND thành phố Hà Nội', shortNames: ['UBND Thành phố'], type: 'outside', area: cityArea },
    { id: 'unt_ban-tdkt-tp', name: 'Ban Thi đua - Khen thưởng thành phố Hà Nội', type: 'outside', parent: 'unt_ubnd-tp' },
    { id: 'unt_hd-tdkt-tp', name: 'Hội đồng Thi đua - Khen thưởng thành phố Hà Nội', type: 'outside', parent: 'unt_ubnd-tp' },
    ...cluster1Outside.map((name): Draft => ({ id: `unt_${slugOf(name)}`, name, type: 'outside', area: name.replace('Sở GDĐT ', '') })),
  ]
  return bodies.map(unitOf)
}

export function districtOffice(district: string): Unit {
  const name = district.replace(/^(quận|huyện|thị xã) /, '')
  return unitOf({
    id: pgdOf(district),
    name: `Phòng Giáo dục và Đào tạo ${district}`,
    shortNames: [`PGD ${name}`],
    type: 'pgd',
    area: district,
    parent: so,
  })
}

const committeeOf = (district: string): UnitId => `unt_ubnd-${placeOf(district)}`

export function districtCommittee(district: string): Unit {
  return unitOf({ id: committeeOf(district), name: `UBND ${district}`, type: 'outside', area: district, parent: 'unt_ubnd-tp' })
}

/** The bodies of a district that its plans name, and its emulation council. */
export function districtBodies(district: string): Unit[] {
  const place = placeOf(district)
  const parent = committeeOf(district)
  return [
    unitOf({ id: `unt_noi-vu-${place}`, name: `Phòng Nội vụ ${district}`, type: 'outside', parent }),
    unitOf({
      id: `unt_vhtt-${place}`,
      name: `Phòng Văn hóa và Thông tin ${district}`,
      shortNames: [`Phòng VHTT ${district}`, `Phòng VHTT-TT ${district}`],
      type: 'outside',
      parent,
    }),
    unitOf({ id: `unt_hd-tdkt-${place}`, name: `Hội đồng Thi đua - Khen thưởng ${district}`, type: 'council', parent }),
  ]
}

const lastDistrictDay = '2025-06-30'
const firstCommuneDay = '2025-07-01'

/**
 * Two-tier local government: district bodies end with 30/6/2025, and schools answer to a commune. The sample has one commune a
 * district; in truth there are 126.
 */
export function afterReform(units: readonly Unit[], areas: readonly string[]): Unit[] {
  const communes = communeNames.slice(0, areas.length).map((area): Unit => {
    const id: UnitId = `unt_ubnd-${slugOf(area)}`
    return { ...unitOf({ id, name: `UBND ${area}`, type: 'ubnd-xa', area, parent: so }), validFrom: firstCommuneDay }
  })
  const heirs = new Map(areas.flatMap((district, i) => [pgdOf(district), committeeOf(district)].map((id) => [id, communes[i]?.id])))
  const closed = units.map((unit): Unit => {
    const successor = heirs.get(unit.id)
    if (successor !== undefined) return { ...unit, validTo: lastDistrictDay, successor }
    const ofDistrict = unit.parent !== undefined && heirs.has(unit.parent) && unit.type !== 'school' && unit.type !== 'gdnn-gdtx'
    return ofDistrict ? { ...unit, validTo: lastDistrictDay } : unit
  })
  return [...closed, ...communes]
}

/** A unit that answers to the Sở itself: the journal, then centres and upper secondary schools. */
export function directUnit(n: number): Unit {
  if (n === 0) {
    return unitOf({
      id: 'unt_tap-chi-gd-thu-do',
      name: 'Tạp chí Giáo dục Thủ đô',
      shortNames: ['Tạp chí GD Thủ đô'],
      type: 'dvtt',
      parent: so,
    })
  }
  const district = n % 4 === 2 ? centreDistricts[(n - 2) / 4] : undefined
  if (district !== undefined) {
    const id: UnitId = `unt_gdnn-gdtx-${placeOf(district)}`
    return unitOf({ id, name: `Trung tâm GDNN-GDTX ${district}`, type: 'dvtt', levels: ['gdnn-gdtx'], area: district, parent: so })
  }
  const name = schoolName(n)
  return unitOf({ id: `unt_thpt-${slugOf(name)}`, name: `Trường THPT ${name}`, type: 'dvtt', levels: ['thpt'], parent: so })
}

// The centres of the two districts with seeds of their own answer to the district.
export const detailedDistricts: readonly string[] = ['quận Đống Đa', 'quận Long Biên']
const centreDistricts = districts.filter((district) => !detailedDistricts.includes(district))

const schoolKinds: readonly { readonly title: string; readonly levels: readonly Level[]; readonly count: number }[] = [
  { title: 'Trường Mầm non', levels: ['mn'], count: 6 },
  { title: 'Trường Tiểu học', levels: ['th'], count: 6 },
  { title: 'Trường THCS', levels: ['thcs'], count: 5 },
  { title: 'Trường TH&THCS', levels: ['th', 'thcs'], count: 1 },
]

export function districtSchools(district: string): Unit[] {
  const place = placeOf(district)
  const parent = pgdOf(district)
  // Far from the names of the upper secondary schools of the default sample.
  let n = 300 + 40 * detailedDistricts.indexOf(district)
  const schools = schoolKinds.flatMap(({ title, levels, count }) =>
    Array.from({ length: count }, () => {
      const name = schoolName(n++)
      const id: UnitId = `unt_${levels.join('-')}-${slugOf(fold(name))}-${place}`
      return unitOf({ id, name: `${title} ${name}`, type: 'school', levels, parent })
    }),
  )
  const centre: UnitId = `unt_gdnn-gdtx-${place}`
  return [
    ...schools,
    unitOf({ id: centre, name: `Trung tâm GDNN-GDTX ${district}`, type: 'gdnn-gdtx', levels: ['gdnn-gdtx'], area: district, parent }),
  ]
}

/** Bodies that only one of the seeds needs: the sector council of a district and a school that issues a plan itself. */
export function seedUnits(present: ReadonlySet<UnitId>): Unit[] {
  const longBien = pgdOf('quận Long Biên')
  const thanhOai = pgdOf('huyện Thanh Oai')
  const found: Unit[] = []
  if (present.has(longBien)) {
    const name = 'Hội đồng Thi đua - Khen thưởng ngành Giáo dục và Đào tạo quận Long Biên'
    found.push(unitOf({ id: 'unt_hd-tdkt-nganh-long-bien', name, type: 'council', parent: longBien }))
  }
  if (present.has(thanhOai)) {
    const school: UnitId = 'unt_th-hong-duong'
    found.push(unitOf({ id: school, name: 'Trường Tiểu học Hồng Dương', type: 'school', levels: ['th'], parent: thanhOai }))
    const council = 'Hội đồng Thi đua - Khen thưởng Trường Tiểu học Hồng Dương'
    found.push(unitOf({ id: 'unt_hd-tdkt-th-hong-duong', name: council, type: 'council', parent: school }))
  }
  return found
}
