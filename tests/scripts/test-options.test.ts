import { expect, test } from 'vitest';
import { isStage, parseTestOptions } from '../../scripts/test-options.ts';

const names = ['types', 'unit UTC', 'unit Europe/Berlin', 'crash'];

test('a stage is asked for by its name, or with its other zones by what they begin with', () => {
  const options = parseTestOptions(['--only', 'unit,crash'], names);
  const only = 'problem' in options ? [] : (options.only ?? []);
  expect(names.filter((name) => only.some((asked) => isStage(asked, name)))).toEqual(names.slice(1));
  expect(parseTestOptions(['--only', 'unit Europe/Berlin'], names)).toMatchObject({
    only: ['unit Europe/Berlin'],
  });
});

test('a stage that is none is answered in a sentence', () => {
  expect(parseTestOptions(['--only', 'uni'], names)).toEqual({
    problem: 'There is no stage "uni". The stages are: types, unit UTC, unit Europe/Berlin, crash.',
  });
});
