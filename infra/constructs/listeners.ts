/**
 * Where listeners may be. Each stack that lets one in or calls one has this parameter of its own, with the same value, as with the sender.
 */
import { CfnParameter, type Stack } from 'aws-cdk-lib'

export function listenersOnLoopback(stack: Stack): string {
  const parameter = new CfnParameter(stack, 'ListenersOnLoopback', {
    description: 'Whether listeners may be on the machine itself: for the local machine only, never in AWS',
    default: 'no',
    allowedValues: ['no', 'yes'],
  })
  return parameter.valueAsString
}
