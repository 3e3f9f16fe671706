import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPayer, type FamilyPlace, isOneFamily, mergeFamilies } from '#domain/client/family.ts';
import type { ClientId } from '#domain/values/ids.ts';

const id = (value: number) => value as ClientId;
const place = (own: number, payer: number | null = null, hasMembers = false): FamilyPlace => ({
  id: id(own),
  payerId: payer === null ? null : id(payer),
  hasMembers,
});

describe('a payer', () => {
  it.each([
    ['self', place(1), place(1)],
    ['is_member', place(1), place(2, 3)],
    ['has_members', place(1, null, true), place(2)],
  ] as const)('is refused: %s', (reason, client, payer) => {
    expect(checkPayer(client, payer)).toEqual({ ok: false, error: { code: 'PAYER_REFUSED', reason } });
  });

  it('may pay for several, and a member may change the payer', () => {
    expect(checkPayer(place(1), place(2, null, true)).ok).toBe(true);
    expect(checkPayer(place(1, 3), place(2)).ok).toBe(true);
  });
});

it('is one family: payer and member, or two members of one payer; never a client with itself', () => {
  expect(isOneFamily(place(1), place(2, 1))).toBe(true);
  expect(isOneFamily(place(2, 1), place(3, 1))).toBe(true);
  expect(isOneFamily(place(2, 1), place(3, 4))).toBe(false);
  expect(isOneFamily(place(1), place(2))).toBe(false);
  expect(isOneFamily(place(2, 1), place(2, 1))).toBe(false);
});

describe('two families whose records are merged', () => {
  it('follow the record: members go along, and so does a payer where there is none', () => {
    expect(mergeFamilies({ ...place(1), members: [id(5)] }, { ...place(2), members: [] })).toEqual({
      ok: true,
      value: [{ id: 5, payerId: 2 }],
    });
    expect(mergeFamilies({ ...place(1, 9), members: [] }, { ...place(2), members: [] })).toEqual({
      ok: true,
      value: [
        { id: 2, payerId: 9 },
        { id: 1, payerId: null },
      ],
    });
  });

  it('part where one paid for the other', () => {
    expect(mergeFamilies({ ...place(1, 2), members: [] }, { ...place(2), members: [id(1), id(5)] })).toEqual({
      ok: true,
      value: [{ id: 1, payerId: null }],
    });
    expect(mergeFamilies({ ...place(1), members: [id(2), id(5)] }, { ...place(2, 1), members: [] })).toEqual({
      ok: true,
      value: [
        { id: 5, payerId: 2 },
        { id: 2, payerId: null },
      ],
    });
  });

  it('are refused where the record would pay and be paid for', () => {
    expect(mergeFamilies({ ...place(1), members: [id(5)] }, { ...place(2, 9), members: [] })).toEqual({
      ok: false,
      error: { code: 'MERGE_FAMILIES' },
    });
  });

  it('are never more than one level deep afterwards, whatever they were', () => {
    const wishesOfSix = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(wishesOfSix, (wishes) => {
        const payers = new Map<number, number | null>([1, 2, 3, 4, 5, 6].map((each) => [each, null]));
        const membersOf = (payer: number) =>
          [...payers].flatMap(([own, by]) => (by === payer ? [id(own)] : []));
        const placeOf = (own: number) => place(own, payers.get(own) ?? null, membersOf(own).length > 0);
        wishes.forEach((wish, index) => {
          const [client, payer] = [placeOf(index + 1), placeOf(wish + 1)];
          if (checkPayer(client, payer).ok) payers.set(client.id, payer.id);
        });
        const merged = mergeFamilies(
          { ...placeOf(1), members: membersOf(1) },
          { ...placeOf(2), members: membersOf(2) },
        );
        if (!merged.ok) return;
        for (const change of merged.value) payers.set(change.id, change.payerId);
        for (const payer of payers.values()) expect(payer === null || payers.get(payer) === null).toBe(true);
        expect([...payers.values()]).not.toContain(1);
        expect(payers.get(1)).toBeNull();
      }),
    );
  });
});
