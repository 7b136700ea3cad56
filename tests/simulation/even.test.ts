import { describe } from 'vitest'
import { simulate } from './seeds.ts'

describe('the whole system under faults, every second seed', () => simulate(0, 2))
