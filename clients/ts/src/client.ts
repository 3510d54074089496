// A typed fetch over the contract: paths, parameters and bodies are checked by the compiler.
import createClient, { type Client, type Middleware } from 'openapi-fetch'
import type { components, paths } from './schema.js'

export type { components, paths }
export type Problem = components['schemas']['Problem']
export type CoursewareClient = Client<paths>

export interface Options {
  /** Where the API is, without a slash at the end. */
  baseUrl: string
  /** Gives a valid access token; asked before each call. */
  token: () => string | Promise<string>
  /** Language of problems; Chinese unless English is asked for. */
  language?: 'zh-CN' | 'en'
}

export function coursewareClient(options: Options): CoursewareClient {
  const client = createClient<paths>({
    baseUrl: options.baseUrl,
    // Lists are given as a=1&a=2.
    querySerializer: { array: { style: 'form', explode: true } },
  })
  const authorized: Middleware = {
    async onRequest({ request }) {
      request.headers.set('Authorization', `Bearer ${await options.token()}`)
      if (options.language) request.headers.set('Accept-Language', options.language)
      return request
    },
  }
  client.use(authorized)
  return client
}

/** Tokens by client credentials, each used until a minute before it ends. */
export function clientCredentials(issuer: string, id: string, secret: string): () => Promise<string> {
  let token = ''
  let until = 0
  return async () => {
    if (Date.now() < until) return token
    const metadata = (await answered(fetch(`${issuer}/.well-known/openid-configuration`))) as { token_endpoint: string }
    const answer = (await answered(
      fetch(metadata.token_endpoint, {
        method: 'POST',
        headers: {
          Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
          'Content-Type': 'application/x-www-form-urlencoded',
        },
        body: 'grant_type=client_credentials',
      }),
    )) as { access_token: string; expires_in?: number }
    token = answer.access_token
    until = Date.now() + ((answer.expires_in ?? 60) - 60) * 1000
    return token
  }
}

/** The body, or an exception that says what the server has said. */
export function must<T>(answer: { data?: T; error?: unknown; response: Response }): T {
  if (answer.data === undefined) {
    throw new Error(`${answer.response.url} answered ${answer.response.status} ${JSON.stringify(answer.error)}`)
  }
  return answer.data
}

async function answered(call: Promise<Response>): Promise<unknown> {
  const response = await call
  if (!response.ok) throw new Error(`${response.url} answered ${response.status} ${await response.text()}`)
  return response.json()
}
