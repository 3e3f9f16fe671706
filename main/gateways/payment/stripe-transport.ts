import { AsyncLocalStorage } from 'node:async_hooks';
import http from 'node:http';
import https from 'node:https';
import type { IncomingMessage, RequestOptions } from 'node:http';

import type Stripe from 'stripe';

/**
 * HTTP for the Stripe SDK, one send per call. The SDK's own client cannot be used, for two reasons:
 * - after a closed connection the SDK sends once more by itself, even with retries off. A laptop that sleeps for two
 *   days inside a call would wake up, see the dead connection and send under a key that the provider has forgotten by
 *   then: a second refund. Here such an error carries no code that the SDK would act upon.
 * - it cannot say whether anything left this machine, which is the line between "not sent" and "may have happened".
 * The time limit covers the whole call, a slowly dripping answer included.
 */
export function createStripeTransport(): StripeTransport {
  const agents = {
    http: new http.Agent({ keepAlive: true, timeout: idleSocketMs }),
    https: new https.Agent({ keepAlive: true, timeout: idleSocketMs }),
  };
  const signals = new AsyncLocalStorage<AbortSignal>();
  return {
    client: {
      getClientName: () => 'callboard',
      makeRequest: (host, port, path, method, headers, body, protocol, timeoutMs) =>
        send(
          protocol === 'http' ? http.request : https.request,
          {
            agent: protocol === 'http' ? agents.http : agents.https,
            host,
            port,
            path,
            method,
            headers: headers as http.OutgoingHttpHeaders,
          },
          body,
          timeoutMs,
          signals.getStore(),
        ),
    },
    withSignal: (signal, call) => (signal === undefined ? call() : signals.run(signal, call)),
  };
}

export interface StripeTransport {
  readonly client: HttpClient;
  /** Runs an SDK call that `signal` can break off; the SDK itself takes no signal. */
  withSignal<T>(signal: AbortSignal | undefined, call: () => Promise<T>): Promise<T>;
}

/** The call got no complete answer. */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly reason: 'timeout' | 'connection';
  /** False: no connection was made, so surely nothing was sent. True: something may have arrived. */
  readonly maybeSent: boolean;

  constructor(reason: 'timeout' | 'connection', maybeSent: boolean) {
    super(`${reason}, ${maybeSent ? 'may have been sent' : 'nothing sent'}`);
    this.reason = reason;
    this.maybeSent = maybeSent;
  }
}

type StripeConfig = NonNullable<ConstructorParameters<typeof Stripe>[1]>;
type HttpClient = NonNullable<StripeConfig['httpClient']>;
type HttpAnswer = Awaited<ReturnType<HttpClient['makeRequest']>>;

/** A kept connection is dropped before the far side would do it, so that few calls meet a dead one. */
const idleSocketMs = 4_000;
/** A hundred refunds take about 100 kB. */
const maxAnswerBytes = 16 * 1024 * 1024;

function send(
  open: (options: RequestOptions) => http.ClientRequest,
  options: RequestOptions,
  body: string,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    let maybeSent = false;
    let done = false;
    let request: http.ClientRequest | undefined;
    const settle = (finish: () => void): void => {
      if (done) return;
      done = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      finish();
    };
    const fail = (reason: 'timeout' | 'connection'): void =>
      settle(() => {
        request?.destroy();
        reject(new TransportError(reason, maybeSent));
      });
    const onAbort = (): void => fail('timeout');
    const timer = setTimeout(() => fail('timeout'), timeoutMs);
    signal?.addEventListener('abort', onAbort);
    if (signal?.aborted) return fail('timeout');
    try {
      request = open(options);
    } catch {
      return fail('connection'); // A header or path that cannot be written: nothing left.
    }
    request.on('error', () => fail('connection'));
    request.on('socket', (socket) => {
      const isEncrypted = 'encrypted' in socket;
      // Until the connection stands (with TLS: until the handshake is over) the request waits in our own memory.
      if (request?.reusedSocket || (!socket.connecting && !isEncrypted)) maybeSent = true;
      else {
        socket.once(isEncrypted ? 'secureConnect' : 'connect', () => {
          maybeSent = true;
        });
      }
    });
    request.on('response', (response) => {
      readAll(response).then(
        (text) => settle(() => resolve(answer(response, text))),
        () => fail('connection'),
      );
    });
    request.end(body);
  });
}

/** The body is read here, so that a broken answer is a broken call and not a parsing error. */
async function readAll(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxAnswerBytes) throw new Error('answer too long');
    chunks.push(chunk);
  }
  if (!response.complete) throw new Error('answer cut off');
  return Buffer.concat(chunks).toString('utf8');
}

function answer(response: IncomingMessage, text: string): HttpAnswer {
  return {
    getStatusCode: () => response.statusCode ?? 0,
    getHeaders: () => response.headers as Record<string, string>,
    getRawResponse: () => response,
    toStream: () => response,
    toJSON: async () => {
      const value: unknown = JSON.parse(text);
      // The SDK writes properties onto the answer, and dies outside any promise when it is not an object.
      if (typeof value !== 'object' || value === null) throw new SyntaxError('not a JSON object');
      return value;
    },
  };
}
