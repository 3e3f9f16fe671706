import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../scripts/bootstrap/dependencies.mjs';
import { settingsMessages } from '#renderer/messages/settings.ts';

const read = (page: string) => ({ page, text: readFileSync(path.join(ROOT, page), 'utf8') });
const pages = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md', { cwd: ROOT })].map(read);

test('every link of the documentation leads to a file', () => {
  const broken = pages.flatMap(({ page, text }) =>
    [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !existsSync(path.join(ROOT, path.dirname(page), target)))
      .map((target) => `${page}: ${target}`),
  );
  expect(broken).toEqual([]);
});

test('every source that the documentation names is there', () => {
  const gone = pages.flatMap(({ page, text }) =>
    [...text.matchAll(/`((?:contract|db|domain|main|preload|renderer|scripts|tests)\/[\w/.-]+\.\w+)`/g)]
      .map(([, file = '']) => file)
      .filter((file) => !existsSync(path.join(ROOT, file)) && !existsSync(path.join(ROOT, 'tests', file)))
      .map((file) => `${page}: ${file}`),
  );
  expect(gone).toEqual([]);
});

test('every test that stands for a fault case is there under its name', () => {
  const text = pages.find(({ page }) => page.endsWith('fault-cases.md'))?.text ?? '';
  const cited = [...text.matchAll(/`([\w/.-]+\.(?:test|spec)\.ts)`(?: › ((?:"[^"]*"(?:, )?)+))?/g)];
  const missing = cited.flatMap(([, file = '', names = '']) => {
    const at = path.join(ROOT, 'tests', file);
    if (!existsSync(at)) return [file];
    const source = readFileSync(at, 'utf8').replaceAll("\\'", "'");
    return [...names.matchAll(/"([^"]*)"/g)]
      .map(([, name = '']) => name)
      .filter((name) => !source.includes(name))
      .map((name) => `${file}: ${name}`);
  });
  expect(cited.length).toBeGreaterThan(50);
  expect(missing).toEqual([]);
});

test('guide and messages name the sections of Settings by their words', () => {
  const sections: readonly string[] = Object.values(settingsMessages.sections);
  // A section may be named with the heading that it stands under.
  const groups = Object.values(settingsMessages.groups).join('|');
  const named = new RegExp(`Settings(?: →|,) (?:(?:${groups}) → )?\\[?([A-Z][a-z]+(?: [a-z]+)*)`, 'g');
  const messages = globSync('renderer/messages/*.ts', { cwd: ROOT }).map(read);
  const unknown = [...pages, ...messages].flatMap(({ page, text }) =>
    [...text.matchAll(named)]
      .map(([, name = '']) => name)
      .filter((name) => !sections.some((section) => name === section || name.startsWith(`${section} `)))
      .map((name) => `${page}: ${name}`),
  );
  expect(unknown).toEqual([]);
});
