/** A unit that the directory brings under running plans is told of them. */
import { groupChanged, groupRegistered, unitChanged, unitRegistered } from '../../events/directory.ts'
import { tellAsked } from '../../shared/notice/tell-asked.ts'
import { basics } from '../runtime/environment.ts'
import { reaction } from '../runtime/reaction.ts'

export const { consume, handler } = reaction(
  [unitRegistered, unitChanged, groupRegistered, groupChanged],
  (event, world) => tellAsked([event], world),
  basics,
  tellAsked,
)
