import { describe, expect, test } from 'vitest';
import { engineEnvironment, type LaunchFacts, readLaunchOptions } from '#main/electron/launch-options.ts';

const facts: LaunchFacts = {
  args: [],
  env: {},
  isPackaged: false,
  shellDir: '/app/out/main',
  resourcesPath: '/app/resources',
  electronVersion: '45.4.1',
  workingDir: '/desk',
  fileExists: () => false,
};

const steering = {
  CALLBOARD_RENDERER_DIR: '/elsewhere',
  CALLBOARD_ENGINE_ENTRY: '/elsewhere/engine.js',
  CALLBOARD_ENGINE_MODE: 'node',
  CALLBOARD_ENGINE_NODE: '/usr/bin/node',
};

describe('the command line', () => {
  test('names folders from the working folder, among switches that are not ours', () => {
    const args = [
      '--no-sandbox',
      '--remote-debugging-port=0',
      '/checkout',
      '--data',
      'mine',
      '--downloads=/d',
    ];
    expect(readLaunchOptions({ ...facts, args })).toMatchObject({
      dataDir: '/desk/mine',
      downloadsDir: '/d',
      demo: null,
    });
  });

  test.each([
    [['--demo'], 'small'],
    [['--demo', '--data', 'x'], 'small'],
    [['--demo=year'], 'year'],
    [['--demo=decade'], 'decade'],
    [['--demo=huge'], null],
    [['--data'], null],
  ] as const)('%j asks for the demo %s', (args, demo) => {
    expect(readLaunchOptions({ ...facts, args }).demo).toBe(demo);
  });
});

describe('the way the engine is started', () => {
  test('is the utility process unless an unpackaged app names a Node', () => {
    expect(readLaunchOptions(facts).engineRuntime).toEqual({ kind: 'utility' });
    expect(readLaunchOptions({ ...facts, env: steering }).engineRuntime).toEqual({
      kind: 'node',
      execPath: '/usr/bin/node',
    });
    const asked = { ...steering, CALLBOARD_ENGINE_MODE: 'utility' };
    expect(readLaunchOptions({ ...facts, env: asked }).engineRuntime).toEqual({ kind: 'utility' });
  });

  test('of a packaged app is changed by no variable, only by the Node inside the package', () => {
    const packaged = { ...facts, isPackaged: true, env: steering };
    expect(readLaunchOptions(packaged)).toMatchObject({
      rendererDir: '/app/out/renderer',
      engineEntry: '/app/out/engine/engine.js',
      engineRuntime: { kind: 'utility' },
    });
    const withNode = { ...packaged, fileExists: (file: string) => file === '/app/resources/node/node' };
    expect(readLaunchOptions(withNode).engineRuntime).toEqual({
      kind: 'node',
      execPath: '/app/resources/node/node',
    });
  });

  test('reads the engine beside the archive, not inside it', () => {
    const packaged = { ...facts, isPackaged: true, shellDir: '/opt/x/resources/app.asar/out/main' };
    expect(readLaunchOptions(packaged).engineEntry).toBe(
      '/opt/x/resources/app.asar.unpacked/out/engine/engine.js',
    );
  });

  test('an Electron older than the product’s is known as the fallback', () => {
    expect(readLaunchOptions(facts).isFallbackRuntime).toBe(false);
    expect(readLaunchOptions({ ...facts, electronVersion: '33.2.1' }).isFallbackRuntime).toBe(true);
  });
});

test('a packaged app passes its engine no variable that changes how it or Node behaves', () => {
  const env = {
    PATH: '/bin',
    TZ: 'Europe/Berlin',
    CALLBOARD_STRIPE_API: 'http://127.0.0.1:9',
    NODE_OPTIONS: '--inspect',
    NODE_EXTRA_CA_CERTS: '/x',
    ELECTRON_RUN_AS_NODE: '1',
    EMPTY: undefined,
  };
  expect(engineEnvironment(env, true)).toEqual({ PATH: '/bin', TZ: 'Europe/Berlin' });
  expect(engineEnvironment(env, false)).toEqual({
    PATH: '/bin',
    TZ: 'Europe/Berlin',
    CALLBOARD_STRIPE_API: 'http://127.0.0.1:9',
    NODE_EXTRA_CA_CERTS: '/x',
  });
});
