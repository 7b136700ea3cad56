/** One sentence for every refusal there is: for the API's documentation, the command line and the tests. A function carries only what it may say. */
import { workSentences } from '../assignment/refusals.vi.ts'
import { importSentences } from '../directory/import/refusals.vi.ts'
import { unitSentences } from '../directory/refusals.vi.ts'
import { amendmentSentences } from '../plan/amendment/refusals.vi.ts'
import { planSentences } from '../plan/refusals.vi.ts'
import { subscriptionSentences } from '../subscription/refusals.vi.ts'
import { refusalSentences, type Sentences } from './sentences.vi.ts'

export const everySentence: Sentences = {
  ...refusalSentences,
  ...planSentences,
  ...amendmentSentences,
  ...workSentences,
  ...importSentences,
  ...unitSentences,
  ...subscriptionSentences,
}
