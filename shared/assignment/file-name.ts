/** What a file may be called: one plain name whose ending says the type it is declared to be. */
import { isPlainName } from '../files/plain-name.ts'
import { type Refusal, refuse } from '../log/refusal.ts'
import { allowedTypes } from './file-kind.ts'

export function refusalOfName(fileName: string, type: string): Refusal | undefined {
  if (!isPlainName(fileName)) return refuse('file-name', 'fileName')
  const ending = /\.([A-Za-z]{3,4})$/.exec(fileName)?.[1]?.toLowerCase()
  const declared = ending === undefined ? undefined : allowedTypes[ending]
  if (declared === undefined) return refuse('file-type', 'fileName')
  return declared === type ? undefined : refuse('file-type-differs', 'type')
}
