// A school's own system asks the library: node dist/quickstart.js [.demo/demo.json]
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { clientCredentials, coursewareClient, must } from './client.js'
import type { components } from './schema.js'

const demo = JSON.parse(readFileSync(process.argv[2] ?? '.demo/demo.json', 'utf8')) as { api: string; issuer: string }
const client = coursewareClient({
  baseUrl: demo.api,
  // As in seeds/organisations/clients.csv; a real one comes from the environment.
  token: clientCredentials(demo.issuer, 'client-jhs-005', 'demo-only-jhs-005'),
  language: 'en',
})

const me = must(await client.GET('/api/v1/me'))
console.log(`I am ${me.name}`)

const found = must(await client.GET('/api/v1/search', { params: { query: { subject: ['SX'], limit: 3 } } }))
const items = found.items ?? []
console.log(`${found.total} resources of mathematics, among them:`)
for (const item of items) console.log(`  ${item.id} ${item.title}`)
assert.ok(items.length > 0, 'nothing was found')

for (const item of items) {
  const path = { id: item.id ?? '' }
  // The path has other media types as well; without an Accept of our own it is JSON.
  const resource = must(await client.GET('/api/v1/resources/{id}', { params: { path } })) as components['schemas']['Resource']
  console.log(`  ${resource.title} is ${resource.state}, with ${resource.files?.length ?? 0} file(s)`)
}

const nobody = await client.GET('/api/v1/resources/{id}', {
  params: { path: { id: '00000000-0000-7000-8000-000000000000' } },
})
assert.equal(nobody.response.status, 404)
assert.ok(nobody.error && 'code' in nobody.error && nobody.error.code === 'not-found')
console.log('TypeScript quick start: ok')
