import type { ServerResponse } from 'node:http';

import type { Answer } from './answer.ts';
import type { FakeCall } from './call.ts';

/** Sends the answer, or what the fault leaves of it. */
export function reply(call: FakeCall, response: ServerResponse, answer: Answer): void {
  if (call.fault === 'do-then-502-page') {
    call.answered = 502;
    response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
    return;
  }
  const text = JSON.stringify(answer.body);
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'request-id': `req_fake${call.index}`,
    ...answer.headers,
  });
  if (call.fault === 'do-then-cut') {
    call.answered = 'dropped';
    response.write(text.slice(0, text.length / 2), () => response.destroy());
    return;
  }
  call.answered = answer.status;
  response.end(text);
}

/** Ends a call without an answer. Hung calls stay open until the caller or the fake's `close` ends them. */
export function sever(call: FakeCall, response: ServerResponse): void {
  const hangs = call.fault === 'hang' || call.fault === 'do-then-hang';
  call.answered = hangs ? 'hung' : 'dropped';
  if (!hangs) response.destroy();
}

/** Milliseconds that the call's fault adds. */
export function slownessOf(call: FakeCall): number {
  return call.fault?.startsWith('slow:') ? Number(call.fault.slice('slow:'.length)) : 0;
}

/** True for a call that is dropped and done all the same, later. */
export function isDoneLate(call: FakeCall): boolean {
  return call.fault === 'drop-then-wait' || latenessOf(call) > 0;
}

/** Milliseconds after which a dropped call is done. */
export function latenessOf(call: FakeCall): number {
  return call.fault?.startsWith('drop-then-do:') ? Number(call.fault.slice('drop-then-do:'.length)) : 0;
}
