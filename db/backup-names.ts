/** Why a backup was made. Only 'auto' ones are thinned out by time. */
const BACKUP_LABELS = ['auto', 'before-migration', 'before-job', 'manual'] as const;
export type BackupLabel = (typeof BACKUP_LABELS)[number];

export interface BackupName {
  readonly name: string;
  readonly at: number;
  readonly label: BackupLabel;
}

/** 'callboard-20260302T080000123Z-auto.db': sorts by time, in UTC so that no clock change puts two in one place. */
export function backupName(at: number, label: BackupLabel): string {
  return `callboard-${new Date(at).toISOString().replaceAll(/[-:.]/g, '')}-${label}.db`;
}

/** Undefined for a file that is not named as ours. */
export function parseBackupName(name: string): BackupName | undefined {
  const match = NAME.exec(name);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, ms, label] = match;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`);
  return Number.isNaN(at) ? undefined : { name, at, label: label as BackupLabel };
}

/**
 * Which of the files stay (reliability D11): of the automatic ones the newest of each of the last 12 five-minute slots, 24
 * hours, 14 days and 8 weeks that have any, in UTC, so that a studio on holiday keeps its last ones; those before a job for
 * 14 days, and the newest three; those before a migration or made by hand for ever. A file from the future, or not named by
 * us, is never touched: the clock may be wrong, and the file somebody's.
 */
export function keepBackups(names: readonly string[], now: number): string[] {
  const ours = names.map(parseBackupName).filter((backup) => backup !== undefined);
  const past = ours.filter(({ at }) => at <= now).sort((a, b) => b.at - a.at);
  const auto = past.filter(({ label }) => label === 'auto');
  const beforeJob = past.filter(({ label }) => label === 'before-job');
  const kept = new Set([
    ...SLOTS.flatMap(({ ms, count }) => newestPerSlot(auto, ms, count)),
    ...beforeJob.filter(({ at }, index) => index < 3 || at > now - 14 * DAY_MS),
  ]);
  const dropped = new Set(
    [...auto, ...beforeJob].filter((backup) => !kept.has(backup)).map(({ name }) => name),
  );
  return names.filter((name) => !dropped.has(name));
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const SLOTS = [
  { ms: 5 * MINUTE_MS, count: 12 },
  { ms: HOUR_MS, count: 24 },
  { ms: DAY_MS, count: 14 },
  { ms: 7 * DAY_MS, count: 8 },
];

const NAME =
  /^callboard-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\d{3})Z-(auto|before-migration|before-job|manual)\.db$/;

function newestPerSlot(newestFirst: readonly BackupName[], slotMs: number, count: number): BackupName[] {
  const bySlot = new Map<number, BackupName>();
  for (const backup of newestFirst) {
    const slot = Math.floor(backup.at / slotMs);
    if (!bySlot.has(slot)) bySlot.set(slot, backup);
    if (bySlot.size === count) break;
  }
  return [...bySlot.values()];
}
