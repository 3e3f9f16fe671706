import { PassThrough } from 'node:stream';

import { err, ok } from '#domain/values/result.ts';
import type { Result } from '#domain/values/result.ts';
import type { MailGateway, MailOutcome, OutgoingMail } from './port.ts';

export interface SmtpOptions {
  readonly host: string;
  readonly port: number;
  /** `none` only to this machine: passwords and clients' names do not go over a wire in the clear. */
  readonly encryption: 'tls' | 'starttls' | 'none';
  readonly user?: string;
  readonly password?: string;
  readonly from: { readonly name: string; readonly address: string };
  /** For connecting, and for each silence of the server; 30 s unless told. */
  readonly timeoutMs?: number;
}

export type SmtpOptionsError =
  | { readonly code: 'MAIL_SENDER_INVALID' }
  | { readonly code: 'MAIL_ENCRYPTION_NEEDED' };

/**
 * Sends through a mail server, one connection per message. Line ends and other control characters in names and
 * subjects become spaces, and an address that is not exactly one plain address is refused, so that no text of a client
 * can add a header, a recipient or a command (X2).
 */
export function createSmtpGateway(options: SmtpOptions): Result<MailGateway, SmtpOptionsError> {
  if (!isPlainAddress(options.from.address)) return err({ code: 'MAIL_SENDER_INVALID' });
  const isHere = options.host === '127.0.0.1' || options.host === 'localhost';
  if (options.encryption === 'none' && !isHere) return err({ code: 'MAIL_ENCRYPTION_NEEDED' });
  const timeoutMs = options.timeoutMs ?? 30_000;
  const server = {
    host: options.host,
    port: options.port,
    secure: options.encryption === 'tls',
    requireTLS: options.encryption === 'starttls',
    ignoreTLS: options.encryption === 'none',
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(options.user !== undefined && { auth: { user: options.user, pass: options.password ?? '' } }),
  };
  return ok({
    kind: 'smtp',
    send: async (mail, signal) => {
      const fault = addressFault(mail);
      if (fault !== undefined) return { kind: 'refused', permanent: true, code: fault };
      let isHandedOver = false;
      // Some 25 MB that a thread without a message never loads.
      const { default: nodemailer } = await import('nodemailer');
      const transport = nodemailer.createTransport(server);
      // The message is read only once the server has taken us in; an error before that surely sent nothing.
      transport.use('stream', (composed, done) => {
        composed.message?.transform(() => {
          isHandedOver = true;
          return new PassThrough();
        });
        done();
      });
      try {
        const info = await transport.sendMail({
          ...envelopeOf(mail, options.from),
          ...(signal && { signal }),
        });
        return { kind: 'sent', response: info.response };
      } catch (thrown) {
        return failureOf(thrown, isHandedOver);
      } finally {
        transport.close();
      }
    },
  });
}

function addressFault(mail: OutgoingMail): string | undefined {
  if (!isPlainAddress(mail.to)) return 'MAIL_ADDRESS_INVALID';
  if (mail.replyTo !== undefined && !isPlainAddress(mail.replyTo)) return 'MAIL_REPLY_TO_INVALID';
  return messageIdPattern.test(mail.messageId) ? undefined : 'MAIL_MESSAGE_ID_INVALID';
}

/** One address and nothing else: no display name, list, group, comment, quoting or control character. */
function isPlainAddress(address: string): boolean {
  return address.length <= 254 && /^[^\s\p{Cc}<>()[\],:;"\\@]+@[^\s\p{Cc}<>()[\],:;"\\@]+$/u.test(address);
}

const messageIdPattern = /^<?[\w.+~=-]+@[\w.-]+>?$/;

function envelopeOf(mail: OutgoingMail, from: SmtpOptions['from']) {
  return {
    messageId: `<${mail.messageId.replace(/^<|>$/g, '')}>`,
    from: { name: oneLine(from.name), address: from.address },
    to: { name: oneLine(mail.toName ?? ''), address: mail.to },
    subject: oneLine(mail.subject),
    text: mail.text,
    // Keeps holiday replies away.
    headers: { 'Auto-Submitted': 'auto-generated' },
    ...(mail.replyTo !== undefined && { replyTo: { name: '', address: mail.replyTo } }),
    attachments: (mail.attachments ?? []).map(({ fileName, contentType, content }) => ({
      filename: oneLine(fileName),
      contentType,
      content: Buffer.from(content),
    })),
  };
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

/** A reply of the server decides; without one it depends on how far we had come. */
function failureOf(thrown: unknown, isHandedOver: boolean): MailOutcome {
  const { code, responseCode } = thrown as { readonly code?: unknown; readonly responseCode?: unknown };
  const name = typeof code === 'string' ? code : 'MAIL_FAILED';
  if (typeof responseCode === 'number' && responseCode >= 400) {
    // A refused password is the studio's trouble, not this message's.
    const permanent = responseCode >= 500 && name !== 'EAUTH';
    return { kind: 'refused', permanent, code: `${name}_${responseCode}` };
  }
  return isHandedOver ? { kind: 'unknown' } : { kind: 'refused', permanent: false, code: name };
}
