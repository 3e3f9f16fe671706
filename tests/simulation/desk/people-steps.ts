import { act } from './act.ts';
import { type Options, SESSION, type Step, fundings, openSession, participant, someClient } from './dice.ts';
import { anyOf, requestUid } from './world.ts';

export const addClient: Step = (world) =>
  act(world, 'client.create', {
    firstName: world.chance.pick(['Ada', 'Ben', 'Cleo', 'Dan']),
    lastName: `Example ${world.story.length}`,
    email: world.chance.percent(80) ? `c${world.story.length}@clients.example` : '',
    phone: '',
    note: '',
  });

export const sellPackage: Step = async (world) =>
  act(world, 'client.sellPackage', {
    clientId: someClient(world)?.['id'],
    packageId: world.studio.tenClasses,
    payment: { method: world.chance.pick(['cash', 'card']), note: '' },
  });

export const pay: Step = async (world) =>
  act(world, 'client.recordPayment', {
    clientId: someClient(world)?.['id'],
    payment: {
      method: world.chance.pick(['cash', 'card', 'transfer']),
      amountMinor: world.chance.between(1, 6000),
      note: '',
    },
  });

export const merge: Step = async (world) => {
  const from = someClient(world);
  const into = someClient(world);
  if (!from || !into) return;
  await act(world, 'client.merge', {
    from: from['id'],
    fromVersion: from['version'],
    into: into['id'],
    intoVersion: into['version'],
    keepAsParticipant: world.chance.percent(60),
  });
};

export const permissions: Step = (world) =>
  act(world, 'client.setPermission', {
    who: { search: '' },
    permission: world.chance.pick(['book', 'cancel', 'reschedule']),
    given: world.chance.percent(50),
  });

export const book: Step = async (world) => {
  const session = openSession(world);
  const client = someClient(world);
  if (!session || !client) return;
  const who = { sessionId: session['id'], clientId: client['id'] };
  const options = await act(world, 'booking.options', who, 0);
  if (options.code !== 'OK') return;
  const data = options.data as Options;
  const priceMinor = world.chance.percent(80) ? data.priceMinor : world.chance.pick([0, 1, 333]);
  await act(world, 'booking.create', {
    ...who,
    participant: participant(world),
    priceMinor,
    fundings: fundings(world, data, priceMinor),
    overbookReason: world.chance.percent(15) ? 'friend' : '',
    dropInReason: world.chance.percent(50) ? 'trial' : '',
    withoutPrepayment: world.chance.percent(50),
  });
};

export const renameParticipant: Step = async (world) => {
  const booking = anyOf(world, `SELECT id, version FROM bookings WHERE state = 'booked'`);
  if (booking) await act(world, 'booking.update', { ...booking, participant: participant(world) });
};

export const cancelBooking: Step = async (world) => {
  const booking = anyOf(world, `SELECT id, version FROM bookings WHERE state = 'booked'`);
  if (!booking) return;
  const money = world.chance.pick(['back', 'account', 'kept', 'policy']);
  const preview = await act(world, 'booking.previewCancel', { id: booking['id'], money }, 0);
  if (preview.code !== 'OK') return;
  await act(world, 'booking.cancel', {
    requestUid: requestUid(world),
    ...booking,
    by: money === 'policy' ? 'client' : world.chance.pick(['client', 'staff', 'studio']),
    reason: 'ill',
    money,
    planHash: (preview.data as { planHash: string }).planHash,
    message: { channel: world.chance.pick(['none', 'email']), subject: 'Canceled', body: '{{sessions}}' },
  });
};

export const checkIn: Step = async (world) => {
  const booking = anyOf(world, `SELECT id, version FROM bookings WHERE state = 'booked'`);
  if (booking) await act(world, 'roster.checkIn', { ...booking, isHere: world.chance.percent(70) });
};

export const wait: Step = async (world) => {
  const session = anyOf(
    world,
    `${SESSION} s WHERE state = 'open' AND capacity <= (SELECT COUNT(*) FROM bookings b WHERE b.session_id = s.id AND b.state = 'booked')`,
  );
  if (!session) return;
  await act(world, 'waitlist.add', {
    sessionId: session['id'],
    clientId: someClient(world)?.['id'],
    participant: participant(world),
    funding: world.chance.pick(['package', 'account', 'free']),
    withoutPrepayment: world.chance.percent(50),
  });
};

export const queue: Step = async (world) => {
  const entry = anyOf(
    world,
    `SELECT id, version FROM waitlist_entries ${world.chance.percent(90) ? `WHERE state = 'waiting'` : ''}`,
  );
  if (!entry) return;
  const what = world.chance.pick(['leave', 'move', 'promote']);
  await act(world, `waitlist.${what}`, {
    ...entry,
    ...(what === 'move' ? { direction: world.chance.pick(['up', 'down']) } : {}),
    ...(what === 'promote' ? { withoutPrepayment: world.chance.percent(50) } : {}),
  });
};
