import { describe } from 'vitest'
import { simulate } from './seeds.ts'

describe('the whole system under faults, the other seeds', () => simulate(1, 2))
