/**
 * Who signs in: a user pool with a one-time code by e-mail and no password to forget. Anybody may prove an address; what a proven address
 * may do is the directory's answer alone, so nobody keeps a second list of users.
 */
import { Aws, CfnCondition, CfnOutput, CfnParameter, Fn, Stack } from 'aws-cdk-lib'
import { AccountRecovery, CfnUserPool, FeaturePlan, ManagedLoginVersion, Mfa, UserPool } from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'
import { acknowledge } from './acknowledge.ts'
import type { Mail } from './mail.ts'
import { people as texts } from './people.vi.ts'

export interface PeopleProps {
  readonly mail: Mail
}

export class People extends Construct {
  readonly pool: UserPool
  /** Where the managed sign-in page answers. */
  readonly signInUrl: string
  readonly issuer: string

  constructor(scope: Construct, id: string, { mail }: PeopleProps) {
    super(scope, id)
    this.pool = new UserPool(this, 'Pool', {
      featurePlan: FeaturePlan.ESSENTIALS,
      signInAliases: { email: true },
      // An address is the same however it is written. This can never be changed afterwards.
      // https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-case-sensitivity.html
      signInCaseSensitive: false,
      // A code is the first factor; Cognito wants the password named too, but the portal's client never offers it.
      // https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flows-selection-sdk.html
      signInPolicy: { allowedFirstAuthFactors: { password: true, emailOtp: true } },
      passwordPolicy: { minLength: 14, requireDigits: true, requireLowercase: true, requireUppercase: true, requireSymbols: true },
      mfa: Mfa.OFF,
      // Who is not yet known here may sign up, but Cognito's page then asks for a password (`docs/operations.md`).
      // https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html
      selfSignUpEnabled: true,
      autoVerify: { email: true },
      // A changed address counts only once it is proven: it is what the directory knows a person by.
      keepOriginal: { email: true },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      deletionProtection: true,
    })
    acknowledge(this.pool, {
      'AwsSolutions-COG2': 'A one-time code by e-mail is the only factor offered; Cognito allows no MFA beside it.',
      'AwsSolutions-COG8': 'The Essentials plan has one-time codes; Plus only adds threat scores for passwords, which nobody uses here.',
    })
    const { region, account } = Stack.of(this)
    const domain = this.pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: `thidua-${account}` },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    })
    this.signInUrl = `https://${domain.domainName}.auth.${region}.amazoncognito.com`
    this.issuer = `https://cognito-idp.${region}.amazonaws.com/${this.pool.userPoolId}`
    sendCodesBySes(this.pool, mail)
    new CfnOutput(Stack.of(this), 'UserPoolId', { description: 'Who may sign in by a code', value: this.pool.userPoolId })
  }
}

/** Cognito's own mailer sends 50 codes a day; SES takes over once its identity is verified, which the first deploy cannot wait for. */
function sendCodesBySes(pool: UserPool, mail: Mail): void {
  const stack = Stack.of(pool)
  const sender = new CfnParameter(stack, 'SignInMail', {
    description: 'Who sends sign-in codes: Cognito itself (50 a day), or SES once MailIdentity is verified',
    allowedValues: ['cognito', 'ses'],
    default: 'cognito',
  }).valueAsString
  const bySes = new CfnCondition(stack, 'SignInMailBySes', { expression: Fn.conditionEquals(sender, 'ses') })
  const { defaultChild } = pool.node
  if (!(defaultChild instanceof CfnUserPool)) return
  defaultChild.emailConfiguration = Fn.conditionIf(
    bySes.logicalId,
    { EmailSendingAccount: 'DEVELOPER', SourceArn: mail.identityArn, From: mail.sender.address },
    { EmailSendingAccount: 'COGNITO_DEFAULT' },
  )
  // Cognito's own mailer takes no words but its own.
  // https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_EmailConfigurationType.html
  const words = (text: string) => Fn.conditionIf(bySes.logicalId, text, Aws.NO_VALUE).toString()
  defaultChild.emailAuthenticationSubject = words(texts.codeSubject)
  defaultChild.emailAuthenticationMessage = words(texts.codeBody)
  const [emailSubject, emailMessage] = [words(texts.confirmSubject), words(texts.confirmBody)]
  defaultChild.verificationMessageTemplate = { defaultEmailOption: 'CONFIRM_WITH_CODE', emailSubject, emailMessage }
  // The older place for the same words.
  defaultChild.emailVerificationSubject = undefined
  defaultChild.emailVerificationMessage = undefined
}
