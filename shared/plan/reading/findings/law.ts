import { daysBetween } from '../deadline/calendar.ts'
import { fold } from '../fold.ts'
import { emulationLaws, knownDocuments } from './documents.ts'
import { type Rule, shown } from './rule.ts'

/** Laws by their right names and in force, documents by their known dates. */
const named = /^luat thi dua,? (?:-\s*)?khen thuong.*?nam (\d{4})/

export const lawName: Rule = {
  code: 'law-name',
  severity: 'info',
  find: ({ reading }) =>
    reading.legalBases.flatMap((basis, i) => {
      const law = emulationLaws.find((l) => String(l.year) === named.exec(fold(basis.text))?.[1])
      if (law?.amends == null) return []
      return [
        {
          field: `legalBases[${i}]`,
          anchor: basis.text,
          values: { text: basis.text, year: String(law.year), amends: String(law.amends), number: law.number },
        },
      ]
    }),
}

export const lawNotInForce: Rule = {
  code: 'law-not-in-force',
  severity: 'confirm',
  find: ({ reading }) => {
    const issued = reading.header.date ?? reading.header.dateFromAppendix
    return reading.legalBases.flatMap((basis, i) => {
      const law = emulationLaws.find((l) => String(l.year) === named.exec(fold(basis.text))?.[1])
      if (law === undefined || issued === undefined || law.inForce <= issued) return []
      return [{ field: `legalBases[${i}]`, anchor: basis.text, values: { text: basis.text, inForce: shown(law.inForce) } }]
    })
  },
}

const NEAR_DAYS = 366

export const basisDate: Rule = {
  code: 'basis-date',
  severity: 'confirm',
  find: ({ reading }) =>
    reading.legalBases.flatMap((basis, i) => {
      const known = basis.number === null ? undefined : knownDocuments[basis.number]
      if (known === undefined || basis.date === null || basis.date === known || Math.abs(daysBetween(basis.date, known)) > NEAR_DAYS)
        return []
      return [
        {
          field: `legalBases[${i}]`,
          anchor: basis.text,
          values: { number: basis.number ?? '', given: shown(basis.date), known: shown(known) },
        },
      ]
    }),
}
