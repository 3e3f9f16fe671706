// Runs on the system's Node (20 or later) before anything is installed: only Node's own modules here.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '..', '..');

/** The pinned Node 24 that everything but the bootstrap runs on. */
export const PROJECT_NODE = path.join(
  ROOT,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/**
 * Installs what package-lock.json names when it is missing or stale; a folder that matches is left alone.
 * Exits with npm's own code when the installation fails.
 */
export function ensureDependencies() {
  const reason = whyInstall();
  if (reason === null) return;
  console.log(`Installing dependencies (${reason}) …`);
  const npm = npmCommand();
  const result = spawnSync(npm.command, [...npm.args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    stdio: 'inherit',
    shell: npm.shell,
  });
  if (result.status === 0 && existsSync(PROJECT_NODE)) return;
  console.error(
    'The dependencies could not be installed. Check the connection to the package registry and try again.',
  );
  process.exit(result.status || 1);
}

/**
 * Why an installation is needed, or null. npm notes at the end of every complete installation what it put there;
 * that note is compared with the lock file, so an interrupted or an older installation never counts.
 */
function whyInstall() {
  if (!existsSync(PROJECT_NODE)) return 'missing';
  const wanted = readPackages(path.join(ROOT, 'package-lock.json'));
  const present = readPackages(path.join(ROOT, 'node_modules', '.package-lock.json'));
  if (wanted === null) return null;
  if (present === null) return 'incomplete';
  for (const [place, { version, optional, devOptional }] of Object.entries(wanted)) {
    if (place === '') continue;
    const found = present[place];
    if (found ? found.version !== version : !optional && !devOptional) return 'the lock file changed';
  }
  return null;
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return null;
  }
}

/** Inside `npm run` the very npm that runs us, else the one on the path. */
export function npmCommand() {
  const own = process.env.npm_execpath;
  if (own?.endsWith('.js') || own?.endsWith('.cjs'))
    return { command: process.execPath, args: [own], shell: false };
  return { command: 'npm', args: [], shell: process.platform === 'win32' };
}
