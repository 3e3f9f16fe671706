import { expect, it } from 'vitest';
import { paymentDesk, uid } from './payment-desk.ts';

const d = paymentDesk();
const linesOf = ({ fileName }: { readonly fileName: string }): string[] =>
  (d.desk.files.get(fileName)?.toString() ?? '').trim().split('\r\n');

it('invoices, closed tills and what is owed in sessions are saved as they are listed', async () => {
  const own = { description: 'Strings', quantityMilli: 1000, unitMinor: 1250, taxRateId: null };
  for (const note of ['one', 'two'])
    await d.front.invoice.create({ requestUid: uid(), clientId: d.ann, sessions: null, own: [own], note });
  const { rows } = await d.front.invoice.list({ limit: 10, offset: 0 });
  const [first] = rows;
  const { version } = await d.front.invoice.get({ id: first?.id as never });
  await d.front.invoice.issue({ requestUid: uid(), id: first?.id as never, version, send: false });
  const invoices = linesOf(await d.front.invoice.saveCsv({}));
  expect(invoices).toHaveLength(3);
  expect(invoices.join('\n')).toContain('INV-0001,invoice,unpaid,Ann Example');
  expect(linesOf(await d.front.invoice.saveCsv({ standing: 'draft' }))).toHaveLength(2);

  await d.front.till.open({ requestUid: uid(), floatMinor: 5000 });
  const { open } = await d.front.till.current();
  await d.front.till.close({
    requestUid: uid(),
    id: open?.id,
    countedMinor: 4900,
    expectedMinor: 5000,
    differenceReason: 'Lost',
  } as never);
  const [, till] = linesOf(await d.front.till.saveCsv());
  expect(till).toContain('50.00,0.00,0.00,0.00,50.00,49.00,-1.00,EUR,Lost');

  await d.owner.packages.sell({
    requestUid: uid(),
    clientId: d.ann,
    packageId: d.studio.tenClasses,
    tenders: [],
  });
  const { rows: owed, day } = await d.owner.packages.liability({});
  const [, line] = linesOf(await d.owner.packages.saveLiabilityCsv({}));
  expect(line?.startsWith(`${day},${owed[0]?.name ?? ''},1,`)).toBe(true);
});
