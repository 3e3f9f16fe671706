import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { createNoMailGateway } from '#main/gateways/mail/none.ts';
import type { MailGateway, OutgoingMail } from '#main/gateways/mail/port.ts';
import { createSmtpGateway } from '#main/gateways/mail/smtp.ts';
import type { SmtpOptions } from '#main/gateways/mail/smtp.ts';
import { headersNamed, startSmtpSink } from '#tests/support/smtp-sink.ts';
import type { MailFault, SmtpSink } from '#tests/support/smtp-sink.ts';

let sink: SmtpSink;
beforeAll(async () => {
  sink = await startSmtpSink();
});
afterEach(() => {
  sink.faults.length = 0;
});
afterAll(() => sink.close());

const mail: OutgoingMail = {
  messageId: 'outbox-1@studio.example',
  to: 'ada@client.example',
  toName: 'Ada Client',
  subject: 'Your class on Monday is cancelled',
  text: 'Dear Ada,\nyour class is cancelled.\n',
  replyTo: 'desk@studio.example',
};

function smtpTo(server: SmtpSink, options: Partial<SmtpOptions> = {}): MailGateway {
  const created = createSmtpGateway({
    host: server.host,
    port: server.port,
    encryption: 'none',
    from: { name: 'Studio', address: 'desk@studio.example' },
    timeoutMs: 20_000,
    ...options,
  });
  if (!created.ok) throw new Error(created.error.code);
  return created.value;
}

const lastMail = () => {
  const last = sink.mails.at(-1);
  if (last === undefined) throw new Error('no mail came');
  return last;
};

describe('createSmtpGateway', () => {
  it('sends what it was given', async () => {
    expect(await smtpTo(sink).send(mail)).toMatchObject({ kind: 'sent' });
    const got = lastMail();
    expect(got).toMatchObject({ from: 'desk@studio.example', to: ['ada@client.example'] });
    expect(headersNamed(got, 'subject')).toEqual(['Your class on Monday is cancelled']);
    expect(headersNamed(got, 'to')).toEqual(['Ada Client <ada@client.example>']);
    expect(headersNamed(got, 'reply-to')).toEqual(['desk@studio.example']);
    expect(got.raw).toContain('Dear Ada,\r\nyour class is cancelled.');
  });

  it('a repeat carries the same message id, with or without brackets (R17)', async () => {
    await smtpTo(sink).send(mail);
    const first = headersNamed(lastMail(), 'message-id');
    await smtpTo(sink).send({ ...mail, messageId: '<outbox-1@studio.example>' });
    expect(headersNamed(lastMail(), 'message-id')).toEqual(first);
    expect(first).toEqual(['<outbox-1@studio.example>']);
  });

  it.each([
    'Ada\r\nBcc: thief@elsewhere.example',
    'Ada\nX-Injected: yes',
    'Ada\r\n\r\nA new body',
    'Ada\u2028Bcc: thief@elsewhere.example',
    'Ada\u0000\u000b\u0085Bcc: thief@elsewhere.example',
    '"Ada" <thief@elsewhere.example>, "',
    `${'long '.repeat(60)}\r\nBcc: thief@elsewhere.example`,
    'Adélaïde 🎻\r\nBcc: thief@elsewhere.example',
  ])('text in names and subject stays text: %j (X2)', async (text) => {
    await smtpTo(sink).send(mail);
    const plain = lastMail()
      .headers.map(([name]) => name)
      .toSorted();
    await smtpTo(sink).send({ ...mail, toName: text, subject: text });
    const got = lastMail();
    expect(got.headers.map(([name]) => name).toSorted()).toEqual(
      expect.arrayContaining(plain.filter((name) => name !== 'content-transfer-encoding')),
    );
    expect(got.headers).toHaveLength(plain.length);
    expect(got.to).toEqual(['ada@client.example']);
    expect(got.raw).toContain('your class is cancelled.');
  });

  it.each([
    'ada@client.example, thief@elsewhere.example',
    'ada@client.example\r\nRCPT TO:<thief@elsewhere.example>',
    'Ada <ada@client.example>',
    'group: ada@client.example;',
    '"ada b"@client.example',
    'ada',
    '',
    `${'a'.repeat(250)}@client.example`,
  ])('refuses %j as an address, for good', async (to) => {
    const before = sink.mails.length;
    expect(await smtpTo(sink).send({ ...mail, to })).toEqual({
      kind: 'refused',
      permanent: true,
      code: 'MAIL_ADDRESS_INVALID',
    });
    expect(await smtpTo(sink).send({ ...mail, replyTo: to })).toMatchObject({
      code: 'MAIL_REPLY_TO_INVALID',
    });
    expect(sink.mails).toHaveLength(before);
  });

  it.each<[MailFault, object]>([
    ['refuse-recipient', { kind: 'refused', permanent: true, code: 'EENVELOPE_550' }],
    ['greylist', { kind: 'refused', permanent: false, code: 'EENVELOPE_451' }],
    ['refuse-text', { kind: 'refused', permanent: true, code: 'EMESSAGE_554' }],
    ['refuse-connection', { kind: 'refused', permanent: false }],
    ['drop-before-data', { kind: 'unknown' }],
    ['drop-after-data', { kind: 'unknown' }],
    ['hang-after-data', { kind: 'unknown' }],
  ])('%s is told for what it is', async (fault, outcome) => {
    sink.faults.push(fault);
    const patience = fault === 'hang-after-data' ? { timeoutMs: 1_000 } : {};
    expect(await smtpTo(sink, patience).send(mail)).toMatchObject(outcome);
    expect(sink.faults).toEqual([]);
    expect(await smtpTo(sink).send(mail)).toMatchObject({ kind: 'sent' });
  });

  it('a server that is not there took nothing', async () => {
    const gone = await startSmtpSink();
    await gone.close();
    expect(await smtpTo(gone).send(mail)).toMatchObject({ kind: 'refused', permanent: false });
  });

  it('a wrong password is the studio’s trouble, not the message’s', async () => {
    const guarded = await startSmtpSink({ user: 'desk', password: 'right' });
    expect(await smtpTo(guarded, { user: 'desk', password: 'wrong' }).send(mail)).toEqual({
      kind: 'refused',
      permanent: false,
      code: 'EAUTH_535',
    });
    expect(await smtpTo(guarded, { user: 'desk', password: 'right' }).send(mail)).toMatchObject({
      kind: 'sent',
    });
    await guarded.close();
  });

  it('a message broken off before it began was not sent', async () => {
    expect(await smtpTo(sink).send(mail, AbortSignal.abort())).toMatchObject({
      kind: 'refused',
      permanent: false,
    });
  });

  it('sends nothing in the clear over a wire, and wants a plain sender', () => {
    const options: SmtpOptions = {
      host: 'mail.studio.example',
      port: 25,
      encryption: 'none',
      from: { name: 'Studio', address: 'desk@studio.example' },
    };
    expect(createSmtpGateway(options)).toEqual({ ok: false, error: { code: 'MAIL_ENCRYPTION_NEEDED' } });
    expect(createSmtpGateway({ ...options, from: { name: 'Studio', address: 'a@b, c@d' } })).toEqual({
      ok: false,
      error: { code: 'MAIL_SENDER_INVALID' },
    });
  });
});

describe('createNoMailGateway', () => {
  it('keeps every message for later', async () => {
    expect(await createNoMailGateway().send(mail)).toEqual({
      kind: 'refused',
      permanent: false,
      code: 'MAIL_NOT_CONFIGURED',
    });
  });
});
