import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { errors } from '#contract/desktop/errors.ts';
import { FIELD_ISSUES } from '#contract/desktop/field-issues.ts';
import * as fields from '#contract/desktop/fields.ts';
import { procedures } from '#tests/support/procedures.ts';

describe('the desktop contract', () => {
  it('lets nobody in without a role but for setting up and signing in', () => {
    const open = procedures.filter(({ roles }) => roles === 'anyone').map(({ name }) => name);
    expect(open.sort()).toEqual([
      'auth.me',
      'auth.people',
      'auth.signIn',
      'setup.createDemo',
      'setup.createStudio',
      'setup.state',
    ]);
  });

  it('gives practitioners nothing that changes the studio', () => {
    const theirs = procedures.filter(({ roles }) => roles !== 'anyone' && roles.includes('practitioner'));
    expect(
      theirs
        .map(({ name }) => name)
        // Views of a list are each person's own; the engine keeps the shared ones to owners and admins.
        .filter((name) => !name.startsWith('view.'))
        .filter((name) => /\.(create|update|set|record|sell|submit|move|undo)/.test(name)),
    ).toEqual([]);
  });

  it('never has a message say who sent it', () => {
    const named = procedures.filter(({ fields: names }) =>
      names.some((name) => /actor|role|userId/.test(name)),
    );
    expect(named.map(({ name }) => name)).toEqual(['staff.create', 'staff.update']);
  });

  it('bounds every text and list that comes in', () => {
    const endless = procedures.flatMap(({ name, input }) =>
      input
        ? unbounded(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })).map(
            (at) => `${name}${at}`,
          )
        : [],
    );
    expect(endless).toEqual([]);
  });

  it('names each failure once, in one spelling', () => {
    for (const code of [...Object.keys(errors), ...FIELD_ISSUES])
      expect(code).toMatch(/^[A-Z]+(?:_[A-Z]+)*$/);
    expect(new Set(FIELD_ISSUES).size).toBe(FIELD_ISSUES.length);
  });
});

describe('fields', () => {
  it.each([
    ['id', fields.clientId, [1, 9_007_199_254_740_991], [0, -1, 1.5, '1', null, 9_007_199_254_740_992]],
    ['date', fields.localDate, ['2028-02-29'], ['2026-02-29', '2026-2-1', '2026-13-01', 20260301]],
    ['time', fields.localTime, ['00:00', '23:59'], ['24:00', '9:00', '09:60']],
    [
      'zone',
      fields.zone,
      ['Europe/Berlin', 'UTC'],
      ['Berlin', '+01:00', 'Europe/Berlin\u0000', 'x'.repeat(65)],
    ],
    ['currency', fields.currency, ['EUR', 'JPY'], ['eur', 'XXXX', '']],
    ['amount', fields.amountMinor, [0, 1_000_000_000], [-1, 0.5, 1_000_000_001, '5']],
    ['pin', fields.pin, ['123456', '123456789012'], ['12345', '1234567890123', '12345a', 123456]],
    ['email', fields.email, ['', 'a@example.org'], ['a', 'a@b', 'a@example.org\r\nBcc: x@example.org']],
    ['phone', fields.phone, ['', '+49 (30) 12/34-5'], ['call me', '1\n2']],
    ['name', fields.name, ['Zoë'], ['', '   ', 'a\u0007', 'x'.repeat(121)]],
  ])('%s takes what it should and nothing else', (_name, schema, good, bad) => {
    for (const value of good) expect(schema.safeParse(value).success).toBe(true);
    for (const value of bad) expect(schema.safeParse(value).success).toBe(false);
  });
});

interface JsonSchema {
  readonly type?: string;
  readonly enum?: unknown;
  readonly const?: unknown;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

/** Where a text or a list may be as long as it likes. A pattern with a fixed end or a format bounds a text too. */
function unbounded(schema: JsonSchema | object, at = ''): string[] {
  const node = schema as JsonSchema;
  const isFixed = node.enum !== undefined || node.const !== undefined || node.format === 'uuid';
  const text =
    node.type === 'string' &&
    !isFixed &&
    node.maxLength === undefined &&
    !/\{\d+,\d+\}\$$/.test(node.pattern ?? '');
  const list = node.type === 'array' && node.maxItems === undefined;
  return [
    ...(text || list ? [at] : []),
    ...Object.entries(node.properties ?? {}).flatMap(([name, part]) => unbounded(part, `${at}.${name}`)),
    ...(node.items ? unbounded(node.items, `${at}[]`) : []),
    ...[...(node.anyOf ?? []), ...(node.oneOf ?? [])].flatMap((part) => unbounded(part, at)),
  ];
}
