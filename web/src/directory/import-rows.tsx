import { useId, useState } from 'react'
import { numberText } from '../../../shared/time/vietnamese.ts'
import type { ImportReport } from '../api/answers.ts'
import { More } from '../parts/more.tsx'
import { Badge, type Tone } from '../parts/note.tsx'
import { outcomeNames, sheetNames, texts } from '../texts.vi.ts'
import type { Outcome } from '../words.ts'

const tones: Readonly<Record<Outcome, Tone | 'plain'>> = { new: 'good', changed: 'info', same: 'plain', refused: 'bad' }

/** The report, a line a row of the spreadsheet, numbered as the spreadsheet numbers them. */
export function ImportRows({ report }: { readonly report: ImportReport }) {
  const [onlyRefused, setOnlyRefused] = useState(report.counts.refused > 0)
  const id = useId()
  const rows = onlyRefused ? report.rows.filter((row) => row.outcome === 'refused') : report.rows
  return (
    <>
      <p className="check">
        <input id={id} type="checkbox" checked={onlyRefused} onChange={(event) => setOnlyRefused(event.target.checked)} />
        <label htmlFor={id}>{texts.import.onlyRefused}</label>
      </p>
      <More items={rows}>
        {(shown) => (
          <table className="stacked">
            <thead>
              <tr>
                <th scope="col">{texts.import.sheet}</th>
                <th scope="col">{texts.import.row}</th>
                <th scope="col">{texts.import.outcome}</th>
                <th scope="col">{texts.import.why}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ sheet, row, outcome, refusals }) => (
                <tr key={`${sheet}/${row}`}>
                  <td data-label={texts.import.sheet}>{sheetNames[sheet]}</td>
                  <td data-label={texts.import.row}>{numberText(row)}</td>
                  <td data-label={texts.import.outcome}>
                    <Badge tone={tones[outcome]}>{outcomeNames[outcome]}</Badge>
                  </td>
                  <td data-label={texts.import.why}>{refusals.map(({ sentence }) => sentence).join(' ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </More>
    </>
  )
}
