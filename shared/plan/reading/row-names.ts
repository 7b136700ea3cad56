import type { Task } from './types.ts'

/**
 * What a reader with the document in hand calls each row: "3", "2.4", "7a". Where numbers repeat, as in a table that counts anew, none of
 * them says which row is meant: then each is called by its place.
 */
export function rowNames(tasks: readonly Pick<Task, 'tt' | 'sub'>[]): readonly string[] {
  const names = tasks.map(({ tt, sub = '' }) => (/^\d/.test(sub) ? sub : `${tt}${sub}`))
  return new Set(names).size === names.length ? names : names.map((_, index) => String(index + 1))
}
