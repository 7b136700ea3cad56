/**
 * `--parameters Name=value` for every stack that has a parameter of that name. CDK's own command line gives one without a stack to every
 * stack, and fails at those that do not have it. https://docs.aws.amazon.com/cdk/v2/guide/ref-cli-cmd-deploy.html
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'

const TEMPLATE = '.template.json'
const templateSchema = z.object({ Parameters: z.record(z.string(), z.unknown()).default({}) })

/** The names of each stack's parameters, by the stack's name. */
export type ParametersByStack = Readonly<Record<string, readonly string[]>>

export function parametersOf(assembly: string): ParametersByStack {
  const files = readdirSync(assembly).filter((file) => file.endsWith(TEMPLATE))
  return Object.fromEntries(
    files.map((file) => {
      const { Parameters } = templateSchema.parse(JSON.parse(readFileSync(join(assembly, file), 'utf8')))
      return [file.slice(0, -TEMPLATE.length), Object.keys(Parameters)]
    }),
  )
}

const FLAG = '--parameters'
const WITHOUT_STACK = /^(\w+)=/

/** Throws a sentence when no stack has such a parameter. */
export function forEveryStack(given: readonly string[], parameters: ParametersByStack): readonly string[] {
  const [argument, ...rest] = given
  if (argument === undefined) return []
  if (argument === FLAG) return [...spread(rest[0] ?? '', parameters), ...forEveryStack(rest.slice(1), parameters)]
  if (argument.startsWith(`${FLAG}=`)) return [...spread(argument.slice(FLAG.length + 1), parameters), ...forEveryStack(rest, parameters)]
  return [argument, ...forEveryStack(rest, parameters)]
}

function spread(assignment: string, parameters: ParametersByStack): readonly string[] {
  const [, name] = WITHOUT_STACK.exec(assignment) ?? []
  if (name === undefined) return [FLAG, assignment]
  const stacks = Object.keys(parameters).filter((stack) => parameters[stack]?.includes(name))
  if (stacks.length === 0) {
    const known = [...new Set(Object.values(parameters).flat())].filter((one) => one !== 'BootstrapVersion').sort()
    throw new Error(`No stack has the parameter ${name}. There are: ${known.join(', ')}.`)
  }
  return stacks.flatMap((stack) => [FLAG, `${stack}:${assignment}`])
}
