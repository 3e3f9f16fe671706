import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type NoticeRefund, refundLines, writeNotice } from '#domain/message/cancellation-notice.ts';
import { renderTemplate } from '#domain/message/render-template.ts';

const STUDIO = { name: 'Studio Example', currency: 'EUR', locale: 'en-GB' };
const refund = (action: NoticeRefund['action'], amountMinor = 0, credits = 0): NoticeRefund => ({
  action,
  amountMinor,
  credits,
});

describe('a message about a cancellation', () => {
  test('says each way of giving back once, with its exact sum, and never that card money has arrived', () => {
    const lines = refundLines(
      [
        refund('refund_card', 3334),
        refund('refund_card', 3333),
        refund('cash_due', 1500),
        refund('return_credit', 0, 1),
        refund('return_credit', 0, 1),
        refund('drop_charge', 100),
        refund('nothing'),
      ],
      STUDIO,
    );
    expect(lines).toEqual([
      'Your card refund of €66.67 is on its way.',
      '€15.00 is waiting for you at the desk.',
      'Your 2 credits are back in your package.',
      'You will not be charged €1.00.',
    ]);
  });

  test('has a subject of one line, whatever the reason holds', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (reason, name) => {
        const { subject } = writeNotice(
          { subject: 'Canceled: {{reason}} ({{client}})', body: '' },
          { clientName: name, sessions: [], refundText: '', reason, studio: STUDIO },
        );
        expect(/[\r\n]/.test(subject)).toBe(false);
      }),
    );
  });

  test('leaves words alone that it does not know, and puts in what a person typed as it is', () => {
    const values = {
      client: '{{reason}}',
      sessions: '',
      reason: 'Storm',
      deadline: '',
      refunds: '',
      studio: '',
    };
    expect(renderTemplate('{{ client }} {{nobody}} {{reason}}', values)).toBe('{{reason}} {{nobody}} Storm');
  });
});
