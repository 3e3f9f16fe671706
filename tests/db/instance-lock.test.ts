import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lockFolder } from '#db/instance-lock.ts';
import { createTestFolder } from '#tests/support/database.ts';

it('lets one engine into a folder at a time', () => {
  const folder = createTestFolder();
  const first = lockFolder(folder);
  expect(lockFolder(folder)).toEqual({ ok: false, error: { code: 'DATABASE_IN_USE' } });
  expect(lockFolder(createTestFolder()).ok).toBe(true);
  if (first.ok) first.value.release();
  expect(lockFolder(folder).ok).toBe(true);
});

it('is given back by the system when an engine is killed', async () => {
  const folder = createTestFolder();
  const script = `
    const { lockFolder } = await import(${JSON.stringify(new URL('../../db/instance-lock.ts', import.meta.url).href)});
    console.log(lockFolder(process.argv[1]).ok);
    gc();
    setInterval(() => {}, 1000);`;
  const engine = spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [said] = (await once(engine.stdout, 'data')) as [Buffer];
    expect(said.toString().trim()).toBe('true');
    expect(lockFolder(folder)).toEqual({ ok: false, error: { code: 'DATABASE_IN_USE' } });
  } finally {
    engine.kill('SIGKILL');
    await once(engine, 'exit');
  }
  expect(lockFolder(folder).ok).toBe(true);
});

it('says why a folder cannot be used', () => {
  const file = join(createTestFolder(), 'a-file');
  writeFileSync(file, '');
  expect(lockFolder(join(file, 'data'))).toMatchObject({
    ok: false,
    error: { code: 'DATABASE_FOLDER_UNWRITABLE', detail: 'ENOTDIR' },
  });
});
