import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createKeyStore, type KeyStore, type SecretVault } from '#main/electron/key-store.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'callboard-test-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

/** A keyring that turns bytes over: enough to see that the text itself is not stored. */
const keyring = (backend: string, isAvailable = true): SecretVault => ({
  isEncryptionAvailable: () => isAvailable,
  encryptString: (text) => Buffer.from(Buffer.from(text).map((byte) => byte ^ 0xff)),
  decryptString: (encrypted) => Buffer.from(encrypted.map((byte) => byte ^ 0xff)).toString(),
  getSelectedStorageBackend: () => backend,
});

const store = (vault: SecretVault, platform = 'linux', refusesLiveKeys = false): KeyStore =>
  createKeyStore({ dataDir, vault, platform, refusesLiveKeys });

test('a secret comes back after a restart and lies encrypted in a file of this user only', async () => {
  expect(store(keyring('gnome_libsecret')).store('stripe.key', 'rk_live_1')).toBe('stored');
  expect(store(keyring('gnome_libsecret')).read('stripe.key')).toBe('rk_live_1');
  const file = path.join(dataDir, 'keys.json');
  expect(await readFile(file, 'utf8')).not.toContain('rk_live_1');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test.each([
  ['a fixed text instead of a keyring', keyring('basic_text'), 'linux'],
  ['an unknown keyring', keyring('unknown'), 'linux'],
  ['no encryption', keyring('kwallet6', false), 'linux'],
  ['no encryption', keyring('', false), 'win32'],
])('with %s nothing is stored', async (_what, vault, platform) => {
  expect(store(vault, platform).store('stripe.key', 'rk_test_1')).toBe('refused');
  await expect(stat(path.join(dataDir, 'keys.json'))).rejects.toThrow('ENOENT');
});

test('a secret stored in a keyring is not read through a weaker one, and can still be forgotten there', () => {
  store(keyring('kwallet6')).store('mail.password', 'x');
  expect(store(keyring('basic_text')).read('mail.password')).toBeNull();
  expect(store(keyring('basic_text')).store('mail.password', null)).toBe('stored');
  expect(store(keyring('kwallet6')).read('mail.password')).toBeNull();
});

test('a runtime without security fixes takes test keys only', () => {
  const keys = store(keyring('kwallet6'), 'linux', true);
  expect(keys.store('stripe.key', 'rk_live_1')).toBe('refused');
  expect(keys.store('stripe.key', ' sk_live_1')).toBe('refused');
  expect(keys.store('stripe.key', 'rk_test_1')).toBe('stored');
});

test('odd names are refused, other secrets stay', () => {
  const keys = store(keyring('kwallet6'));
  keys.store('a', '1');
  expect(keys.store('__proto__', '2')).toBe('refused');
  expect(keys.store('../x', '2')).toBe('refused');
  expect(keys.store('b', '2')).toBe('stored');
  expect(keys.store('b', null)).toBe('stored');
  expect([keys.read('a'), keys.read('b'), keys.read('constructor')]).toEqual(['1', null, null]);
});

test('a damaged file means that nothing is stored, and can be written anew', async () => {
  await writeFile(path.join(dataDir, 'keys.json'), '{"a": 1');
  const keys = store(keyring('kwallet6'));
  expect(keys.read('a')).toBeNull();
  expect(keys.store('a', '1')).toBe('stored');
  expect(keys.read('a')).toBe('1');
});
