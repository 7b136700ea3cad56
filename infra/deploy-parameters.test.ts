import { expect, it } from 'vitest'
import { forEveryStack } from './deploy-parameters.ts'

const stacks = { Data: ['MailFrom', 'PortalUrl', 'BootstrapVersion'], System: ['PortalUrl', 'JwtIssuer', 'BootstrapVersion'] }
const given = (...args: string[]) => forEveryStack(args, stacks)

it('a parameter goes to each stack that has it, and to no other', () => {
  expect(given('--parameters', 'PortalUrl=https://thidua.example:8443/a=b')).toEqual([
    '--parameters',
    'Data:PortalUrl=https://thidua.example:8443/a=b',
    '--parameters',
    'System:PortalUrl=https://thidua.example:8443/a=b',
  ])
  expect(given('--parameters=MailFrom=Sở <x@so.example>')).toEqual(['--parameters', 'Data:MailFrom=Sở <x@so.example>'])
})

it('one that names its stack, and everything else, is passed on as it is', () => {
  const args = ['--require-approval', 'never', '--parameters', 'System:JwtIssuer=https://issuer.example', '--force']
  expect(given(...args)).toEqual(args)
})

it('one that nobody has is refused with what there is', () => {
  expect(() => given('--parameters', 'MailFom=x')).toThrow('No stack has the parameter MailFom. There are: JwtIssuer, MailFrom, PortalUrl.')
})
