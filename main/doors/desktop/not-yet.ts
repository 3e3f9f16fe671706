import { desktopContract } from '#contract/desktop/contract.ts';
import { os } from './os.ts';

type Waiting = 'cancellation' | 'job' | 'task' | 'message' | 'imports';
type Builders = typeof os;
type Handlers<Feature extends Waiting> = {
  [Name in keyof Builders[Feature] &
    keyof (typeof desktopContract)[Feature]]: Builders[Feature][Name] extends {
    handler: (...rest: never[]) => infer Procedure;
  }
    ? Procedure
    : never;
};

/**
 * Temporary: procedures of features whose services are still being written answer UNEXPECTED. Delete this file with the
 * last of them.
 */
export function notYet<Feature extends Waiting>(feature: Feature): Handlers<Feature> {
  const builders = os[feature] as unknown as Record<string, { handler: (run: () => never) => unknown }>;
  const names = Object.keys(desktopContract[feature]);
  return Object.fromEntries(
    names.map((name) => [
      name,
      builders[name]?.handler(() => {
        throw new Error(`${feature}.${name} is not built yet`);
      }),
    ]),
  ) as Handlers<Feature>;
}
