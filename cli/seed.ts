/** What a new machine begins with: the sample directory and, for `npm start`, the sample plan. */
import { join } from 'node:path'
import { SYSTEM } from '../events/event.ts'
import { saveChanges } from '../shared/directory/save.ts'
import type { Directory } from '../shared/directory/snapshot.ts'
import { plansOf } from '../shared/plan/list.ts'
import type { EventStore } from '../shared/ports.ts'
import { issueDocument, type Place, planIdOf } from './issue.ts'
import { declared, documentFile, post } from './send-document.ts'
import { whoSignsIn } from './sign-ins.ts'

/** After so many entries it is told how far the writing has come. */
const TELL_EVERY = 2_000

/** Writes a whole directory; what is already there, unchanged, is left alone. */
export async function seedDirectory(
  store: EventStore,
  directory: Directory,
  at: string,
  tell: (entries: string) => void = () => {},
): Promise<number> {
  const context = { at, actor: { ...SYSTEM, through: 'operator' }, correlationId: 'seed', causationId: 'seed' }
  const changes = [
    ...directory.units.map((unit) => ({ event: 'unit.registered' as const, payload: { unit } })),
    ...directory.people.map((person) => ({ event: 'person.registered' as const, payload: { person } })),
    ...directory.groups.map((group) => ({ event: 'group.registered' as const, payload: { group } })),
  ]
  let saved = 0
  for (let start = 0; start < changes.length; start += TELL_EVERY) {
    saved += await saveChanges(store, changes.slice(start, start + TELL_EVERY), context)
    tell(`${Math.min(start + TELL_EVERY, changes.length)} of ${changes.length}`)
  }
  return saved
}

const SAMPLE_PLAN = join(import.meta.dirname, 'sample/ke-hoach-mau.txt')

/**
 * Only a machine that knows no plan yet is filled: what people did to it since is theirs. One that was killed while it was being filled
 * knows the sample, unissued, and is filled to the end.
 */
export async function fillMachine(place: Place, directory: Directory, send = post): Promise<void> {
  const { officer } = whoSignsIn(directory)
  const document = await documentFile(SAMPLE_PLAN)
  const unit = directory.personByEmail(officer)?.roles.find(({ role }) => role === 'officer')?.unit
  const sample = planIdOf(unit, declared(document).sha256)
  const plans = await plansOf(place.store)
  if (plans.some(({ planId, status }) => planId !== sample || (status !== 'reading' && status !== 'draft'))) return
  await seedDirectory(place.store, directory, place.clock.now())
  await issueDocument(place, { ...document, officer, confirm: 'Kế hoạch mẫu' }, send)
}
