import { texts } from '../texts.vi.ts'
import { ExportButton } from './export-button.tsx'

/** The progress of a plan, as Excel opens it and as any other program reads it. */
export function ProgressExports({ planId }: { readonly planId: string }) {
  return (
    <>
      <ExportButton planId={planId} rest="/progress.xlsx" fileName="tien-do.xlsx" label={texts.follow.exportXlsx} />
      <ExportButton planId={planId} rest="/progress.csv" fileName="tien-do.csv" label={texts.follow.exportCsv} />
    </>
  )
}
