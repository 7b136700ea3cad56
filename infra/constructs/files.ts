/**
 * The files: uploads arrive in `quarantine/`, what passed its check lives in `dossiers/` and `plans/`. The bytes go straight between the browser and this bucket.
 * Every rule here is one that S3 itself enforces, whatever the code does.
 */
import { Duration } from 'aws-cdk-lib'
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket, HttpMethods, ObjectOwnership } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import { acknowledge } from './acknowledge.ts'

const QUARANTINE = 'quarantine/'
/** What units hand in: where it waits to be checked, and where it stays. */
export const QUARANTINED_DOSSIERS = `${QUARANTINE}dossiers/`
export const DOSSIERS = 'dossiers/'
/** Documents of plans: where they wait to be read, and where they stay with their text. */
export const QUARANTINED_PLANS = `${QUARANTINE}plans/`
export const PLANS = 'plans/'

/** An upload that nobody checked is not worth more. */
const QUARANTINE_DAYS = 2
/** How long an overwritten or removed version can still be brought back. */
const NONCURRENT_DAYS = 365
const ACCESS_LOG_DAYS = 400
/** A presigned link older than this is refused, whatever expiry it was signed with. */
const PRESIGNED_MILLISECONDS_MAX = 15 * 60 * 1_000

export interface FilesProps {
  readonly portalOrigin: string
}

export class Files extends Construct {
  readonly bucket: Bucket

  constructor(scope: Construct, id: string, { portalOrigin }: FilesProps) {
    super(scope, id)
    const closed = {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
    }
    const accessLogs = new Bucket(this, 'AccessLogs', { ...closed, lifecycleRules: [{ expiration: Duration.days(ACCESS_LOG_DAYS) }] })
    acknowledge(accessLogs, { 'AwsSolutions-S1': 'This is where the access logs go; logging itself would never end.' })

    this.bucket = new Bucket(this, 'Bucket', {
      ...closed,
      versioned: true,
      serverAccessLogsBucket: accessLogs,
      lifecycleRules: [
        { prefix: QUARANTINE, expiration: Duration.days(QUARANTINE_DAYS), noncurrentVersionExpiration: Duration.days(1) },
        { noncurrentVersionExpiration: Duration.days(NONCURRENT_DAYS), abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
      cors: [
        {
          allowedOrigins: [portalOrigin],
          // GET: a page may write what it is allowed to fetch into a folder of its reader.
          allowedMethods: [HttpMethods.GET, HttpMethods.POST, HttpMethods.PUT],
          allowedHeaders: ['*'],
          maxAge: Duration.hours(1).toSeconds(),
        },
      ],
    })
    announceObjects(this.bucket)
    refuseOldLinks(this.bucket)
  }
}

/**
 * Every object created is an event on the default bus. CloudFormation can say so itself; CDK's `eventBridgeEnabled` would bring a
 * function of its own with rights on every bucket of the account.
 */
function announceObjects(bucket: Bucket): void {
  const { defaultChild } = bucket.node
  if (defaultChild instanceof CfnBucket) {
    defaultChild.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } }
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policy-s3-sigv4-conditions.html (s3:signatureAge, in milliseconds). */
function refuseOldLinks(bucket: Bucket): void {
  bucket.addToResourcePolicy(
    new PolicyStatement({
      sid: 'RefuseOldLinks',
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject'],
      resources: [bucket.arnForObjects('*')],
      conditions: { NumericGreaterThan: { 's3:signatureAge': PRESIGNED_MILLISECONDS_MAX } },
    }),
  )
}
