/**
 * With few workers the last long file decides when all is over, so long ones begin first. Vitest remembers how long each took, but a fresh
 * clone remembers nothing, and then it goes by the size of the file, which says little of one that starts a machine or a browser.
 */
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Everything over a quarter of a minute, the longest first. */
const LONG = [
  'tests/simulation/even.test.ts',
  'tests/simulation/odd.test.ts',
  'tests/browser/pages.test.ts',
  'tests/local-cloud/product/doors.test.ts',
  'tests/browser/newcomer.test.ts',
  'tests/local-cloud/product/killed.test.ts',
  'tests/reading/noise.test.ts',
  'tests/reading/formats.test.ts',
  'tests/local-cloud/compute.test.ts',
  'tests/local-cloud/product/faults.test.ts',
  'tests/local-cloud/product/cli.test.ts',
  'tests/local-cloud/product/uploads.test.ts',
  'tests/local-cloud/product/main-job.test.ts',
  'tests/local-cloud/product/cost.test.ts',
  'tests/simulation/broken.test.ts',
  'infra/local/mail.test.ts',
  'tests/reading/formats-scan.test.ts',
  'infra/local/dynamodb.test.ts',
  'tests/contract/stores.test.ts',
]

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = LONG.findIndex((file) => moduleId.endsWith(file))
      return place === -1 ? LONG.length : place
    }
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other))
  }
}
