/**
 * Asks IAM's question of CDK's own statements: may this principal do this to that? Denied unless allowed; an explicit Deny wins.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 * Only what is listed here is understood. Any other operator is refused by name when the statements are read: a condition that is
 * silently skipped would allow here what AWS denies.
 */
import type { Demand } from './contract.ts'
import type { PolicyStatement } from './template/model.ts'

export type Verdict = 'allowed' | 'not-allowed' | 'denied'

type ContextValue = string | readonly string[]
export type PolicyContext = Readonly<Record<string, ContextValue>>

/** Whether one value of the call satisfies one value of the policy. */
type Comparison = (actual: string, wanted: string) => boolean

const comparisons: Readonly<Record<string, Comparison>> = {
  StringEquals: (actual, wanted) => actual === wanted,
  StringLike: matchesWildcard,
  StringNotEquals: (actual, wanted) => actual !== wanted,
  ArnEquals: matchesWildcard,
  ArnLike: matchesWildcard,
  Bool: (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase(),
  NumericGreaterThan: (actual, wanted) => Number(actual) > Number(wanted),
  NumericLessThanEquals: (actual, wanted) => Number(actual) <= Number(wanted),
}

/** Throws when a statement uses an operator that this machine does not know. Call it once, when a template is read. */
export function requireUnderstood(statements: readonly PolicyStatement[], where: string): void {
  for (const statement of statements) {
    for (const operator of Object.keys(statement.conditions)) {
      if (readOperator(operator) === undefined) throw new Error(`${where}: the policy condition operator ${operator} is not understood`)
    }
  }
}

/**
 * `identity` are the statements of the caller's role, `resource` those of the policy on the bucket or queue itself. Within one account an
 * Allow in either is enough.
 */
export function judge(
  demand: Demand,
  principal: { readonly name: string; readonly statements: readonly PolicyStatement[] },
  resourceStatements: readonly PolicyStatement[] = [],
): Verdict {
  const context: PolicyContext = {
    // The endpoint is the loopback; what AWS would refuse over plain HTTP is refused by TLS there.
    'aws:SecureTransport': 'true',
    'aws:PrincipalArn': principal.name,
    ...demand.context,
  }
  const resource = resourceStatements.filter((statement) => concerns(statement, principal.name))
  const applying = [...principal.statements, ...resource].filter((statement) => applies(statement, demand, context))
  if (applying.some((statement) => statement.effect === 'Deny')) return 'denied'
  return applying.length > 0 ? 'allowed' : 'not-allowed'
}

/** Whether a resource policy's statement speaks of this principal: a role's ARN, or `Service` for one of AWS's own services. */
export function concerns(statement: PolicyStatement, principal: string): boolean {
  if (statement.principal === undefined) return false
  if (statement.principal === '*') return true
  return Object.values(statement.principal).some((names) => names.includes(principal) || names.includes('*'))
}

function applies(statement: PolicyStatement, demand: Demand, context: PolicyContext): boolean {
  return (
    names(statement.actions, statement.notActions, demand.action, matchesAction) &&
    names(statement.resources, statement.notResources, demand.resource, matchesWildcard) &&
    conditionsHold(statement, context)
  )
}

function names(wanted: readonly string[], unwanted: readonly string[], actual: string, matches: Comparison): boolean {
  if (wanted.length > 0) return wanted.some((pattern) => matches(actual, pattern))
  return unwanted.length > 0 && !unwanted.some((pattern) => matches(actual, pattern))
}

export function conditionsHold(statement: PolicyStatement, context: PolicyContext): boolean {
  for (const [operator, keys] of Object.entries(statement.conditions)) {
    for (const [key, wanted] of Object.entries(keys)) {
      if (!conditionHolds(operator, wanted, context[key])) return false
    }
  }
  return true
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html */
function conditionHolds(operator: string, wanted: readonly string[], actual: ContextValue | undefined): boolean {
  const parsed = readOperator(operator)
  if (parsed === undefined) throw new Error(`The policy condition operator ${operator} is not understood`)
  const values = actual === undefined ? [] : typeof actual === 'string' ? [actual] : actual
  const satisfied = (value: string) =>
    parsed.negated ? wanted.every((one) => parsed.compare(value, one)) : wanted.some((one) => parsed.compare(value, one))
  // An absent key: true for ForAllValues (an empty set), for …IfExists and for a negated operator, false for all others.
  if (values.length === 0) return parsed.set === 'ForAllValues' || parsed.ifExists || (parsed.negated && parsed.set === undefined)
  return parsed.set === 'ForAnyValue' ? values.some(satisfied) : values.every(satisfied)
}

interface Operator {
  readonly set: 'ForAllValues' | 'ForAnyValue' | undefined
  readonly compare: Comparison
  readonly negated: boolean
  readonly ifExists: boolean
}

function readOperator(operator: string): Operator | undefined {
  const [, set, name, ifExists] = operator.match(/^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/) ?? []
  const compare = name === undefined ? undefined : comparisons[name]
  if (name === undefined || compare === undefined) return undefined
  return {
    set: set === 'ForAllValues' || set === 'ForAnyValue' ? set : undefined,
    compare,
    negated: name.includes('Not'),
    ifExists: ifExists !== undefined,
  }
}

function matchesAction(actual: string, pattern: string): boolean {
  return matchesWildcard(actual.toLowerCase(), pattern.toLowerCase())
}

const wildcards = new Map<string, RegExp>()
const WILDCARDS_MAX = 5_000

/** `*` is any run of characters, `?` any one, as in an ARN. */
export function matchesWildcard(actual: string, pattern: string): boolean {
  if (pattern === '*' || pattern === actual) return true
  if (!pattern.includes('*') && !pattern.includes('?')) return false
  let expression = wildcards.get(pattern)
  if (expression === undefined) {
    const source = pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.')
    expression = new RegExp(`^${source}$`, 's')
    if (wildcards.size >= WILDCARDS_MAX) wildcards.clear()
    wildcards.set(pattern, expression)
  }
  return expression.test(actual)
}
