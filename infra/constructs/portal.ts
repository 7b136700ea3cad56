/** The portal: a static site in a private bucket behind CloudFront, which also leads `/api/*` to the API, so that the two are one origin. */
import { existsSync } from 'node:fs'
import {
  Aws,
  CfnOutput,
  CrossStackReferences,
  DefaultStackSynthesizer,
  Duration,
  Fn,
  ReferenceStrength,
  RemovalPolicy,
  Stack,
} from 'aws-cdk-lib'
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront'
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3'
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment'
import { Construct } from 'constructs'
import { PORTAL_FILES } from '../portal-paths.ts'
import { acknowledge, acknowledgeStars } from './acknowledge.ts'
import type { Files } from './files.ts'
import type { HttpDoor } from './http-api.ts'
import { optionalParameter } from './parameter.ts'
import { portalUrl } from './portal-url.ts'
import type { SignIn } from './sign-in.ts'

/**
 * Errors that CloudFront keeps for ten seconds unless told otherwise, also where nothing is cached and whatever the answer's own headers
 * say: one caller's “not found” or fault would be the answer to everybody who asks for the same address.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html
 */
const CACHED_ERRORS = [400, 403, 404, 405, 414, 500, 501, 502, 503, 504]

export interface PortalProps {
  readonly door: HttpDoor
  readonly files: Files
  readonly signIn: SignIn
}

/** What the portal reads at `/config.json` when somebody signs in or out. */
export interface PortalConfig {
  readonly issuer: string
  readonly audience: string
}

export class Portal extends Construct {
  /** Without a slash at the end. */
  readonly url: string
  /** The same where nobody has given it a name of its own. */
  readonly cloudFrontUrl: string
  readonly #bucket: Bucket
  readonly #distribution: cloudfront.Distribution

  constructor(scope: Construct, id: string, { door, files, signIn }: PortalProps) {
    super(scope, id)
    const closed = { blockPublicAccess: BlockPublicAccess.BLOCK_ALL, encryption: BucketEncryption.S3_MANAGED, enforceSSL: true }
    this.#bucket = new Bucket(this, 'Pages', closed)
    acknowledge(this.#bucket, { 'AwsSolutions-S1': 'Only CloudFront reads these pages, which are everybody’s.' })
    this.#distribution = this.#distribute(door, securityHeaders(this, connectSources(this, files, signIn)))
    // Mails name it; that must not keep the distribution from being replaced.
    CrossStackReferences.of(this.#distribution).produce(ReferenceStrength.WEAK)
    this.cloudFrontUrl = `https://${this.#distribution.distributionDomainName}`
    this.url = ownName(this.#distribution, this.cloudFrontUrl)
    new CfnOutput(Stack.of(this), 'PortalAddress', { description: 'Where people find the portal', value: this.url })
    new CfnOutput(Stack.of(this), 'PortalTarget', {
      description: 'What a CNAME record of a name of your own points to',
      value: this.#distribution.distributionDomainName,
    })
  }

  /** Puts the built pages, if there are any, and their configuration in place. */
  publish(folder: string, config: PortalConfig): void {
    if (!existsSync(folder)) return
    const common = {
      destinationBucket: this.#bucket,
      // A page that is open goes on loading the parts it was built with.
      prune: false,
      memoryLimit: 512,
      logGroup: new LogGroup(this, 'PublishLogs', { retention: RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY }),
    }
    // What has its hash in its name never changes; everything else is asked for anew.
    const lasting = new BucketDeployment(this, 'PublishAssets', {
      ...common,
      sources: [Source.asset(folder, { exclude: ['*', '!assets', '!assets/**'] })],
      cacheControl: [CacheControl.setPublic(), CacheControl.maxAge(Duration.days(365)), CacheControl.immutable()],
    })
    const pages = new BucketDeployment(this, 'Publish', {
      ...common,
      sources: [Source.asset(folder, { exclude: ['assets'] }), Source.jsonData('config.json', config)],
      cacheControl: [CacheControl.noCache()],
      distribution: this.#distribution,
    })
    // A page must not name parts that are not there yet.
    pages.node.addDependency(lasting)
    acknowledgeHelper(pages, this.#bucket)
  }

  #distribute(door: HttpDoor, responseHeadersPolicy: cloudfront.ResponseHeadersPolicy): cloudfront.Distribution {
    const common = { responseHeadersPolicy, viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS }
    const pages = {
      ...common,
      origin: S3BucketOrigin.withOriginAccessControl(this.#bucket),
      functionAssociations: [{ eventType: cloudfront.FunctionEventType.VIEWER_REQUEST, function: pageOfEveryPath(this) }],
    }
    const origin = new HttpOrigin(door.host, { protocolPolicy: cloudfront.OriginProtocolPolicy.HTTPS_ONLY })
    const distribution = new cloudfront.Distribution(this, 'Distribution', {
      comment: 'thidua portal',
      defaultRootObject: 'index.html',
      defaultBehavior: pages,
      // The first that fits counts.
      additionalBehaviors: {
        '/api/docs*': pages,
        '/api/public/*': { ...common, origin, cachePolicy: asLongAsTheAnswerSays(this) },
        '/api/*': {
          ...common,
          origin,
          allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
          cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
          originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        },
      },
      errorResponses: CACHED_ERRORS.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
      // Hà Nội and the rest of Asia; the other continents would only cost.
      priceClass: cloudfront.PriceClass.PRICE_CLASS_200,
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
    })
    acknowledge(distribution, {
      'AwsSolutions-CFR1': 'Officers on a journey must reach the portal too.',
      'AwsSolutions-CFR2':
        'Pages are static and the API checks a token and throttles; a firewall is the choice of whoever runs the account.',
      'AwsSolutions-CFR3': 'Its log would keep whole addresses: what people search for, and secrets of calendars. The API keeps its own.',
      'AwsSolutions-CFR4': 'Until PortalCertificate is given, CloudFront offers its own certificate, which fixes the TLS version.',
    })
    return distribution
  }
}

/** The same answer for everybody: kept at the edge for as long as its own header allows, and not at all where it has none. */
function asLongAsTheAnswerSays(scope: Construct): cloudfront.CachePolicy {
  return new cloudfront.CachePolicy(scope, 'PublicAnswers', {
    comment: 'what anybody may read, for as long as the answer says',
    minTtl: Duration.seconds(0),
    defaultTtl: Duration.seconds(0),
    maxTtl: Duration.minutes(5),
    enableAcceptEncodingBrotli: true,
    enableAcceptEncodingGzip: true,
  })
}

/** A name and certificate of one's own, when both are given; otherwise CloudFront's. */
function ownName(distribution: cloudfront.Distribution, cloudFrontUrl: string): string {
  const url = portalUrl(Stack.of(distribution), cloudFrontUrl)
  const certificate = optionalParameter(distribution, 'PortalCertificate', 'ARN of its certificate in us-east-1 (ACM); needs PortalUrl', '')
  const { defaultChild } = distribution.node
  if (defaultChild instanceof cloudfront.CfnDistribution) {
    const when = <T>(given: T) => Fn.conditionIf(certificate.isGiven.logicalId, given, Aws.NO_VALUE)
    // There is a third part also when no address is given: whether CloudFormation looks at the branch it does not take is nowhere said.
    const host = Fn.select(2, Fn.split('/', `${url.given}//`))
    defaultChild.addPropertyOverride('DistributionConfig.Aliases', when([host]))
    defaultChild.addPropertyOverride(
      'DistributionConfig.ViewerCertificate',
      when({ AcmCertificateArn: certificate.given, SslSupportMethod: 'sni-only', MinimumProtocolVersion: 'TLSv1.2_2021' }),
    )
  }
  return url.value
}

/** The portal finds its way by itself: every path but that of a file is the one page, and the documentation of the API is another. */
function pageOfEveryPath(scope: Construct): cloudfront.Function {
  const code =
    "function handler(event){var r=event.request;if(r.uri==='/api/docs')r.uri='/api/docs.html';" +
    `else if(!${PORTAL_FILES}.test(r.uri))r.uri='/index.html';return r}`
  return new cloudfront.Function(scope, 'PageOfEveryPath', {
    code: cloudfront.FunctionCode.fromInline(code),
    runtime: cloudfront.FunctionRuntime.JS_2_0,
  })
}

/** Where the portal's scripts may talk to: itself, the bucket (uploads) and the sign-in. */
function connectSources(scope: Construct, files: Files, signIn: SignIn): readonly string[] {
  const { bucketRegionalDomainName } = files.bucket
  const bucket = optionalParameter(
    scope,
    'FilesOrigin',
    'Where browsers reach the bucket; empty for S3 itself',
    `https://${bucketRegionalDomainName}`,
  )
  return ["'self'", bucket.value, ...signIn.origins]
}

/** https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Content-Security-Policy; nothing inline, nothing from elsewhere. */
function securityHeaders(scope: Construct, connect: readonly string[]): cloudfront.ResponseHeadersPolicy {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "manifest-src 'self'",
    `connect-src ${connect.join(' ')}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
  const override = true
  return new cloudfront.ResponseHeadersPolicy(scope, 'Headers', {
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: policy, override },
      contentTypeOptions: { override },
      frameOptions: { frameOption: cloudfront.HeadersFrameOption.DENY, override },
      // Portal links carry ids; they stay here.
      referrerPolicy: { referrerPolicy: cloudfront.HeadersReferrerPolicy.NO_REFERRER, override },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: true, override },
    },
    customHeadersBehavior: {
      customHeaders: [{ header: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=()', override }],
    },
  })
}

/** The function that copies the pages is CDK's own: it runs only while deploying, and its runtime and rights come with aws-cdk-lib. */
function acknowledgeHelper(deployment: BucketDeployment, bucket: Bucket): void {
  const helper = deployment.handlerRole.node.scope
  if (helper === undefined) return
  const reason = 'A helper of CDK that runs only while deploying: its runtime and its rights on these two buckets come with aws-cdk-lib.'
  const copying = ['s3:GetBucket*', 's3:GetObject*', 's3:List*', 's3:Abort*', 's3:DeleteObject*']
  acknowledge(helper, {
    'AwsSolutions-L1': reason,
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]': reason,
    'AwsSolutions-IAM5[Resource::*]': 'Telling CloudFront that pages changed: CDK asks it of every distribution, only while deploying.',
    ...Object.fromEntries(copying.map((action) => [`AwsSolutions-IAM5[Action::${action}]`, reason])),
  })
  const assets = `arn:${Aws.PARTITION}:s3:::cdk-${DefaultStackSynthesizer.DEFAULT_QUALIFIER}-assets-${Aws.ACCOUNT_ID}-${Aws.REGION}/*`
  acknowledgeStars(helper, [bucket.arnForObjects('*'), assets], reason)
}
