/** `npm run bench`: figures, not checks. `npm run bench -- imports` or `-- dashboard` or `-- portal` runs one of them. */
import { benchDashboard } from './dashboard.ts'
import { benchImports } from './imports.ts'
import { benchPortal } from './portal.ts'

const benches: Readonly<Record<string, () => Promise<void>>> = { imports: benchImports, dashboard: benchDashboard, portal: benchPortal }
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => benches[name] === undefined)
if (unknown.length > 0) {
  console.error(`no bench called ${unknown.join(', ')}; there are: ${Object.keys(benches).join(', ')}`)
  process.exit(2)
}
for (const [name, run] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`\n${name}`)
  await run()
}
