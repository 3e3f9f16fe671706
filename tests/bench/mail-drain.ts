/** A mail server in a thread of its own that takes everything and keeps nothing; it posts its port. */
import type { AddressInfo } from 'node:net';
import { parentPort } from 'node:worker_threads';
import { SMTPServer } from 'smtp-server';

const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  authOptional: true,
  disableReverseLookup: true,
  logger: false,
  onData: (stream, _session, done) => {
    stream.once('end', () => done());
    stream.resume();
  },
});
server.listen(0, '127.0.0.1', () => {
  parentPort?.postMessage((server.server.address() as AddressInfo).port);
});
