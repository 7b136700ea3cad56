/** How a unit's standing in a task reads in a table. */
import type { StandingState } from '../ports.ts'

const words: Readonly<Record<StandingState, string>> = {
  draft: 'đang soạn',
  submitted: 'đã nộp',
  returned: 'bị trả lại',
  accepted: 'đã tiếp nhận',
  withdrawn: 'đã rút',
}

export function standingWords(standing: { readonly state: StandingState; readonly late: boolean } | undefined): string {
  if (standing === undefined) return 'chưa nộp'
  return standing.late ? `${words[standing.state]} (muộn)` : words[standing.state]
}
