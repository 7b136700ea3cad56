import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readPlan } from '../../shared/plan/reading/index.ts'
import { compare, factsOf } from './by-hand.ts'

/** Prints how far the reading of the corpus agrees with what a person reads in it: `node tests/reading/score.ts [PLAN …]`. */
const folder = join(import.meta.dirname, 'corpus/plans')
const chosen = process.argv.slice(2)
const byKind = new Map<string, [right: number, wanted: number]>()

for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt'))) {
  if (chosen.length > 0 && !chosen.some((name) => file.includes(name))) continue
  const facts = factsOf(join(folder, file.replace('.txt', '.gold')))
  const { wanted, differences } = compare(readPlan(readFileSync(join(folder, file), 'utf8')), facts)
  console.log(`${file}: ${wanted - differences.length} of ${wanted}`)
  for (const { what, wanted, read } of differences) console.log(`   ${what}\n      wanted ${wanted}\n      read   ${read}`)
  byKind.set(file, [wanted - differences.length, wanted])
}
const [right, all] = [...byKind.values()].reduce(([r, w], [a, b]) => [r + a, w + b], [0, 0])
console.log(`\n${right} of ${all} fields (${((100 * right) / all).toFixed(1)} %)`)
