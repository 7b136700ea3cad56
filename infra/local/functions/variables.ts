/** The environment variables of a function: those of its template and those that Lambda sets, and nothing of this machine's own. */
import type { FunctionModel } from '../template/model.ts'

/** The session of a function's role, as Lambda gives it to the function. */
export type SessionOf = (model: FunctionModel) => {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
}

export interface VariableSources {
  readonly region: string
  readonly endpoint: string
  readonly session: ReturnType<SessionOf>
}

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
export function environmentVariables(
  model: FunctionModel,
  { region, endpoint, session }: VariableSources,
): Readonly<Record<string, string>> {
  return {
    ...model.environment,
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
    PATH: '/var/lang/bin:/usr/local/bin:/usr/bin:/bin',
    _HANDLER: model.handler,
    LAMBDA_TASK_ROOT: model.codePath,
    AWS_EXECUTION_ENV: `AWS_Lambda_${model.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: model.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(model.memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${model.name}`,
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: session.accessKeyId,
    AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
    AWS_SESSION_TOKEN: session.sessionToken,
    AWS_ENDPOINT_URL: endpoint,
    // The developer's own profile must not reach a function.
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  }
}
