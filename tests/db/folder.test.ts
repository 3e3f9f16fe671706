import { describe, expect, it } from 'vitest';
import { checkFolder, type FolderProbe } from '#db/folder.ts';
import { createTestFolder } from '#tests/support/database.ts';

const EXT4 = 0xef53;
const FUSE = 0x65735546;

/** A machine with a local disk and plain folders, apart from what is said. */
const machine = (special: Partial<FolderProbe> = {}): FolderProbe => ({
  exists: () => true,
  entries: () => [],
  real: (path) => path,
  fileSystemType: () => EXT4,
  mounts: () => '',
  ...special,
});

it('allows a plain folder on a local disk, also one that is still to be made', () => {
  expect(checkFolder('/home/olga/callboard', machine()).ok).toBe(true);
  expect(checkFolder(`${createTestFolder()}/new/folder`).ok).toBe(true);
});

describe('a folder that another program copies is refused:', () => {
  it.each([
    ['/home/olga/Dropbox/studio', 'Dropbox'],
    ['/home/olga/Dropbox (Studio)/data', 'Dropbox'],
    ['/mnt/c/Users/olga/OneDrive - Studio/data', 'OneDrive'],
    ['/Users/olga/Google Drive/data', 'Google Drive'],
    ['/Users/olga/Library/Mobile Documents/com~apple~CloudDocs/data', 'iCloud'],
    ['/Users/olga/Library/CloudStorage/Box-Box/data', 'cloud storage'],
    ['/home/olga/Nextcloud/data', 'Nextcloud'],
  ])('%s by its name', (folder, service) => {
    expect(checkFolder(folder, machine())).toMatchObject({
      ok: false,
      error: { code: 'FOLDER_SYNCHRONISED', service },
    });
  });

  it.each([
    ['.dropbox.cache', 'Dropbox'],
    ['.tmp.driveupload', 'Google Drive'],
    ['.sync_0a1b2c3d4e5f.db', 'Nextcloud'],
    ['.nextcloudsync.log', 'Nextcloud'],
    ['.stfolder', 'Syncthing'],
  ])('one above it that holds %s', (marker, service) => {
    const entries = (path: string) => (path === '/data/shared' ? [marker] : []);
    expect(checkFolder('/data/shared/studio/callboard', machine({ entries }))).toEqual({
      ok: false,
      error: { code: 'FOLDER_SYNCHRONISED', service, folder: '/data/shared' },
    });
  });

  it('one that a link leads to', () => {
    const real = () => '/home/olga/Dropbox/data';
    expect(checkFolder('/srv/callboard', machine({ real })).ok).toBe(false);
  });
});

it.each([
  '/home/olga/.dropbox',
  '/home/olga/Dropbox-old',
  '/home/olga/my nextcloud notes',
  '/home/olga/Mydrive',
])('a name that only reminds of one is fine: %s', (folder) => {
  expect(checkFolder(folder, machine()).ok).toBe(true);
});

describe('a folder on another machine is refused:', () => {
  it.each([
    [0x6969, 'nfs'],
    [0x517b, 'smb'],
    [0xff534d42, 'cifs'],
    [0xfe534d42, 'smb2'],
  ])('file system %i', (type, fileSystem) => {
    expect(checkFolder('/mnt/desk', machine({ fileSystemType: () => type }))).toMatchObject({
      ok: false,
      error: { code: 'FOLDER_ON_NETWORK', fileSystem },
    });
  });

  const mounts = [
    '22 1 8:1 / / rw - ext4 /dev/sda1 rw',
    '40 22 0:40 / /mnt/far\\040away rw,nosuid - fuse.sshfs desk:/ rw',
    '41 22 0:41 / /mnt/usb rw - fuseblk /dev/sdb1 rw',
  ].join('\n');
  it.each([
    ['/mnt/far away/callboard', false],
    ['/mnt/usb/callboard', true],
    ['/mnt/far', true],
  ])('by the kind of FUSE that serves %s', (folder, allowed) => {
    expect(checkFolder(folder, machine({ fileSystemType: () => FUSE, mounts: () => mounts })).ok).toBe(
      allowed,
    );
  });

  it('a share by its name', () => {
    expect(checkFolder('\\\\server\\share\\callboard', machine())).toMatchObject({
      ok: false,
      error: { code: 'FOLDER_ON_NETWORK', fileSystem: 'smb' },
    });
  });
});
