/** The workers of a test run take over the environment of this process: nobody's proxy and nobody's AWS account must be in it. */
import { keepToThisMachine } from '../infra/local/surroundings.ts'

export default function setup(): void {
  keepToThisMachine()
}
