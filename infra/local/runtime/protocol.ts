/** What the main process and a function's worker thread say to each other. */
export interface EnvironmentSetup {
  readonly clock: SharedArrayBuffer
  readonly codePath: string
  /** For example `index.handler`. */
  readonly handler: string
  readonly functionName: string
  readonly functionArn: string
  readonly memoryMb: number
  readonly logFormat: 'Text' | 'JSON'
  readonly logGroup: string
  readonly logStream: string
}

export interface InvocationMessage {
  readonly requestId: string
  /** JSON. */
  readonly event: string
  readonly timeoutMs: number
}

export interface FunctionFault {
  readonly errorType: string
  readonly errorMessage: string
  readonly trace: readonly string[]
}

export type EnvironmentMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'not-started'; readonly fault: FunctionFault }
  /** JSON, or undefined for a handler that returns nothing. */
  | { readonly kind: 'returned'; readonly requestId: string; readonly payload: string | undefined }
  | { readonly kind: 'threw'; readonly requestId: string; readonly fault: FunctionFault }
  | { readonly kind: 'log'; readonly line: string }
