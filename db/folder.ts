import { existsSync, readdirSync, readFileSync, realpathSync, statfsSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { err, ok, type Result } from '#domain/values/result.ts';

export type FolderError =
  /** A program copies this folder elsewhere while Callboard writes, which tears a database apart. */
  | { readonly code: 'FOLDER_SYNCHRONISED'; readonly service: string; readonly folder: string }
  /** Locks on a network drive do not hold (sqlite.org, "how to corrupt"). */
  | { readonly code: 'FOLDER_ON_NETWORK'; readonly fileSystem: string; readonly folder: string };

/** What is asked of the machine, so that a test can answer as another one. */
export interface FolderProbe {
  exists(path: string): boolean;
  /** Names in the folder; none if it cannot be read. */
  entries(path: string): readonly string[];
  /** The path without links. */
  real(path: string): string;
  /** The `f_type` of statfs(2), as an unsigned number; undefined where the system has none. */
  fileSystemType(path: string): number | undefined;
  /** The text of /proc/self/mountinfo; '' elsewhere. */
  mounts(): string;
}

/** Says whether a live database may be kept in this folder (reliability B, D2). The folder need not exist yet. */
export function checkFolder(folder: string, probe: FolderProbe = machine): Result<undefined, FolderError> {
  const unc = [folder, resolve(folder)].some((path) => /^\\\\[^\\?.]/.test(path));
  if (unc) return err({ code: 'FOLDER_ON_NETWORK', fileSystem: 'smb', folder });
  const existing = nearestExisting(resolve(folder), probe);
  const synchronised = findService(resolve(folder), probe) ?? findService(probe.real(existing), probe);
  if (synchronised) return err({ code: 'FOLDER_SYNCHRONISED', ...synchronised });
  const fileSystem = networkFileSystem(existing, probe);
  return fileSystem ? err({ code: 'FOLDER_ON_NETWORK', fileSystem, folder: existing }) : ok(undefined);
}

/** How a service names its folder, and what it leaves inside. */
const SERVICES: readonly { readonly service: string; readonly name: RegExp; readonly marker: RegExp }[] = [
  { service: 'Dropbox', name: /^Dropbox( \(.+\))?$/, marker: /^\.dropbox\.cache$/ },
  { service: 'OneDrive', name: /^OneDrive( ?- .+)?$/, marker: /^\.849C9593-D756-4E56-8D6E-42412F2A707B$/ },
  {
    service: 'Google Drive',
    name: /^(Google ?Drive(-.+)?|My Drive)$/i,
    marker: /^\.tmp\.drive(down|up)load$/,
  },
  { service: 'iCloud', name: /^(com~apple~CloudDocs|Mobile Documents|iCloud ?Drive)$/, marker: /^\.icloud$/ },
  {
    service: 'Nextcloud',
    name: /^(Nextcloud|ownCloud)\d*$/,
    marker: /^(\.?_?\.?sync_[0-9a-f]+\.db|\.(nextcloud|owncloud)sync\.log)$/,
  },
  { service: 'Syncthing', name: /^\.stversions$/, marker: /^\.stfolder$/ },
  { service: 'cloud storage', name: /^CloudStorage$/, marker: /^$/ },
];

function findService(
  folder: string,
  probe: FolderProbe,
): { readonly service: string; readonly folder: string } | undefined {
  for (const ancestor of ancestors(folder)) {
    const name = basename(ancestor);
    const entries = probe.entries(ancestor);
    const found = SERVICES.find(
      (known) => known.name.test(name) || entries.some((entry) => known.marker.test(entry)),
    );
    if (found) return { service: found.service, folder: ancestor };
  }
  return undefined;
}

/** Magic numbers of statfs(2) on Linux. */
const NETWORK_TYPES = new Map([
  [0x6969, 'nfs'],
  [0x517b, 'smb'],
  [0xff534d42, 'cifs'],
  [0xfe534d42, 'smb2'],
  [0x5346414f, 'afs'],
  [0x00c36400, 'ceph'],
  [0x73757245, 'coda'],
]);
const FUSE_TYPE = 0x65735546;

/** FUSE also serves local disks; these serve another machine. */
const NETWORK_FUSE =
  /^fuse\.(sshfs|rclone|s3fs|s3ql|goofys|gcsfuse|google-drive-ocamlfuse|onedriver|gvfsd-fuse|davfs2?|curlftpfs|smbnetfs|glusterfs|ceph-fuse)$/;

function networkFileSystem(folder: string, probe: FolderProbe): string | undefined {
  const type = probe.fileSystemType(folder);
  if (type === undefined) return undefined;
  if (type !== FUSE_TYPE) return NETWORK_TYPES.get(type);
  const mounted = mountTypeOf(probe.real(folder), probe.mounts());
  return mounted !== undefined && NETWORK_FUSE.test(mounted) ? mounted : undefined;
}

/** The file system type of the deepest mount that holds the path. */
function mountTypeOf(path: string, mounts: string): string | undefined {
  let best = { length: -1, type: undefined as string | undefined };
  for (const line of mounts.split('\n')) {
    const [left = '', right = ''] = line.split(' - ');
    const point = (left.split(' ')[4] ?? '').replaceAll(/\\(\d{3})/g, (_, octal: string) =>
      String.fromCharCode(Number.parseInt(octal, 8)),
    );
    const holds = point === '/' || path === point || path.startsWith(`${point}/`);
    if (point !== '' && holds && point.length > best.length)
      best = { length: point.length, type: right.split(' ')[0] };
  }
  return best.type;
}

function nearestExisting(folder: string, probe: FolderProbe): string {
  return ancestors(folder).find((ancestor) => probe.exists(ancestor)) ?? folder;
}

/** The folder itself first, the root last. */
function ancestors(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}

const machine: FolderProbe = {
  exists: existsSync,
  entries: (path) => orElse(() => readdirSync(path), []),
  real: (path) => orElse(() => realpathSync(path), path),
  // Only Linux gives numbers with a fixed meaning.
  fileSystemType: (path) =>
    process.platform === 'linux' ? orElse(() => Number(statfsSync(path).type) >>> 0, undefined) : undefined,
  mounts: () => orElse(() => readFileSync('/proc/self/mountinfo', 'utf8'), ''),
};

function orElse<T>(read: () => T, fallback: T): T {
  try {
    return read();
  } catch {
    return fallback;
  }
}
