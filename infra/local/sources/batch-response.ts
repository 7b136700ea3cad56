/**
 * What a function's answer says about its batch. An answer that names an item it was not given, or is not of the documented shape, fails
 * the whole batch: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
import * as z from 'zod'
import type { Outcome } from '../functions/environment.ts'

export type BatchResult =
  | { readonly kind: 'done' }
  /** The identifiers of the items that failed. */
  | { readonly kind: 'items-failed'; readonly failed: ReadonlySet<string> }
  | { readonly kind: 'failed'; readonly reason: string }

const responseSchema = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish() }).nullish()

export function readBatchResponse(outcome: Outcome, reportsItemFailures: boolean, identifiers: readonly string[]): BatchResult {
  if (outcome.kind === 'failed') return { kind: 'failed', reason: `${outcome.fault.errorType}: ${outcome.fault.errorMessage}` }
  if (!reportsItemFailures) return { kind: 'done' }
  const response = responseSchema.safeParse(outcome.payload)
  if (!response.success) return { kind: 'failed', reason: 'the answer is not a batch response' }
  const failed = new Set((response.data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier))
  if (failed.size === 0) return { kind: 'done' }
  for (const identifier of failed) {
    if (!identifiers.includes(identifier)) return { kind: 'failed', reason: `the answer names ${identifier}, which is not in the batch` }
  }
  return { kind: 'items-failed', failed }
}
