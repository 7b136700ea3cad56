/** What must never be lost: deleting or redeploying the code leaves every resource of this stack where it is. */
import { CfnParameter, CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { ScheduleGroup } from 'aws-cdk-lib/aws-scheduler'
import type { Construct } from 'constructs'
import { Files } from './constructs/files.ts'
import { logTable } from './constructs/log-table.ts'
import { Mail } from './constructs/mail.ts'
import { People } from './constructs/people.ts'
import { sender } from './constructs/sender.ts'

export class DataStack extends Stack {
  readonly table
  readonly files
  /** The bucket's ARN as the other stacks import it. */
  readonly filesArn
  readonly mail
  readonly people
  /** Every deadline still to come is a schedule in this group; deleting the group would delete them all. */
  readonly deadlines

  constructor(scope: Construct, id: string) {
    super(scope, id, { terminationProtection: true, description: 'thidua: the log, the files, the mail identity, the people' })
    const portalOrigin = new CfnParameter(this, 'PortalUrl', {
      description: 'Address of the portal, without a slash at the end: the only origin that browsers may upload from',
      // The distribution belongs to the doors' stack; until it has a name of its own, any CloudFront address is let through.
      default: 'https://*.cloudfront.net',
    }).valueAsString

    this.table = logTable(this)
    this.files = new Files(this, 'Files', { portalOrigin })
    this.filesArn = this.exportValue(this.files.bucket.bucketArn, { name: `${this.stackName}:FilesArn` })
    this.mail = new Mail(this, 'Mail', { sender: sender(this) })
    this.people = new People(this, 'People', { mail: this.mail })
    this.deadlines = new ScheduleGroup(this, 'Deadlines')

    // These two refuse to be deleted anyway. Everything else goes again with a deploy that made it and failed: some names are fixed, such as
    // that of the group, and what still had them would stop every further try.
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
    const guarded = [this.table, this.people.pool].map(({ node }) => node.defaultChild)
    for (const construct of this.node.findAll()) {
      if (!CfnResource.isCfnResource(construct)) continue
      construct.applyRemovalPolicy(guarded.includes(construct) ? RemovalPolicy.RETAIN : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
    }
  }
}
