/** The twin of the secrets. */
import type { Secrets } from '../ports.ts'

export function memorySecrets(): Secrets {
  const kept = new Map<string, string>()
  return {
    keep: async (secretId, secret) => void kept.set(secretId, secret),
    read: async (secretId) => kept.get(secretId),
    forget: async (secretId) => void kept.delete(secretId),
  }
}
