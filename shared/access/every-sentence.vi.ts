/** One sentence for every refusal there is: for the API's documentation and the tests. A function carries only what it may say. */
import { unitSentences } from '../directory/sentences.vi.ts'
import { refusalSentences, type Sentences } from './sentences.vi.ts'

export const everySentence: Sentences = { ...refusalSentences, ...unitSentences }
