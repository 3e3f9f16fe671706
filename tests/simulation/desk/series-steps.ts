import { act } from './act.ts';
import {
  type Options,
  type Step,
  fundings,
  participant,
  place,
  someClient,
  someDay,
  someTime,
} from './dice.ts';
import { type DeskWorld, anyOf, rows } from './world.ts';

function series(world: DeskWorld) {
  const { chance } = world;
  return {
    ...place(world),
    firstDate: someDay(world),
    time: someTime(world),
    durationMinutes: 60,
    frequency: chance.pick(['weekly', 'weekly', 'monthly']),
    interval: chance.between(1, 2),
    weekdays: chance.pick([[1], [2, 4], [1, 2, 3, 4, 5, 6, 7]]),
    sessionCount: chance.between(1, 6),
    lastDate: null,
    onClosure: chance.pick(['skip', 'keep']),
  };
}

function terms(world: DeskWorld) {
  return {
    enrolUntilDate: someDay(world),
    enrolUntilTime: '12:00',
    dropUntilDate: someDay(world),
    dropUntilTime: '12:00',
    dropIn: world.chance.percent(50),
    lateJoin: world.chance.percent(50),
    displayRule: world.chance.pick(['chosen', 'until_deadline']),
  };
}

const keepAll = (dates: readonly { date: string }[]): object[] =>
  dates.map(({ date }) => ({ date, choice: 'keep' }));

export const addSeries: Step = async (world) => {
  const fields = series(world);
  const plan = await act(world, 'series.preview', fields, 0);
  if (plan.code !== 'OK') return;
  const dates = (plan.data as { dates: { date: string; conflicts: unknown[] }[] }).dates.filter(
    ({ conflicts }) => conflicts.length > 0,
  );
  await act(world, 'series.create', {
    ...fields,
    enabled: world.chance.percent(80),
    choices: dates.map(({ date }) => ({ date, choice: world.chance.pick(['keep', 'skip']) })),
    classTerms: world.chance.percent(60) ? terms(world) : null,
  });
};

const someSeries = (world: DeskWorld) => anyOf(world, 'SELECT id, version, state FROM series');

export const enable: Step = async (world) => {
  const row = anyOf(world, `SELECT id, version FROM series WHERE state = 'draft'`);
  if (!row) return;
  const plan = await act(world, 'series.enablePreview', { id: row['id'] }, 0);
  if (plan.code !== 'OK') return;
  await act(world, 'series.enable', {
    ...row,
    choices: keepAll((plan.data as { dates: { date: string }[] }).dates),
  });
};

export const changeSeries: Step = async (world) => {
  const row = someSeries(world);
  if (!row) return;
  const isFollowing = world.chance.percent(50);
  const day = anyOf(world, `SELECT series_date AS day FROM sessions WHERE series_id = ${row['id']}`);
  const exceptions = rows(
    world,
    `SELECT id FROM sessions WHERE series_id = ${row['id']} AND is_exception = 1`,
  ).map(({ id }) => id);
  const { data } = await act(world, 'series.get', { id: row['id'] }, 0);
  const view = data as Record<string, unknown>;
  const same = Object.fromEntries(Object.keys(series(world)).map((key) => [key, view[key]]));
  const fresh: Record<string, unknown> = series(world);
  const fields = world.chance.percent(15)
    ? null
    : {
        ...same,
        ...Object.fromEntries(
          Object.entries(fresh).filter(
            ([key]) => key !== 'sessionCount' && key !== 'lastDate' && world.chance.percent(25),
          ),
        ),
      };
  const edit = {
    id: row['id'],
    version: row['version'],
    scope: isFollowing ? 'following' : 'all',
    fromDate: isFollowing ? (day?.['day'] ?? null) : null,
    fields,
    applyTo: exceptions.filter(() => world.chance.percent(50)),
  };
  const diff = await act(world, 'series.previewChange', edit, 0);
  if (diff.code !== 'OK') return;
  const { planHash, changed, added } = diff.data as {
    planHash: string;
    changed: { toDate: string; conflicts: unknown[] }[];
    added: { date: string; conflicts: unknown[] }[];
  };
  const dates = [
    ...changed.filter(({ conflicts }) => conflicts.length > 0).map(({ toDate }) => ({ date: toDate })),
    ...added.filter(({ conflicts }) => conflicts.length > 0),
  ];
  await act(world, 'series.change', {
    ...edit,
    planHash,
    choices: keepAll(dates),
    tell: world.chance.percent(50),
  });
};

export const setTerms: Step = async (world) => {
  const row = someSeries(world);
  if (row)
    await act(world, 'enrolment.setTerms', {
      seriesId: row['id'],
      version: row['version'],
      terms: world.chance.percent(80) ? terms(world) : null,
    });
};

export const enrol: Step = async (world) => {
  const row = anyOf(world, `SELECT id FROM series WHERE is_class = 1 AND state = 'enabled'`);
  const client = someClient(world);
  if (!row || !client) return;
  const who = { seriesId: row['id'], clientId: client['id'], participant: participant(world) };
  const options = await act(world, 'enrolment.options', who, 0);
  if (options.code !== 'OK') return;
  const data = options.data as Options & { lines: { sessionId: number; what: string }[] };
  const sessionIds = data.lines.filter(({ what }) => what === 'book').map(({ sessionId }) => sessionId);
  if (sessionIds.length === 0) return;
  const priceMinor = world.chance.percent(70) ? data.priceMinor : world.chance.pick([0, 1, 1000]);
  await act(world, 'enrolment.enrol', {
    ...who,
    sessionIds,
    priceMinor,
    fundings: fundings(world, data, priceMinor),
    overbookReason: world.chance.percent(30) ? 'friend' : '',
    lateReason: 'late',
    tell: world.chance.percent(50),
    withoutPrepayment: world.chance.percent(50),
  });
};

export const drop: Step = async (world) => {
  const row = anyOf(world, `SELECT id, version FROM enrolments WHERE state = 'enrolled'`);
  if (!row) return;
  const money = world.chance.pick(['back', 'account', 'kept']);
  const preview = await act(world, 'enrolment.previewDrop', { id: row['id'], money }, 0);
  if (preview.code !== 'OK') return;
  await act(world, 'enrolment.drop', {
    ...row,
    by: world.chance.pick(['client', 'staff', 'studio']),
    money,
    reason: 'moved away',
    planHash: (preview.data as { planHash: string }).planHash,
    tell: world.chance.percent(50),
  });
};
