import * as tills from '#db/repositories/till.ts';
import type { ServiceContext } from '#main/services/context.ts';
import { viewTill } from '#main/services/till/till-view.ts';
import { closeTill, moveCash, openTill } from '#main/services/till/use-till.ts';
import { done } from '../desk.ts';
import { clock, type MoneyParts } from './money-parts.ts';

const FLOAT_MINOR = 15_000;
/** How many of the days before the studio's own have a day close. */
const TILL_DAYS = 10;

/**
 * The till of the last days: opened with what was left in it, stamps bought, what is too much brought to the bank, counted in the evening. Once two euros
 * are missing. On the last evening it is made ready for the studio's day.
 */
export function keepTills(parts: MoneyParts): void {
  const { diary, yesterday, scale, isOpenOn } = parts;
  const open = daysBefore(yesterday, TILL_DAYS * Math.min(scale, 3)).filter(isOpenOn);
  for (const [index, day] of open.entries()) {
    diary.on(day, clock(8), (context) => begin(parts, context));
    if (index % 4 === 1)
      diary.on(day, clock(12, 30), (context) =>
        move(parts, context, 'petty_cash', 1_140, 'Stamps and paper'),
      );
    diary.on(day, clock(21), (context) => end(parts, context, index % 8 === open.length % 8 ? -200 : 0));
  }
  diary.on(yesterday, clock(21, 30), async (context) => {
    begin(parts, context);
    await move(parts, context, 'from_bank', 5_000, 'Coins for change');
  });
}

const daysBefore = (last: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => last - count + 1 + index);

function begin({ desk, newUid }: MoneyParts, context: ServiceContext): void {
  const floatMinor = tills.findLastClosed(desk.db.read)?.countedMinor ?? FLOAT_MINOR;
  done(openTill(context, desk.actor, { requestUid: newUid(), floatMinor }));
}

async function move(
  { desk, newUid }: MoneyParts,
  context: ServiceContext,
  kind: 'petty_cash' | 'to_bank' | 'from_bank',
  amountMinor: number,
  reason: string,
): Promise<void> {
  done(await moveCash(context, desk.actor, { requestUid: newUid(), kind, amountMinor, reason }));
}

/** What is more than the float goes to the bank; `missingMinor` below 0 is what nobody finds. */
async function end(parts: MoneyParts, context: ServiceContext, missingMinor: number): Promise<void> {
  const { desk, newUid } = parts;
  const till = tills.findOpen(desk.db.read);
  if (!till) return;
  const surplus = viewTill(desk.db.read, till).expectedMinor - FLOAT_MINOR;
  if (surplus > 0) await move(parts, context, 'to_bank', surplus, 'Takings of the day');
  const { expectedMinor } = viewTill(desk.db.read, till);
  const closing = {
    requestUid: newUid(),
    id: till.id,
    expectedMinor,
    countedMinor: expectedMinor + missingMinor,
    counts: {},
    differenceReason: missingMinor === 0 ? '' : 'Wrong change, probably in the rush before Yoga Flow',
  };
  done(closeTill(context, desk.actor, closing));
}
