import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';

const SOURCES = ['{contract,db,domain,main,preload,renderer,scripts,tests}/**/*.{ts,tsx,mjs}', '*.config.ts'];

/** Every source of the project by its path, and the names of the packages in its package.json. */
export async function readSources(
  root: string,
): Promise<{ readonly sources: ReadonlyMap<string, string>; readonly packages: ReadonlySet<string> }> {
  const names: string[] = [];
  for await (const name of glob(SOURCES, { cwd: root })) names.push(name.split(path.sep).join('/'));
  const texts = names
    .sort()
    .map(async (name) => [name, await readFile(path.join(root, name), 'utf8')] as const);
  const { dependencies, devDependencies } = JSON.parse(
    await readFile(path.join(root, 'package.json'), 'utf8'),
  ) as Record<string, Record<string, string>>;
  return {
    sources: new Map(await Promise.all(texts)),
    packages: new Set(Object.keys({ ...dependencies, ...devDependencies })),
  };
}
