import { join } from 'node:path'
import { expect, test } from 'vitest'
import { documentText, isDocumentRefusal } from '../../shared/plan/document/index.ts'
import { readPlan } from '../../shared/plan/reading/index.ts'
import { compare, factsOf } from './by-hand.ts'
import { wordPlans } from './formats/word-plans.ts'

/** Written, with what a person reads in it, before it was ever given to the reader. */
test.each(Object.entries(wordPlans))('%s, as its office set it in Word, is read as a person reads it', async (name, made) => {
  const document = await documentText(await made(), `${name}.docx`)
  if (isDocumentRefusal(document)) throw new Error(document.code)
  const facts = factsOf(join(import.meta.dirname, 'corpus/word', `${name}.gold`))
  expect(compare(readPlan(document.text), facts).differences).toEqual([])
})
