// tus-js-client against a serving demo: a file cut off in the middle goes on and arrives whole.
// node .ci/node/tus-peer.mjs [.demo/demo.json]
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Upload } from 'tus-js-client'

const demo = JSON.parse(readFileSync(process.argv[2] ?? '.demo/demo.json', 'utf8'))
const api = `${demo.api}/api/v1`
const token = (await json(`${demo.issuer}/demo/tokens`, { username: 'T-JHS-005-01' })).access_token
const headers = { Authorization: `Bearer ${token}` }

await whole('one request', {})
await whole('requests of 3 MiB', { chunkSize: 3 << 20 })
await whole('bytes with the creation', { uploadDataDuringCreation: true, chunkSize: 1 << 20 })
await whole('cut off and resumed', {}, 9_000_000)
console.log('4 passed, 0 failed')

async function whole(name, options, cutAt) {
  const bytes = randomBytes(20 << 20)
  let url = null
  if (cutAt) url = await send(bytes, { ...options, chunkSize: 1 << 20 }, cutAt)
  const location = await send(bytes, url ? { ...options, uploadUrl: url } : options)
  const session = await ended(location.split('/').pop())
  assert.equal(session.state, 'DONE')
  assert.equal(session.sha256, createHash('sha256').update(bytes).digest('hex'))
  assert.equal(session.name, '课件.mp4')
  console.log(`tus-js-client: ${name}: ok`)
}

function send(bytes, options, cutAt = Infinity) {
  return new Promise((resolve, reject) => {
    const upload = new Upload(bytes, {
      endpoint: `${api}/tus`,
      headers,
      metadata: { filename: '课件.mp4', filetype: 'video/mp4' },
      retryDelays: [0, 500, 1000, 2000, 4000],
      ...options,
      onError: reject,
      onSuccess: () => resolve(upload.url),
      onChunkComplete: (size, sent) => {
        if (sent > cutAt) upload.abort().then(() => resolve(upload.url), reject)
      },
    })
    upload.start()
  })
}

async function ended(id) {
  for (let i = 0; i < 300; i++) {
    const session = await json(`${api}/uploads/${id}`)
    if (!['OPEN', 'COMPLETING'].includes(session.state)) return session
    await new Promise((resume) => setTimeout(resume, 100))
  }
  throw new Error(`upload ${id} is not completed`)
}

async function json(url, body) {
  const answer = await fetch(url, {
    method: body ? 'POST' : 'GET',
    headers: body ? { 'Content-Type': 'application/json' } : headers,
    body: body && JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status} ${await answer.text()}`)
  return answer.json()
}
