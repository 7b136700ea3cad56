/** The clusters, councils and lists of the sample. */

import type { Group, Member, Person, Unit, UnitId } from '../model.ts'
import { cluster1Outside, cluster2Outside, cluster7Outside } from './names.ts'
import { founded, placeOf, sectorCouncil, so } from './units.ts'

type Period = { readonly from: string; readonly to?: string }

const always: Period = { from: founded }
// The plan of 2017 knows cluster 2 of the city only, the one of 2021 clusters 1 and 7.
const until2017: Period = { from: founded, to: '2017-12-31' }
const since2018: Period = { from: '2018-01-01' }

export function sectorGroups(units: readonly Unit[], heads: (unit: UnitId) => readonly Person[]): Group[] {
  const pgds = units.filter((unit) => unit.type === 'pgd')
  const chairs = units.filter((unit) => unit.type === 'phong-so' || unit.type === 'vp-so' || unit.type === 'union')
  return [
    cluster('grp_cum-1-bo', 1, 'Bộ GDĐT', 'Cụm thi đua số 1 của Bộ GDĐT', [so], cluster1Outside, since2018),
    cluster('grp_cum-7-tp', 7, 'unt_ubnd-tp', 'Cụm thi đua số 7 của Thành phố', [so], cluster7Outside, since2018),
    cluster('grp_cum-2-tp', 2, 'unt_ubnd-tp', 'Cụm thi đua số 2 của Thành phố', [so], cluster2Outside, until2017),
    cluster('grp_cum-khoi-pgd', undefined, so, 'Cụm thi đua khối phòng GDĐT', idsOf(pgds), [], always),
    council('grp_hd-tdkt-nganh', so, 'Hội đồng Thi đua - Khen thưởng ngành Giáo dục và Đào tạo Hà Nội', sectorCouncil, [
      ...heads(so),
      ...chairs.flatMap((unit) => heads(unit.id)),
    ]),
    { ...council('grp_ban-giam-doc', so, 'Ban Giám đốc Sở', undefined, heads(so)), kind: 'list' },
  ]
}

export function districtGroups(district: string, units: readonly Unit[], heads: (unit: UnitId) => readonly Person[]): Group[] {
  const place = placeOf(district)
  const below = units.filter((unit) => unit.parent === `unt_pgd-${place}` && unit.type !== 'council')
  const kindergartens = below.filter((unit) => unit.levels?.[0] === 'mn')
  const primary = below.filter((unit) => unit.levels?.[0] === 'th')
  const rest = below.filter((unit) => !kindergartens.includes(unit) && !primary.includes(unit))
  const owner: UnitId = `unt_ubnd-${place}`
  const numbered = [kindergartens, primary, rest].map((members, i) => {
    const number = i + 9
    return cluster(`grp_cum-${number}-${place}`, number, owner, `Cụm thi đua số ${number} ${district}`, idsOf(members), [], always)
  })
  const members = [...heads(`unt_pgd-${place}`), ...rest.flatMap((unit) => heads(unit.id))]
  const name = `Hội đồng Thi đua - Khen thưởng ${district}`
  return [...numbered, council(`grp_hd-tdkt-${place}`, owner, name, `unt_hd-tdkt-${place}`, members)]
}

export function cluster(
  id: Group['id'],
  number: number | undefined,
  owner: string,
  name: string,
  units: readonly UnitId[],
  outside: readonly string[],
  period: Period,
): Group {
  const members: Member[] = [
    ...units.map((unit, i) => ({ unit, ...period, ...(i === 0 ? { lead: true as const } : {}) })),
    ...outside.map((body) => ({ outside: body, ...period })),
  ]
  return { id, kind: 'cluster', ...(number === undefined ? {} : { number }), owner, name, members }
}

/** The first of the people is the chair. */
export function council(id: Group['id'], owner: UnitId, name: string, body: UnitId | undefined, people: readonly Person[]): Group {
  const members = people.map((person, i): Member => ({ person: person.id, from: founded, ...(i === 0 ? { lead: true as const } : {}) }))
  return { id, kind: 'council', owner, name, ...(body === undefined ? {} : { body }), members }
}

const idsOf = (units: readonly Unit[]): UnitId[] => units.map((unit) => unit.id)
