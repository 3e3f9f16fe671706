import { describe, expect, test } from 'vitest';
import { parseStartOptions } from '../../scripts/start/start-options.mjs';

const NOTHING = { help: false, browser: false, data: null, demo: null, port: null };

describe('the options of npm start', () => {
  test.each([
    [[], {}],
    [['--data', 'studio'], { data: 'studio' }],
    [['--demo'], { demo: 'small' }],
    [['--demo', '--browser'], { demo: 'small', browser: true }],
    [['--demo=year'], { demo: 'year' }],
    [['--port', '65535'], { port: 65535 }],
    [['--help'], { help: true }],
  ])('%j is understood', (args, expected) => {
    expect(parseStartOptions(args)).toEqual({ ...NOTHING, ...expected });
  });

  test.each([
    [['--demo=huge'], '--demo takes small, year or decade, not "huge".'],
    [['--port', '0'], '--port takes a number from 1 to 65535, not "0".'],
    [['--port', '65536'], '--port takes a number from 1 to 65535, not "65536".'],
    [['--port', '80a'], '--port takes a number from 1 to 65535, not "80a".'],
    [['--data='], '--data needs the name of a folder.'],
    [['--data'], expect.stringContaining('--data')],
    [['--colour'], expect.stringContaining('--colour')],
    [['studio'], expect.stringContaining('studio')],
  ])('%j is answered in a sentence', (args, problem) => {
    expect(parseStartOptions(args)).toEqual({ problem });
  });
});
