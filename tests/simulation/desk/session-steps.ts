import { addDays } from '#domain/values/time.ts';
import { act } from './act.ts';
import { type Step, openSession, place, someDay, someTime, today } from './dice.ts';
import { anyOf, rows } from './world.ts';

export const addSession: Step = (world) =>
  act(world, 'session.create', {
    ...place(world),
    date: world.chance.percent(20) ? today(world) : someDay(world),
    time: someTime(world),
    durationMinutes: world.chance.pick([5, 45, 60]),
    allowConflicts: world.chance.percent(80),
  });

export const moveSession: Step = async (world) => {
  const session = openSession(world);
  if (!session) return;
  await act(world, 'session.move', {
    id: session['id'],
    version: session['version'],
    date: someDay(world),
    time: someTime(world),
    durationMinutes: world.chance.pick([30, 60, 90]),
    allowConflicts: world.chance.percent(80),
    tellClients: world.chance.percent(50),
  });
};

export const editSession: Step = async (world) => {
  const session = anyOf(
    world,
    `SELECT id, version, local_date AS date, local_time AS time FROM sessions WHERE state = 'open'`,
  );
  if (!session) return;
  await act(world, 'session.update', {
    ...place(world),
    ...session,
    durationMinutes: 60,
    allowConflicts: world.chance.percent(80),
    tellClients: world.chance.percent(50),
  });
};

export const complete: Step = async (world) => {
  const type = anyOf(world, `SELECT id, built_in FROM completion_types WHERE state = 'shown'`);
  if (!type) return;
  const isOverride = type['built_in'] === 'override';
  if (!isOverride && world.chance.percent(30)) {
    const sessions = rows(
      world,
      `SELECT id, version FROM sessions WHERE state = 'open' ORDER BY starts_at LIMIT ${world.chance.between(1, 4)}`,
    );
    if (sessions.length > 0) await act(world, 'completion.saveMany', { sessions, typeId: type['id'] });
    return;
  }
  const session = anyOf(
    world,
    `SELECT id, version FROM sessions WHERE state = 'open' ${world.chance.percent(80) ? `AND starts_at <= ${world.clock.now()}` : ''}`,
  );
  if (!session) return;
  const held = rows(
    world,
    `SELECT id FROM bookings WHERE state = 'booked' AND session_id = ${session['id']}`,
  );
  const others = rows(world, `SELECT id, built_in FROM completion_types WHERE state = 'shown'`);
  await act(world, 'completion.save', {
    sessionId: session['id'],
    version: session['version'],
    typeId: type['id'],
    override: isOverride
      ? { costMinor: world.chance.between(0, 3000), wageMinor: world.chance.between(0, 3000) }
      : null,
    bookings: held.flatMap(({ id }) => {
      if (world.chance.percent(60)) return [];
      const other = world.chance.pick(others);
      return [
        {
          bookingId: id,
          typeId: other['id'],
          costMinor: other['built_in'] === 'override' ? world.chance.between(0, 3000) : null,
        },
      ];
    }),
    reason: 'because',
  });
};

export const saveClear: Step = async (world) => {
  const sessions = rows(
    world,
    `SELECT id, version FROM sessions WHERE state = 'open' AND ends_at <= ${world.clock.now()} LIMIT 5`,
  );
  if (sessions.length > 0) await act(world, 'completion.saveClear', { sessions });
};

export const addType: Step = (world) =>
  act(world, 'completion.createType', {
    status: world.chance.pick(['completed', 'missed', 'canceled']),
    label: `Type ${world.story.length}`.slice(0, 15),
    description: '',
    modifierType: world.chance.pick(['percentage', 'fixed']),
    clientModifier: world.chance.pick([0, 1, 33, 50, 150, 700]),
    practitionerModifier: world.chance.pick([0, 1, 50]),
  });

export const remove: Step = async (world) => {
  const ids = rows(world, `SELECT id FROM sessions WHERE state IN ('open', 'canceling') ORDER BY id`).map(
    ({ id }) => id,
  );
  if (ids.length === 0) return;
  const chosen = Array.from({ length: world.chance.between(1, 3) }, () => world.chance.pick(ids));
  await act(world, 'deletion.submit', { ids: chosen });
};

export const recover: Step = async (world) => {
  const ids = rows(world, `SELECT session_id AS id FROM deletions`).map(({ id }) => id);
  if (ids.length === 0) return;
  const chosen = Array.from({ length: world.chance.between(1, 3) }, () => world.chance.pick(ids));
  await act(world, 'deletion.recover', { ids: chosen, allowConflicts: world.chance.percent(80) });
};

export const display: Step = async (world) => {
  const session = openSession(world);
  if (session)
    await act(world, 'enrolment.setDisplayed', {
      sessionId: session['id'],
      version: session['version'],
      displayed: world.chance.percent(50),
    });
};

export const offer: Step = async (world) => {
  const session = anyOf(
    world,
    `SELECT id, version, local_date AS date, local_time AS time FROM sessions s WHERE state = 'open' AND 1 = (SELECT COUNT(*) FROM bookings b WHERE b.session_id = s.id AND b.state = 'booked')`,
  );
  if (!session) return;
  const choices = Array.from({ length: world.chance.between(1, 3) }, () => ({
    date: someDay(world),
    time: someTime(world),
  }));
  await act(world, 'offer.make', {
    sessionId: session['id'],
    version: session['version'],
    message: '',
    choices,
    deadlineDate: addDays(today(world), world.chance.between(0, 3)),
    deadlineTime: someTime(world),
    fallback: world.chance.pick(['keep', 'cancel']),
  });
};

export const answerOffer: Step = async (world) => {
  const row = anyOf(world, `SELECT id, version, choices FROM reschedule_offers WHERE state = 'open'`);
  if (!row) return;
  const named = { id: row['id'], version: row['version'] };
  const kind = world.chance.pick(['choose', 'withdraw', 'extend']);
  const choices = JSON.parse(String(row['choices'])) as { date: string; time: string }[];
  const more = {
    choose: world.chance.pick(choices),
    withdraw: {},
    extend: { deadlineDate: someDay(world), deadlineTime: someTime(world) },
  }[kind];
  await act(world, `offer.${kind}`, { ...named, ...more });
};
