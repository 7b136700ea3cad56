/** A rule of cdk-nag that does not fit here, with the reason, beside the construct that it speaks of. */
import { Stack, Validations } from 'aws-cdk-lib'
import type { Construct } from 'constructs'

export function acknowledge(construct: Construct, rules: Readonly<Record<string, string>>): void {
  for (const [id, reason] of Object.entries(rules)) Validations.of(construct).acknowledge({ id, reason })
}

/** Exactly those of these resources that hold a star; a star from elsewhere is still found. */
export function acknowledgeStars(construct: Construct, resources: readonly string[], reason: string): void {
  const written = resources.map((resource) => flatten(Stack.of(construct).resolve(resource)))
  for (const resource of written.filter((text) => text.includes('*'))) {
    acknowledge(construct, { [`AwsSolutions-IAM5[Resource::${resource}]`]: reason })
  }
}

/** A resource as cdk-nag writes it: every reference as `<Name>`, an import by the name of the export. */
function flatten(resource: unknown): string {
  if (typeof resource !== 'object' || resource === null) return String(resource)
  const [[intrinsic, argument] = ['', '']] = Object.entries(resource)
  if (intrinsic === 'Fn::Join') return argument[1].map(flatten).join(argument[0])
  if (intrinsic === 'Fn::ImportValue') return flatten(argument)
  if (intrinsic === 'Fn::GetAtt') return `<${argument.join('.')}>`
  return `<${argument}>`
}
