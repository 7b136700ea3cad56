/**
 * Who every mail comes from. Each stack that writes or sends mail has this parameter of its own, with the same value: what one stack
 * exports and another imports can never change again, and a sender may.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
 */
import { CfnParameter, Fn, type Stack } from 'aws-cdk-lib'

export interface Sender {
  /** An address, perhaps with a name before it: `Sở GDĐT <thi-dua@so.example.vn>`. */
  readonly from: string
  /** The address alone. */
  readonly address: string
}

export function sender(stack: Stack): Sender {
  const from = new CfnParameter(stack, 'MailFrom', {
    description: 'Address every mail comes from; it belongs to MailIdentity',
    default: 'thi-dua@thidua.example',
  })
  return { from: from.valueAsString, address: addressIn(from.valueAsString) }
}

/** What stands in the angle brackets, or all of it where there are none: said twice, there is always something after the first bracket. */
function addressIn(from: string): string {
  return Fn.select(0, Fn.split('>', Fn.select(1, Fn.split('<', `${from}<${from}`))))
}
