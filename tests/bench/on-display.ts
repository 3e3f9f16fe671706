import { openVirtualDisplay } from '../../scripts/machine/virtual-display.ts';

/** Gives windows a screen that nobody sees; systems other than Linux have only the real one. */
export async function onDisplay(work: () => Promise<void>): Promise<void> {
  if (process.platform !== 'linux') return work();
  const display = await openVirtualDisplay();
  process.env['DISPLAY'] = display.name;
  process.env['WAYLAND_DISPLAY'] = '';
  try {
    await work();
  } finally {
    await display.close();
  }
}
