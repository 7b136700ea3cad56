import { fold } from '../fold.ts'
import type { Task } from '../types.ts'

/** Which award a row is about: dossiers, guidance and council of one award are compared, not those of different ones. */
export type Topic = 'medal' | 'honorific' | 'citizen' | 'year' | 'other'

const topics: readonly (readonly [RegExp, Topic])[] = [
  [/ky niem chuong/, 'medal'],
  [/nha giao (?:uu tu|nhan dan)|\bng(?:ut|nd)\b/, 'honorific'],
  [/cong dan thu do/, 'citizen'],
  [/nam hoc|cuoi nam|tong ket|binh xet|danh hieu thi dua/, 'year'],
]

export function topicOf(task: Pick<Task, 'content'>): Topic {
  const plain = fold(task.content)
  return topics.find(([form]) => form.test(plain))?.[1] ?? 'other'
}

export const is = (task: Pick<Task, 'kinds'>, ...kinds: readonly string[]) => kinds.some((kind) => task.kinds.includes(kind))
