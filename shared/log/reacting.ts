/** The context of a command that a reaction gives: the system acts, and the event that made it act is named as the cause. */
import { type Metadata, SYSTEM } from '../../events/event.ts'
import type { Clock, CommandContext } from '../ports.ts'

export function reactingTo(metadata: Metadata, clock: Clock): CommandContext {
  return { at: clock.now(), actor: SYSTEM, correlationId: metadata.correlationId, causationId: metadata.id }
}
