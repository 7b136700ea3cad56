/** Alarms, so that a status page can say what production would be woken for. */
import * as z from 'zod'
import type { AlarmModel } from './model.ts'
import { placed, type Resources } from './resources.ts'

// Alarms change nothing that runs, so here an unknown property is no reason to refuse.
const alarmSchema = z.object({
  AlarmName: z.string().optional(),
  AlarmDescription: z.string().default(''),
  Namespace: z.string().default(''),
  MetricName: z.string().default(''),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
})

export function readAlarms(resources: Resources): readonly AlarmModel[] {
  return resources.ofType('AWS::CloudWatch::Alarm').map((resource) => {
    const alarm = resources.read(resource, alarmSchema)
    return {
      ...placed(resource),
      name: alarm.AlarmName ?? `${resource.stack}-${resource.logicalId}`,
      description: alarm.AlarmDescription,
      namespace: alarm.Namespace,
      metric: alarm.MetricName,
      dimensions: Object.fromEntries(alarm.Dimensions.map(({ Name, Value }) => [Name, Value])),
    }
  })
}
