/**
 * Which route answers a request: the most specific path, then the method before ANY, `$default` last.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html#http-api-develop-routes.evaluation
 */
import type { RouteModel } from '../template/model.ts'

export interface MatchedRoute {
  readonly route: RouteModel
  readonly parameters: Readonly<Record<string, string>>
}

interface CompiledRoute {
  readonly route: RouteModel
  readonly method: string
  readonly segments: readonly string[]
}

export type RouteMatcher = (method: string, path: string) => MatchedRoute | undefined

export function compileRoutes(routes: readonly RouteModel[]): RouteMatcher {
  const fallback = routes.find(({ key }) => key === '$default')
  const compiled = routes.filter((route) => route !== fallback).map(compile)
  compiled.sort(bySpecificity)

  return (method, path) => {
    const segments = splitPath(path)
    for (const candidate of compiled) {
      if (candidate.method !== 'ANY' && candidate.method !== method) continue
      const parameters = bind(candidate.segments, segments)
      if (parameters !== undefined) return { route: candidate.route, parameters }
    }
    return fallback && { route: fallback, parameters: {} }
  }
}

function compile(route: RouteModel): CompiledRoute {
  const [method = '', path = ''] = route.key.split(' ')
  if (!/^[A-Z]+$/.test(method) || !path.startsWith('/'))
    throw new Error(`${route.stack}/${route.logicalId}: the route ${route.key} is not understood`)
  return { route, method, segments: splitPath(path) }
}

function bySpecificity(left: CompiledRoute, right: CompiledRoute): number {
  const length = Math.max(left.segments.length, right.segments.length)
  for (let index = 0; index < length; index += 1) {
    const difference = generality(left.segments[index]) - generality(right.segments[index])
    if (difference !== 0) return difference
  }
  return Number(left.method === 'ANY') - Number(right.method === 'ANY')
}

function generality(segment: string | undefined): number {
  if (segment === undefined || !segment.startsWith('{')) return 0
  return segment.endsWith('+}') ? 2 : 1
}

function bind(pattern: readonly string[], segments: readonly string[]): Readonly<Record<string, string>> | undefined {
  const parameters: Record<string, string> = {}
  for (const [index, wanted] of pattern.entries()) {
    const name = wanted.match(/^\{(.*?)\+?\}$/)?.[1]
    if (name !== undefined && wanted.endsWith('+}')) {
      if (index >= segments.length) return undefined
      parameters[name] = segments.slice(index).map(decode).join('/')
      return parameters
    }
    const segment = segments[index]
    if (segment === undefined || (name === undefined && segment !== wanted)) return undefined
    if (name !== undefined) parameters[name] = decode(segment)
  }
  return segments.length === pattern.length ? parameters : undefined
}

function splitPath(path: string): readonly string[] {
  return path === '/' ? [] : path.slice(1).split('/')
}

/** Percent-decoded; what cannot be decoded stays as it is. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
