/** Mail: one verified sender, and a configuration set that reports what became of every mail on the default bus. */
import { CfnCondition, CfnParameter, Fn, Stack } from 'aws-cdk-lib'
import { EventBus } from 'aws-cdk-lib/aws-events'
import { CfnEmailIdentity, ConfigurationSet, EmailSendingEvent, EventDestination, SuppressionReasons } from 'aws-cdk-lib/aws-ses'
import { Construct } from 'constructs'
import type { Sender } from './sender.ts'

/**
 * What the configuration set publishes, and the name under which each arrives.
 * https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-ses.html
 */
export const mailReports: readonly { readonly event: EmailSendingEvent; readonly detailType: string }[] = [
  { event: EmailSendingEvent.SEND, detailType: 'Email Sent' },
  { event: EmailSendingEvent.DELIVERY, detailType: 'Email Delivered' },
  { event: EmailSendingEvent.BOUNCE, detailType: 'Email Bounced' },
  { event: EmailSendingEvent.COMPLAINT, detailType: 'Email Complaint Received' },
  { event: EmailSendingEvent.REJECT, detailType: 'Email Rejected' },
  { event: EmailSendingEvent.RENDERING_FAILURE, detailType: 'Email Rendering Failed' },
]

export interface MailProps {
  readonly sender: Sender
}

export class Mail extends Construct {
  /** As the stack that made it knows it. */
  readonly sender: Sender
  readonly configurationSet: ConfigurationSet
  readonly identityArn: string

  constructor(scope: Construct, id: string, { sender }: MailProps) {
    super(scope, id)
    this.sender = sender
    this.configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      reputationMetrics: true,
      // An address that bounced or complained is not written to again, whoever asks.
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    })
    this.configurationSet.addEventDestination('Reports', {
      // SES takes no other bus than the default one.
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'DefaultBus', 'default')),
      events: mailReports.map(({ event }) => event),
    })
    const verified = verifiedIdentity(Stack.of(this))
    const identity = new CfnEmailIdentity(this, 'Identity', {
      emailIdentity: verified,
      configurationSetAttributes: { configurationSetName: this.configurationSet.configurationSetName },
    })
    identity.cfnOptions.condition = isToBeMade(Stack.of(this))
    this.identityArn = Stack.of(this).formatArn({ service: 'ses', resource: 'identity', resourceName: verified })
  }
}

/** The domain, or the single address, that SES verifies. */
function verifiedIdentity(stack: Stack): string {
  return new CfnParameter(stack, 'MailIdentity', {
    description: 'Domain (or single address) that SES verifies; its DNS records are shown in the SES console',
    default: 'thidua.example',
  }).valueAsString
}

/** An identity that the account has already, for other mail, cannot be made again. */
function isToBeMade(stack: Stack): CfnCondition {
  const exists = new CfnParameter(stack, 'MailIdentityExists', {
    description: 'yes if SES in this account and region knows MailIdentity already',
    allowedValues: ['no', 'yes'],
    default: 'no',
  }).valueAsString
  return new CfnCondition(stack, 'MailIdentityIsNew', { expression: Fn.conditionEquals(exists, 'no') })
}
