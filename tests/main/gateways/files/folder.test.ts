import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDownloads } from '#main/gateways/files/downloads.ts';
import { createFolderFiles } from '#main/gateways/files/folder.ts';
import { createTestFolder } from '#tests/support/database.ts';

let dir: string;
beforeEach(() => {
  dir = createTestFolder();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('saving a file', () => {
  it('gives a number to a name that other content has, and answers the same content with what is there', () => {
    const files = createFolderFiles(dir);
    const save = (text: string) => files.save('report.csv', () => [text]);
    expect(save('one')).toMatchObject({
      ok: true,
      value: { fileName: 'report.csv', path: join(dir, 'report.csv') },
    });
    expect(save('two')).toMatchObject({ ok: true, value: { fileName: 'report (2).csv' } });
    expect(save('one')).toMatchObject({ ok: true, value: { fileName: 'report.csv' } });
    expect(save('two')).toMatchObject({ ok: true, value: { fileName: 'report (2).csv' } });
    expect(readdirSync(dir).sort()).toEqual(['report (2).csv', 'report.csv']);
  });

  it('writes long content whole, byte for byte', () => {
    const line = 'Zoë,'.repeat(1000);
    const saved = createFolderFiles(dir).save('long.csv', function* () {
      for (let n = 0; n < 200; n += 1) yield line;
    });
    expect(readFileSync(saved.ok ? (saved.value.path ?? '') : '', 'utf8')).toBe(line.repeat(200));
  });

  it('leaves nothing behind when the content breaks off', () => {
    const saved = createFolderFiles(dir).save('broken.csv', function* () {
      yield 'first';
      throw new Error('no more');
    });
    expect(saved).toMatchObject({ ok: false, error: { code: 'SAVE_FAILED', reason: 'other' } });
    expect(readdirSync(dir)).toEqual([]);
  });

  it('says that the folder is none', () => {
    const file = join(dir, 'file');
    writeFileSync(file, '');
    expect(createFolderFiles(join(file, 'inside')).save('a.csv', () => [])).toMatchObject({
      ok: false,
      error: { reason: 'no_folder' },
    });
  });
});

describe('a place that a person chose', () => {
  it('is written over; no other path is written at all', () => {
    const chosen = join(dir, 'mine.csv');
    writeFileSync(chosen, 'old');
    const files = createFolderFiles(join(dir, 'downloads'), (file) => file === chosen);
    expect(files.saveAs(chosen, () => ['new'])).toMatchObject({ ok: true, value: { path: chosen } });
    expect(readFileSync(chosen, 'utf8')).toBe('new');
    expect(files.saveAs(join(dir, 'other.csv'), () => ['new'])).toMatchObject({
      ok: false,
      error: { reason: 'not_allowed' },
    });
    expect(readdirSync(dir)).toEqual(['mine.csv']);
  });
});

describe('tidying', () => {
  it('removes what a killed process left half written, and nothing else', () => {
    const { pid: dead } = spawnSync(process.execPath, ['--version']);
    const part = (pid: number) => `.callboard-${pid}-0123456789abcdef.part`;
    const alive = part(process.ppid);
    for (const name of [part(dead), part(process.pid), alive, 'mine.part', '.callboard-notes.part', 'a.csv'])
      writeFileSync(join(dir, name), '');
    const files = createFolderFiles(dir);
    files.tidy();
    expect(readdirSync(dir).sort()).toEqual(['.callboard-notes.part', alive, 'a.csv', 'mine.part'].sort());
    utimesSync(join(dir, alive), 0, 0);
    files.tidy();
    expect(readdirSync(dir)).not.toContain(alive);
  });

  it('takes a folder that is not there', () => {
    expect(() => createFolderFiles(join(dir, 'none')).tidy()).not.toThrow();
  });
});

describe('a download', () => {
  it('is given out once, and not after ten minutes', () => {
    let now = 0;
    const downloads = createDownloads(dir, () => now);
    const offer = (): string => {
      const saved = downloads.files.save('a.csv', () => ['a']);
      return (saved.ok ? (saved.value.url ?? '') : '').replace('/download/', '');
    };
    const first = offer();
    expect(downloads.take(first)?.fileName).toBe('a.csv');
    expect(downloads.take(first)).toBeUndefined();
    const second = offer();
    now = 10 * 60_000;
    expect(downloads.take(second)).toBeUndefined();
    expect(downloads.take('../../etc/passwd')).toBeUndefined();
  });
});
