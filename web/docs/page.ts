/** The OpenAPI document as one page for people: no script, no style of its own, nothing from elsewhere. */
import { everySentence } from '../../shared/access/every-sentence.vi.ts'
import type { OpenApi, Operation, Schema } from './openapi.ts'

export function docsPage(api: OpenApi): string {
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
  const calls = Object.values(api.webhooks).flatMap((methods) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path: 'the listener’s address', operation })),
  )
  const groups = Map.groupBy([...operations, ...calls], ({ operation }) => operation.tags[0] ?? '')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="Routes, bodies, answers and refusals of the thidua API">
<title>thidua API</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/api/docs.css">
</head>
<body>
<main>
<h1>thidua API</h1>
${api.info.description.split('\n').map(withCode).join('\n').replace(/^/, '<p>')}</p>
<p>The same as a machine reads it: <a href="/api/docs.json">/api/docs.json</a> (OpenAPI ${api.openapi}).</p>
<nav aria-label="Parts"><ul>
${[...groups.keys(), 'Answers', 'Refusals'].map((name) => `<li><a href="#${name}">${name}</a></li>`).join('\n')}
</ul></nav>
${[...groups].map(([name, list]) => section(name, list.map(operationHtml).join('\n'))).join('\n')}
${section('Answers', Object.entries(api.components.schemas).map(shapeHtml).join('\n'))}
${section('Refusals', refusalsHtml())}
</main>
</body>
</html>
`
}

function section(name: string, html: string): string {
  return `<section id="${name}" aria-labelledby="${name}-title"><h2 id="${name}-title">${name}</h2>\n${html}\n</section>`
}

function operationHtml({ method, path, operation }: { method: string; path: string; operation: Operation }): string {
  const { summary, parameters, requestBody, responses } = operation
  const query = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => `<code>${escaped(name)}</code>`)
  const body = requestBody?.content['application/json']?.schema
  const done = Object.entries(responses).find(([status]) => status.startsWith('2'))
  const refused = Object.keys(responses).filter((status) => !status.startsWith('2'))
  return `<details id="${operation.operationId}"><summary><code><b>${method}</b> ${escaped(path)}</code> <span>${escaped(summary)}</span></summary>
${query.length === 0 ? '' : `<p>Query: ${query.join(', ')}</p>`}
${body === undefined ? '' : `<p>Body (${escaped(requestBody?.description ?? '')}):</p><pre><code>${notation(body)}</code></pre>`}
${headersHtml(operation)}${refused.length === 0 ? '' : `<p>Answers ${done?.[0]} with ${answerHtml(done?.[1].content)}. Refuses with ${refused.join(', ')}.</p>`}</details>`
}

/** Those of every route are told of once, at the top. */
function headersHtml({ parameters, tags }: Operation): string {
  if (!tags.includes('calls')) return ''
  const rows = parameters.map(({ name, description = '' }) => `<li><code>${escaped(name)}</code>: ${escaped(description)}</li>`)
  return `<p>Headers:</p><ul>${rows.join('')}</ul>`
}

function answerHtml(content: Operation['responses'][string]['content'] = {}): string {
  const [type = '', { schema } = { schema: {} }] = Object.entries(content)[0] ?? []
  return schema.$ref === undefined ? `<code>${escaped(type)}</code>` : refHtml(schema.$ref)
}

function shapeHtml([name, schema]: [string, Schema]): string {
  return `<details id="${name}"><summary><code>${name}</code></summary><pre><code>${notation(schema)}</code></pre></details>`
}

function refusalsHtml(): string {
  const rows = Object.entries(everySentence).map(
    ([code, sentence]) =>
      `<tr><th scope="row"><code>${escaped(code)}</code></th><td lang="vi">${escaped(sentence.replace(/[[\]]/g, ''))}</td></tr>`,
  )
  return `<table><thead><tr><th scope="col">code</th><th scope="col">sentence</th></tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table>`
}

/** A schema as one would write it down. */
function notation(schema: Schema, indent = ''): string {
  if (schema.$ref !== undefined) return refHtml(schema.$ref)
  if (schema.enum !== undefined) return schema.enum.map((value) => escaped(JSON.stringify(value))).join(' | ')
  if (schema.const !== undefined) return escaped(JSON.stringify(schema.const))
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return choices.map((choice) => notation(asSchema(choice), indent)).join(' | ')
  if (schema.type === 'array') return `${notation(asSchema(schema.items), indent)}[]${limits(schema)}`
  if (schema.properties !== undefined) return objectNotation(schema, indent)
  if (schema.additionalProperties !== undefined) return `{ [name]: ${notation(asSchema(schema.additionalProperties), indent)} }`
  return `${escaped(String(schema.type ?? 'any'))}${limits(schema)}`
}

function objectNotation({ properties = {}, required = [] }: Schema, indent: string): string {
  const inner = `${indent}  `
  const lines = Object.entries(properties).map(
    ([name, schema]) => `${inner}${escaped(name)}${required.includes(name) ? '' : '?'}: ${notation(asSchema(schema), inner)}`,
  )
  return `{\n${lines.join('\n')}\n${indent}}`
}

function limits({ minimum, maximum, minLength, maxLength, maxItems, pattern }: Schema): string {
  const said = [
    ...(minimum === undefined || minimum < Number.MIN_SAFE_INTEGER + 1 ? [] : [`≥ ${minimum}`]),
    ...(maximum === undefined || maximum > Number.MAX_SAFE_INTEGER - 1 ? [] : [`≤ ${maximum}`]),
    ...(minLength === undefined ? [] : [`≥ ${minLength} characters`]),
    ...(maxLength === undefined ? [] : [`≤ ${maxLength} characters`]),
    ...(maxItems === undefined ? [] : [`≤ ${maxItems} items`]),
    ...(pattern === undefined ? [] : [`/${pattern}/`]),
  ]
  return said.length === 0 ? '' : ` <i>${escaped(said.join(', '))}</i>`
}

function asSchema(schema: unknown): Schema {
  return typeof schema === 'object' && schema !== null ? (schema as Schema) : {}
}

function refHtml(ref: string): string {
  const name = ref.split('/').at(-1) ?? ''
  return `<a href="#${name}">${name}</a>`
}

/** `code` in backticks. */
function withCode(text: string): string {
  return escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>')
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
