/** Mail: one verified sender, and a configuration set that reports what became of every mail on the default bus. */
import { CfnParameter, Stack } from 'aws-cdk-lib'
import { EventBus } from 'aws-cdk-lib/aws-events'
import { CfnEmailIdentity, ConfigurationSet, EmailSendingEvent, EventDestination, SuppressionReasons } from 'aws-cdk-lib/aws-ses'
import { Construct } from 'constructs'

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

export class Mail extends Construct {
  /** Sender of every mail. */
  readonly from: string
  readonly configurationSet: ConfigurationSet
  readonly identityArn: string

  constructor(scope: Construct, id: string) {
    super(scope, id)
    const stack = Stack.of(this)
    this.from = new CfnParameter(stack, 'MailFrom', {
      description: 'Address every mail comes from; it belongs to MailIdentity',
      default: 'thi-dua@thidua.example',
    }).valueAsString
    const identity = new CfnParameter(stack, 'MailIdentity', {
      description: 'Domain (or single address) that SES verifies; its DNS records are shown in the SES console',
      default: 'thidua.example',
    }).valueAsString

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
    new CfnEmailIdentity(this, 'Identity', {
      emailIdentity: identity,
      configurationSetAttributes: { configurationSetName: this.configurationSet.configurationSetName },
    })
    this.identityArn = stack.formatArn({ service: 'ses', resource: 'identity', resourceName: identity })
  }

  get configurationSetArn(): string {
    const { configurationSetName: resourceName } = this.configurationSet
    return Stack.of(this).formatArn({ service: 'ses', resource: 'configuration-set', resourceName })
  }
}
