/** The bus, with an archive: whoever adds a reaction next month can replay this month to it. */
import { Duration } from 'aws-cdk-lib'
import { EventBus } from 'aws-cdk-lib/aws-events'
import type { Construct } from 'constructs'
import { EVENT_SOURCE } from '../../events/event.ts'

/** The log itself is kept for ever; the archive only has to outlive a bug nobody noticed. */
const ARCHIVE_DAYS = 90

export function eventBus(scope: Construct): EventBus {
  const bus = new EventBus(scope, 'Bus', { description: 'What happened in thidua' })
  bus.archive('Archive', { eventPattern: { source: [EVENT_SOURCE] }, retention: Duration.days(ARCHIVE_DAYS) })
  return bus
}
