/** What every client of ours is spared. */

interface SdkClient {
  readonly middlewareStack: { remove(name: string): boolean }
}

/**
 * The SDK prepares every question and answer for its log, item by item, also where nobody has given it one: a thirtieth of all work of
 * the functions of a year. https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/introduction/#middleware-stack
 */
export function quiet<Client extends SdkClient>(client: Client): Client {
  client.middlewareStack.remove('loggerMiddleware')
  return client
}
