/** A movement on a client's account: positive is money the client has with the studio, negative what it took. Minor units. */
export interface StatementMove {
  readonly amountMinor: number;
}

/** The balance after each entry, from the balance before the first. The last one is the closing balance. */
export function runningBalances<Move extends StatementMove>(
  openingMinor: number,
  moves: readonly Move[],
): (Move & { readonly balanceMinor: number })[] {
  let balanceMinor = openingMinor;
  return moves.map((move) => {
    balanceMinor += move.amountMinor;
    return { ...move, balanceMinor };
  });
}
