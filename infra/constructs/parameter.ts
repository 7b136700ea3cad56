/** Template parameters: what differs between one installation and another, and nothing else. */
import { CfnCondition, CfnParameter, Fn, Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'

export interface OptionalParameter {
  /** The given value, or what stands in for it. */
  readonly value: string
  /** As given, perhaps empty: for places that only exist when it is given. */
  readonly given: string
  readonly isGiven: CfnCondition
}

/** A parameter that may be left empty; `otherwise` then takes its place. */
export function optionalParameter(scope: Construct, id: string, description: string, otherwise: string): OptionalParameter {
  const stack = Stack.of(scope)
  const given = new CfnParameter(stack, id, { description, default: '' }).valueAsString
  const isGiven = new CfnCondition(stack, `${id}IsGiven`, { expression: Fn.conditionNot(Fn.conditionEquals(given, '')) })
  return { value: Fn.conditionIf(isGiven.logicalId, given, otherwise).toString(), given, isGiven }
}
