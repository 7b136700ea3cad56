/**
 * Laws and documents plans cite, dated. Source: DOMAIN §0, §1 and §8 (the seeds agree on these dates but one), Luật Ban hành dates
 * from the official gazette. An entry is only used to ask, never to correct.
 */
export type Law = { readonly year: number; readonly number: string; readonly amends: number | null; readonly inForce: string }

export const emulationLaws: readonly Law[] = [
  { year: 2003, number: '15/2003/QH11', amends: null, inForce: '2004-07-01' },
  { year: 2005, number: '47/2005/QH11', amends: 2003, inForce: '2005-06-27' },
  { year: 2013, number: '39/2013/QH13', amends: 2003, inForce: '2014-06-01' },
  { year: 2022, number: '06/2022/QH15', amends: null, inForce: '2024-01-01' },
  { year: 2026, number: '06/2026/QH16', amends: 2022, inForce: '2026-10-01' },
]

/** Party numbers start again every term, so a date is compared only when it is near the known one. */
export const knownDocuments: Readonly<Record<string, string>> = {
  '124-KH/TU': '2014-06-26',
  '34-CT/TW': '2014-04-07',
  '29-NQ/TW': '2013-11-04',
  '05-CT/TW': '2016-05-15',
  '09/2020/QĐ-UBND': '2020-04-28',
}

/** Party congresses are held every five years; the thirteenth was in 2021. */
export const PARTY_CONGRESS = { number: 13, year: 2021, every: 5 } as const
/** People's councils sit five years; a term began in 2021. */
export const COUNCIL_TERM = { from: 2021, years: 5 } as const
