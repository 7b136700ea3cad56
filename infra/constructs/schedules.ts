/** What the functions need to schedule a signal: the group, a role that can only put events on the bus, and a place for failures. */
import { Stack } from 'aws-cdk-lib'
import type { EventBus } from 'aws-cdk-lib/aws-events'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IScheduleGroup } from 'aws-cdk-lib/aws-scheduler'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { deadLetterQueue } from './queues.ts'

export interface SchedulesProps {
  readonly group: IScheduleGroup
  readonly bus: EventBus
}

export class Schedules extends Construct {
  readonly group: IScheduleGroup
  readonly role: Role
  readonly deadLetters: Queue

  constructor(scope: Construct, id: string, { group, bus }: SchedulesProps) {
    super(scope, id)
    this.group = group
    this.deadLetters = deadLetterQueue(this, 'DeadLetters')
    this.role = new Role(this, 'Role', {
      // Only schedules of this account and group may use the role ("confused deputy").
      // https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account, 'aws:SourceArn': group.scheduleGroupArn } },
      }),
    })
    this.role.addToPolicy(new PolicyStatement({ actions: ['events:PutEvents'], resources: [bus.eventBusArn] }))
    // The scheduler writes its dead letters in the name of the schedule's role.
    // https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html#configuring-schedule-dlq-permissions
    this.role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.deadLetters.queueArn] }))
  }

  /** Every schedule of the group. */
  get schedulesArn(): string {
    return Stack.of(this).formatArn({ service: 'scheduler', resource: 'schedule', resourceName: `${this.group.scheduleGroupName}/*` })
  }
}
