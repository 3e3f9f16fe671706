import { describe, expect, test } from 'vitest';
import { ROOT } from '../../scripts/bootstrap/dependencies.mjs';
import { checkImports } from '../../scripts/import-rules/check-imports.ts';
import { readSources } from '../../scripts/import-rules/read-sources.ts';

test('every import of the project keeps to the table of rooms', async () => {
  const { sources, packages } = await readSources(ROOT);
  expect(sources.size).toBeGreaterThan(50);
  expect(checkImports(sources, packages)).toEqual([]);
});

describe('the check bites', () => {
  test.each([
    ['domain/money.ts', "import { open } from '#db/open.ts';", 'domain may not use db (db/open.ts)'],
    ['domain/money.ts', "import type { Db } from '../db/open.ts';", 'domain may not use db (db/open.ts)'],
    ['domain/money.ts', "import { z } from 'zod';", 'domain may not use the package zod'],
    [
      'domain/money.ts',
      "import { readFile } from 'node:fs/promises';",
      "domain may not use Node's own modules (node:fs/promises)",
    ],
    [
      'contract/desktop/money.ts',
      "export * from '#main/services/pay.ts';",
      'contract may not use services (main/services/pay.ts)',
    ],
    ['main/services/pay.ts', "import { app } from 'electron';", 'services may not use the package electron'],
    [
      'main/services/pay.ts',
      "import Database from 'better-sqlite3';",
      'services may not use the package better-sqlite3',
    ],
    [
      'main/services/pay.ts',
      "import { stripe } from '#main/gateways/payment/stripe.ts';",
      'services may not use gateways (main/gateways/payment/stripe.ts)',
    ],
    [
      'main/services/pay.ts',
      "const { run } = await import('#main/jobs/pay/handler.ts');",
      'services may not use jobs (main/jobs/pay/handler.ts)',
    ],
    ['main/doors/pay.ts', "import { open } from '#db/open.ts';", 'doors may not use db (db/open.ts)'],
    [
      'main/electron/menu.ts',
      "import { pay } from '#main/services/pay.ts';",
      'shell may not use services (main/services/pay.ts)',
    ],
    [
      'renderer/ui/button.tsx',
      "const db: import('#db/open.ts').Db = open();",
      'renderer ui may not use db (db/open.ts)',
    ],
    [
      'renderer/features/client/form.tsx',
      "import { w } from '../week/week.tsx';",
      'client may not use its neighbour week (renderer/features/week/week.tsx)',
    ],
    [
      'renderer/features/client/form.tsx',
      "import { shell } from 'electron';",
      'renderer features may not use the package electron',
    ],
    [
      'renderer/app/main.tsx',
      "import confetti from '@party/confetti/now';",
      'renderer app may not use the package @party/confetti',
    ],
    ['tests/a.test.ts', "import confetti from 'confetti';", 'tests may not use the package confetti'],
    ['main/engine.ts', "import fs from 'fs';", 'write node:fs'],
    [
      'preload/preload.ts',
      "const fs = require('node:fs');",
      "preload may not use Node's own modules (node:fs)",
    ],
    ['domain/a.ts', "import '../../elsewhere/b.ts';", '../../elsewhere/b.ts lies outside the project'],
  ])('%s: %s', (file, source, problem) => {
    expect(check({ [file]: `// first line\n${source}` })).toEqual([`${file}:2 ${problem}`]);
  });

  test('a file outside every room', () => {
    expect(check({ 'main/helpers/x.ts': '' })).toEqual([
      'main/helpers/x.ts:1 lies in no room of the table in scripts/import-rules/rooms.ts',
    ]);
  });

  test('a circle', () => {
    expect(
      check({
        'domain/a.ts': "import { b } from './b.ts';",
        'domain/b.ts': "import { c } from '#domain/c.ts';",
        'domain/c.ts': "import type { A } from './a.ts';",
      }),
    ).toEqual(['domain/c.ts:1 closes the circle domain/a.ts → domain/b.ts → domain/c.ts → domain/a.ts']);
  });
});

test('what the table allows is not reported', () => {
  expect(
    check({
      'domain/money.ts': "import rrule from 'rrule';",
      'db/open.ts':
        "import Database from 'better-sqlite3';\nimport { m } from '#domain/money.ts';\nimport 'node:fs';",
      'main/services/pay.ts':
        "import type { P } from '../gateways/payment/port.ts';\nimport { o } from '#db/open.ts';",
      'main/gateways/payment/port.ts': "import type { M } from '#domain/money.ts';",
      'main/gateways/payment/stripe.ts': "import Stripe from 'stripe';\nimport type { P } from './port.ts';",
      'main/engine.ts': "import { s } from './gateways/payment/stripe.ts';\nimport './services/pay.ts';",
      'renderer/features/client/form.tsx':
        "import '@mantine/core/styles.css';\nimport icon from './icon.svg?raw';",
      'tests/x.test.ts': "import { s } from '#main/services/pay.ts';\nimport fc from 'fast-check';",
    }),
  ).toEqual([]);
});

/** The violations of a small house, with the packages `fast-check` and `electron` in its package.json. */
function check(sources: Readonly<Record<string, string>>): readonly string[] {
  const violations = checkImports(new Map(Object.entries(sources)), new Set(['fast-check', 'electron']));
  return violations.map(({ file, line, problem }) => `${file}:${line} ${problem}`);
}
