import { openOrThrow } from '#tests/support/database.ts';
import type { FakeStripe } from '#tests/support/fake-stripe/start-fake-stripe.ts';
import { requestCsv } from '#main/services/cancellation/write-cancellation-csv.ts';
import type { Db } from '#db/database.ts';
import type { JobId } from '#domain/values/ids.ts';
import type { CrashLab, CrashSite } from './crash-site.ts';
import type { LifeOrder } from './life-order.ts';
import { unsound } from './sound.ts';

/** What is killed again and again. */
export interface KillStory extends Pick<LifeOrder, 'act' | 'nonCardRefund'> {
  readonly template: string;
  /** When the first life begins. */
  readonly startAt: number;
  readonly prepare: (stripe: FakeStripe) => void;
  /** What must hold at the end besides what always must. */
  readonly wrong: (db: Db, site: CrashSite) => string[];
}

/** At which point each life is killed, and how long the studio is closed between two lives; below 0, its clock was set back, but not to before it all. */
export interface Fate {
  readonly kills: readonly number[];
  readonly gapMs: number;
  /** Also the last life, which nobody kills, is a process of its own. */
  readonly coldEnd?: boolean;
}

export interface Ending {
  readonly fate: Fate;
  /** How many of the kills happened: a life may end before its point comes. */
  readonly killed: number;
  readonly problems: readonly string[];
}

/** Lives the story with the kills of a fate, then to its end, and says what is wrong then. */
export async function liveThrough(lab: CrashLab, story: KillStory, fate: Fate): Promise<Ending> {
  const site = await lab.site(story.template, story.prepare);
  try {
    let killed = 0;
    let { startAt } = story;
    const order = { act: story.act, nonCardRefund: story.nonCardRefund };
    for (const killAt of fate.kills) {
      const end = await site.live({ ...order, startAt, killAt });
      if (!end.killed) return { fate, killed, problems: problemsOf(site, story) };
      killed += 1;
      startAt = Math.max(story.startAt, Math.max(startAt, site.lastInstant()) + fate.gapMs);
      if (fate.gapMs < DAY_MS) continue;
      site.stripe.advance(fate.gapMs);
      site.stripe.pruneKeysOlderThan(DAY_MS);
    }
    if (fate.coldEnd) await site.live({ ...order, startAt, killAt: 0 });
    else await site.liveHere({ ...order, startAt, killAt: 0 });
    return { fate, killed, problems: problemsOf(site, story) };
  } finally {
    await site.close();
  }
}

/** The names of all points that a life passes when nobody kills it, in order. */
export async function pointsOf(lab: CrashLab, story: KillStory): Promise<readonly string[]> {
  const site = await lab.site(story.template, story.prepare);
  try {
    const { act, nonCardRefund, startAt } = story;
    const end = await site.live({ act, nonCardRefund, startAt, killAt: 0, trace: true });
    const problems = problemsOf(site, story);
    if (problems.length > 0) throw new Error(`wrong without any kill:\n${problems.join('\n')}`);
    return end.output
      .split('\n')
      .filter((line) => /^\d+ /.test(line))
      .map((line) => line.replace(/^\d+ /, ''));
  } finally {
    await site.close();
  }
}

/** Runs the fates side by side, `lanes` at a time, and gives the endings in which something is wrong. */
export async function liveAll(
  lab: CrashLab,
  story: KillStory,
  fates: readonly Fate[],
  lanes = 3,
): Promise<{ readonly kills: number; readonly wrong: readonly Ending[] }> {
  const waiting = [...fates];
  const wrong: Ending[] = [];
  let kills = 0;
  const lane = async (): Promise<void> => {
    for (let fate = waiting.shift(); fate; fate = waiting.shift()) {
      const ending = await liveThrough(lab, story, fate);
      kills += ending.killed;
      if (ending.problems.length > 0) wrong.push(ending);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { kills, wrong };
}

const DAY_MS = 86_400_000;

function problemsOf(site: CrashSite, story: KillStory): string[] {
  const db = openOrThrow({ path: site.database });
  try {
    return [
      ...unsound(db, site.stripe),
      ...mailProblems(db, site),
      ...csvProblems(db, site, story),
      ...story.wrong(db, site),
    ];
  } finally {
    db.close();
  }
}

/** Everyone is told once: a repeat bears the same Message-ID and the same words. */
function mailProblems(db: Db, site: CrashSite): string[] {
  const byId = Map.groupBy(site.mails(), ({ messageId }) => messageId);
  const texts = [...byId.values()].filter((same) => new Set(same.map(({ text }) => text)).size > 1);
  const sent = db.read.all<{ uid: string }>(`SELECT uid FROM messages WHERE state = 'sent'`);
  return [
    ...texts.map(([first]) => `message ${first?.messageId} went out with different words`),
    ...sent
      .filter(({ uid }) => !byId.has(`${uid}@callboard.invalid`))
      .map(({ uid }) => `message ${uid} is said to be sent, but never went out`),
  ];
}

function csvProblems(db: Db, site: CrashSite, story: KillStory): string[] {
  if (story.act !== 'cancel') return [];
  const saved = [...site.files().values()];
  const rebuilt = [...requestCsv(db.read, 1 as JobId)].join('');
  if (saved.length !== 1) return [`${saved.length} request lists were saved`];
  return saved[0] === rebuilt ? [] : ['the request list is not what it was'];
}
