/** Where people find the portal. Each stack that writes its address has this parameter of its own, with the same value, as with the sender. */
import type { Stack } from 'aws-cdk-lib'
import { type OptionalParameter, optionalParameter } from './parameter.ts'

export function portalUrl(stack: Stack, cloudFrontUrl: string): OptionalParameter {
  return optionalParameter(
    stack,
    'PortalUrl',
    'Address of the portal, without a slash at the end; empty for the one CloudFront gives',
    cloudFrontUrl,
  )
}
