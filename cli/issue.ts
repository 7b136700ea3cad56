import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { Command } from 'commander'
import type { Actor } from '../events/event.ts'
import { sentenceOf } from '../shared/access/sentences.vi.ts'
import { machineClock } from '../shared/aws/clock.ts'
import { readDirectory } from '../shared/directory/load.ts'
import { command, fingerprintOf } from '../shared/log/command.ts'
import { isRefusal, type Refusal } from '../shared/log/refusal.ts'
import { withParents } from '../shared/plan/cascade/link.ts'
import { draftOf } from '../shared/plan/draft.ts'
import { findPlan } from '../shared/plan/load.ts'
import { openFindings, type PlanCommand, type PlanState, planAggregate } from '../shared/plan/plan.ts'
import type { Clock, EventStore } from '../shared/ports.ts'
import { dayOf } from '../shared/time/calendar.ts'
import { CliRefusal } from './output.ts'
import { DOCUMENT_KINDS, readDocument } from './read.ts'
import { cliWorld } from './world.ts'

export function issueCommand(): Command {
  return new Command('issue')
    .description(
      'Read a plan document, show its findings and issue it as one of its officers. Issuing the same file again changes nothing.',
    )
    .argument('<file>', DOCUMENT_KINDS)
    .requiredOption('--as <email>', 'the officer in whose name the plan is issued')
    .option('--confirm <reason>', 'accept every open finding, for this reason')
    .action(async (file: string, { as, confirm }: { as: string; confirm?: string }) => {
      const { store } = cliWorld()
      const { text } = await readDocument(file)
      const plan = await issueDocument(store, { fileName: basename(file), text, officer: as, confirm })
      console.log(`${plan.planId}  ${plan.header.number}: issued at ${plan.issuedAt}`)
    })
}

export interface Issuing {
  readonly fileName: string
  readonly text: string
  /** The officer's address. */
  readonly officer: string
  /** Accepts every open finding for this reason; without it, open findings refuse. */
  readonly confirm?: string
}

export async function issueDocument(store: EventStore, issuing: Issuing, clock = machineClock): Promise<PlanState> {
  const actor = await officerOf(store, issuing.officer)
  const planId = `pln_${createHash('sha256').update(`${actor.unit}\n${issuing.text}`).digest('hex').slice(0, 26)}`
  const order = async (given: PlanCommand): Promise<PlanState> => {
    const key = { key: `cli:${given.type}:${fingerprintOf(given).slice(0, 16)}`, fingerprint: fingerprintOf(given) }
    const done = await command(store, planAggregate, planId, given, {
      at: clock.now(),
      actor,
      correlationId: planId,
      causationId: 'cli',
      key,
    })
    if (isRefusal(done)) throw new CliRefusal(sentence(done))
    return done.state
  }
  const drafted =
    (await findPlan(store, planId))?.plan ?? (await order({ type: 'draft', plan: await read(store, issuing, planId, actor, clock) }))
  const open = openFindings(drafted)
  if (open.length > 0 && issuing.confirm !== undefined) {
    const { confirm: reason } = issuing
    await order({ type: 'resolve-findings', resolutions: open.map(({ findingId }) => ({ findingId, decision: 'accepted', reason })) })
  } else if (open.length > 0 && drafted.status === 'draft') {
    const list = open.map((finding) => `  ${finding.sentence ?? finding.code}`).join('\n')
    throw new CliRefusal(`${open.length} findings are open; accept them with --confirm "reason", or review them in the portal:\n${list}`)
  }
  return order({ type: 'issue' })
}

/** The draft as the portal would make it. */
async function read(store: EventStore, issuing: Issuing, planId: string, actor: Actor, clock: Clock) {
  const draft = draftOf(issuing, { planId, issuerUnit: actor.unit ?? '' })
  if (isRefusal(draft)) throw new CliRefusal(sentence(draft))
  return withParents(draft, store, await readDirectory(store), dayOf(clock.now()))
}

async function officerOf(store: EventStore, email: string): Promise<Actor> {
  const directory = await readDirectory(store)
  const person = directory.personByEmail(email)
  const role = person?.roles.find((candidate) => candidate.role === 'officer')
  if (person === undefined || role === undefined) throw new CliRefusal(`${email} is no officer of the directory.`)
  return { person: person.id, unit: role.unit, role: role.role, through: 'operator' }
}

function sentence(refusal: Refusal): string {
  return sentenceOf(refusal)
}
