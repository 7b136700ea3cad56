/** What the person at the keyboard reads when the database cannot start. */
export const messages = {
  javaMissing: (min: number) => `Cần Java ${min} trở lên để chạy cơ sở dữ liệu (Java ${min} or newer is required, none was found).`,
  javaTooOld: (version: number, min: number) =>
    `Cần Java ${min} trở lên, máy đang có Java ${version} (Java ${min} or newer is required, found ${version}).`,
  javaEnded: (why: string) => `Cơ sở dữ liệu không khởi động được (DynamoDB Local ended while starting): ${why}`,
  javaSlow: (seconds: number) => `Cơ sở dữ liệu chưa sẵn sàng sau ${seconds} giây (DynamoDB Local is not ready after ${seconds} s).`,
} as const
