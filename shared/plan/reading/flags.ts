import type { Finding, Task } from './types.ts'
export function flagsOf(_task: Task, _findings: readonly Finding[]): string[] {
  return []
}
