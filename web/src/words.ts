/** The closed lists of codes that the catalogue has words for. */
import type { Assignment, DossierFile, ImportReport, NoticeLine, Task, Units } from './api/answers.ts'

export type Form = Task['form']
export type TaskState = Task['state']
export type FileState = DossierFile['state']
export type Delivery = NoticeLine['delivery']
export type MailKind = NoticeLine['kind']
export type UnitType = Units['units'][number]['type']
export type Outcome = ImportReport['rows'][number]['outcome']
export type Extension = Assignment['extension']

/** The number by which the newest document names a task: its key stays when an amendment counts the rows anew. */
export function taskNumber({ key, reference }: { readonly key: string; readonly reference?: string }): string {
  return reference ?? key
}
