/** Whose tokens the API believes: an issuer and audience given as parameters, or else the user pool with a client for the portal. */
import { Duration, Fn } from 'aws-cdk-lib'
import { CfnManagedLoginBranding, OAuthScope, UserPoolClient } from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'
import { optionalParameter } from './parameter.ts'
import type { People } from './people.ts'

/** A working day: whoever leaves a desk unlocked is signed out by the next morning. */
const SESSION_HOURS = 10
const TOKEN_MINUTES = 60

export interface SignInProps {
  readonly people: People
}

export class SignIn extends Construct {
  readonly issuer: string
  /** Where the browser goes for its tokens. */
  readonly origins: readonly string[]
  readonly #people: People

  constructor(scope: Construct, id: string, { people }: SignInProps) {
    super(scope, id)
    this.#people = people
    this.issuer = optionalParameter(
      this,
      'JwtIssuer',
      'Issuer of the tokens the API accepts; empty for the own user pool',
      people.issuer,
    ).value
    this.origins = [originOf(this.issuer), people.signInUrl]
  }

  /** Lets the portal at this address sign people in; the answer is the audience of its tokens. */
  admit(portalUrl: string): string {
    const client = new UserPoolClient(this, 'Client', {
      userPool: this.#people.pool,
      // A browser keeps no secret: the code flow is protected by PKCE (RFC 7636), which Cognito asks of public clients that send it.
      generateSecret: false,
      authFlows: { user: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        // Without `aws.cognito.signin.user.admin` a token cannot change its own user.
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL],
        callbackUrls: [`${portalUrl}/`],
        logoutUrls: [`${portalUrl}/`],
      },
      preventUserExistenceErrors: true,
      idTokenValidity: Duration.minutes(TOKEN_MINUTES),
      accessTokenValidity: Duration.minutes(TOKEN_MINUTES),
      refreshTokenValidity: Duration.hours(SESSION_HOURS),
    })
    new CfnManagedLoginBranding(this, 'Page', {
      userPoolId: this.#people.pool.userPoolId,
      clientId: client.userPoolClientId,
      useCognitoProvidedValues: true,
    })
    return optionalParameter(this, 'JwtAudience', 'Audience of those tokens; empty for the own portal client', client.userPoolClientId)
      .value
  }
}

/**
 * Without its path. In a Content-Security-Policy `https://host/pool` is that one address, not what lies below it, such as the provider's
 * `/.well-known/openid-configuration`. https://www.w3.org/TR/CSP3/#match-paths
 */
function originOf(url: string): string {
  const parts = Fn.split('/', url)
  return `${Fn.select(0, parts)}//${Fn.select(2, parts)}`
}
