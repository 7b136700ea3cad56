/**
 * Resolves CloudFormation's intrinsic functions over several stacks.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 * What is not in the list below is refused by name: a value silently wrong would be worse than no start.
 */
import * as z from 'zod'
import type { StackSource } from './assembly.ts'
import { attributeOf, referenceTo } from './attributes.ts'

export interface TemplateSettings {
  readonly account: string
  readonly region: string
  /** Values of template parameters, by name, for every stack that has one of that name. */
  readonly parameters: Readonly<Record<string, string>>
  /** Where SDK calls go, for example `http://127.0.0.1:4566`: queue URLs start with it. */
  readonly endpoint: string
  /** Where the HTTP API answers. */
  readonly apiEndpoint: string
  /** Attributes of resources that do not exist here, for example `{ 'AWS::CloudFront::Distribution.DomainName': 'localhost:8080' }`. */
  readonly attributes: Readonly<Record<string, string>>
}

export interface Resolver {
  readonly settings: TemplateSettings
  /** A value with every intrinsic resolved; `where` names it in errors. */
  resolve(stack: StackSource, value: unknown, where: string): unknown
  /** Whether a resource or output with this condition exists. */
  holds(stack: StackSource, condition: string | undefined): boolean
}

/** What `AWS::NoValue` resolves to: the property is as if it were not written. */
const NO_VALUE = Symbol('AWS::NoValue')

const stackOutput = z.object({ StackName: z.string(), OutputName: z.string() })

export function createResolver(stacks: readonly StackSource[], settings: TemplateSettings): Resolver {
  const exports = new Map<string, () => unknown>()
  const resolver: Resolver = { settings, resolve: resolveValue, holds }
  const intrinsics: Record<string, (stack: StackSource, argument: unknown, where: string) => unknown> = {
    Ref: (stack, argument, where) => ref(stack, requireText(argument, where), where),
    'Fn::GetAtt': getAttribute,
    'Fn::Join': (stack, argument, where) => {
      const [separator, parts] = requireList(argument, where)
      return requireList(resolveValue(stack, parts, where), where).join(requireText(separator, where))
    },
    'Fn::Sub': substitute,
    'Fn::Select': (stack, argument, where) => {
      const [index, list] = requireList(resolveValue(stack, argument, where), where)
      const chosen = requireList(list, where)[Number(index)]
      if (chosen === undefined) throw new Error(`${where}: Fn::Select has no item ${index}`)
      return chosen
    },
    'Fn::Split': (stack, argument, where) => {
      const [separator, text] = requireList(resolveValue(stack, argument, where), where)
      return requireText(text, where).split(requireText(separator, where))
    },
    'Fn::ImportValue': (stack, argument, where) => {
      const name = requireText(resolveValue(stack, argument, where), where)
      const exported = exports.get(name)
      if (exported === undefined) throw new Error(`${where}: no stack exports ${name}`)
      return exported()
    },
    'Fn::GetStackOutput': (stack, argument, where) => {
      const { StackName, OutputName } = stackOutput.parse(resolveValue(stack, argument, where))
      const from = stacks.find(({ name }) => name === StackName)
      const output = from?.template.Outputs[OutputName]
      if (from === undefined || output === undefined) throw new Error(`${where}: ${StackName} has no output ${OutputName}`)
      return resolveValue(from, output.Value, `${StackName}/Outputs/${OutputName}`)
    },
    'Fn::If': (stack, argument, where) => {
      const [condition, yes, no] = requireList(argument, where)
      return resolveAny(stack, holds(stack, requireText(condition, where)) ? yes : no, where)
    },
    'Fn::Equals': (stack, argument, where) => {
      const [left, right] = requireList(resolveValue(stack, argument, where), where)
      return JSON.stringify(left) === JSON.stringify(right)
    },
    'Fn::Not': (stack, argument, where) => !requireList(resolveValue(stack, argument, where), where)[0],
    'Fn::And': (stack, argument, where) => requireList(resolveValue(stack, argument, where), where).every(Boolean),
    'Fn::Or': (stack, argument, where) => requireList(resolveValue(stack, argument, where), where).some(Boolean),
    Condition: (stack, argument, where) => holds(stack, requireText(argument, where)),
  }
  for (const stack of stacks) {
    for (const [id, output] of Object.entries(stack.template.Outputs)) {
      const name = output.Export && resolveValue(stack, output.Export.Name, `${stack.name}/Outputs/${id}`)
      if (name !== undefined) refuseParameter(stack, output.Value, `${stack.name}/Outputs/${id}`)
      if (typeof name === 'string') exports.set(name, () => resolveValue(stack, output.Value, `${stack.name}/Outputs/${id}`))
    }
  }

  function resolveValue(stack: StackSource, value: unknown, where: string): unknown {
    const resolved = resolveAny(stack, value, where)
    return resolved === NO_VALUE ? undefined : resolved
  }

  function resolveAny(stack: StackSource, value: unknown, where: string): unknown {
    if (Array.isArray(value)) return value.map((item) => resolveAny(stack, item, where)).filter((item) => item !== NO_VALUE)
    if (typeof value === 'string') return refuseDynamicReference(value, where)
    if (typeof value !== 'object' || value === null) return value
    const entries = Object.entries(value)
    const [first] = entries
    if (entries.length === 1 && first !== undefined && isIntrinsic(first[0], first[1])) {
      const intrinsic = intrinsics[first[0]]
      if (intrinsic === undefined) throw new Error(`${where}: the intrinsic ${first[0]} is not understood`)
      return intrinsic(stack, first[1], where)
    }
    const members = entries.map(([key, member]) => [key, resolveAny(stack, member, where)] as const)
    return Object.fromEntries(members.filter(([, member]) => member !== NO_VALUE))
  }

  function ref(stack: StackSource, id: string, where: string): unknown {
    const pseudo = pseudoParameter(stack, id)
    if (pseudo !== undefined) return pseudo
    const parameter = stack.template.Parameters[id]
    if (parameter !== undefined) return parameterValue(stack, id, parameter, where)
    return referenceTo(resolver, stack, id, where)
  }

  function pseudoParameter(stack: StackSource, id: string): unknown {
    const values: Record<string, unknown> = {
      'AWS::AccountId': settings.account,
      'AWS::Region': settings.region,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': stack.name,
      'AWS::StackId': `arn:aws:cloudformation:${settings.region}:${settings.account}:stack/${stack.name}/00000000-0000-0000-0000-000000000000`,
      'AWS::NoValue': NO_VALUE,
    }
    return values[id]
  }

  function parameterValue(stack: StackSource, id: string, parameter: { Type: string; Default?: unknown }, where: string): unknown {
    const value = settings.parameters[id] ?? parameter.Default
    if (value === undefined) throw new Error(`${where}: the parameter ${id} of ${stack.name} has neither a default nor a given value`)
    return /List/.test(parameter.Type) ? String(value).split(',') : value
  }

  function getAttribute(stack: StackSource, argument: unknown, where: string): unknown {
    const [id, ...rest] = typeof argument === 'string' ? argument.split('.') : requireList(argument, where)
    return attributeOf(resolver, stack, requireText(id, where), rest.join('.'), where)
  }

  /** `${Name}`, `${Resource.Attribute}`, `${!Literal}`, with an optional map of own names. */
  function substitute(stack: StackSource, argument: unknown, where: string): string {
    const [text, own] = typeof argument === 'string' ? [argument, {}] : requireList(argument, where)
    const names = Object(own)
    return requireText(text, where).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`
      if (Object.hasOwn(names, name)) return String(resolveValue(stack, names[name], where))
      return String(name.includes('.') ? getAttribute(stack, name, where) : ref(stack, name, where))
    })
  }

  function holds(stack: StackSource, condition: string | undefined): boolean {
    if (condition === undefined) return true
    const where = `${stack.name}/Conditions/${condition}`
    if (!Object.hasOwn(stack.template.Conditions, condition)) throw new Error(`${where} does not exist`)
    return resolveValue(stack, stack.template.Conditions[condition], where) === true
  }

  return resolver
}

/** A `Condition` with an object below it is a policy statement's own, not a reference to a template condition. */
function isIntrinsic(key: string, argument: unknown): boolean {
  return key === 'Ref' || key.startsWith('Fn::') || (key === 'Condition' && typeof argument === 'string')
}

/**
 * What a stack exports and another imports can never be given another value, which is what parameters are for.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
 */
function refuseParameter(stack: StackSource, value: unknown, where: string): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, member] of Object.entries(value)) {
    if (key === 'Ref' && typeof member === 'string' && Object.hasOwn(stack.template.Parameters, member))
      throw new Error(`${where}: exports the parameter ${member}, which could not be changed any more`)
    refuseParameter(stack, member, where)
  }
}

function refuseDynamicReference(text: string, where: string): string {
  if (text.includes('{{resolve:')) throw new Error(`${where}: the dynamic reference ${text} is not understood`)
  return text
}

function requireText(value: unknown, where: string): string {
  if (typeof value !== 'string') throw new Error(`${where}: expected a text, found ${JSON.stringify(value)}`)
  return value
}

function requireList(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`${where}: expected a list, found ${JSON.stringify(value)}`)
  return value
}
