import type { AddressInfo } from 'node:net';

import { SMTPServer } from 'smtp-server';

/** One message as the server got it. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Unfolded, by lower-case name, in order. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Everything after the DATA command, as sent. */
  readonly raw: string;
}

export type MailFault =
  /** 550 to RCPT TO. */
  | 'refuse-recipient'
  /** 451 to RCPT TO. */
  | 'greylist'
  /** 421 instead of a greeting. */
  | 'refuse-connection'
  /** 554 after the text. */
  | 'refuse-text'
  /** Takes the message, then drops the line without an answer. */
  | 'drop-after-data'
  /** Drops the line without having taken anything. */
  | 'drop-before-data'
  /** Takes the message and never answers. */
  | 'hang-after-data';

export interface SmtpSink {
  readonly host: '127.0.0.1';
  readonly port: number;
  readonly mails: readonly ReceivedMail[];
  /** The next messages meet these, in order. */
  readonly faults: MailFault[];
  close(): Promise<void>;
}

/** A mail server on this machine that keeps what it gets. With `user` it wants exactly that user and password. */
export async function startSmtpSink(
  options: { readonly user?: string; readonly password?: string } = {},
): Promise<SmtpSink> {
  const mails: ReceivedMail[] = [];
  const faults: MailFault[] = [];
  const server = new SMTPServer({
    disabledCommands: options.user === undefined ? ['AUTH', 'STARTTLS'] : ['STARTTLS'],
    authOptional: options.user === undefined,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 100,
    logger: false,
    onAuth: (auth, _session, done) => {
      if (auth.username === options.user && auth.password === options.password)
        done(null, { user: auth.username });
      else done(reply(535, 'Wrong password'));
    },
    onConnect: (_session, done) => {
      if (take(faults, 'refuse-connection')) done(reply(421, 'Too busy'));
      else done();
    },
    onRcptTo: (_address, _session, done) => {
      if (take(faults, 'refuse-recipient')) done(reply(550, 'No such user'));
      else if (take(faults, 'greylist')) done(reply(451, 'Come back later'));
      else if (take(faults, 'drop-before-data')) dropAll(server);
      else done();
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (take(faults, 'refuse-text')) return done(reply(554, 'We do not like it'));
        const raw = Buffer.concat(chunks).toString('utf8');
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map((recipient) => recipient.address),
          headers: headersOf(raw),
          raw,
        });
        if (take(faults, 'drop-after-data')) return dropAll(server);
        if (!take(faults, 'hang-after-data')) done();
      });
    },
  });
  server.on('error', () => {}); // A caller that goes away is no fault of the sink.
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: '127.0.0.1',
    port: (server.server.address() as AddressInfo).port,
    mails,
    faults,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The values of a header, e.g. `headerOf(mail, 'subject')`. */
export function headersNamed(mail: ReceivedMail, name: string): readonly string[] {
  return mail.headers.filter(([header]) => header === name).map(([, value]) => value);
}

function headersOf(raw: string): (readonly [string, string])[] {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  return head.split('\r\n').map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
}

function take(faults: MailFault[], fault: MailFault): boolean {
  if (faults[0] !== fault) return false;
  faults.shift();
  return true;
}

function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

function dropAll(server: SMTPServer): void {
  for (const connection of server.connections) connection._socket.destroy();
}
