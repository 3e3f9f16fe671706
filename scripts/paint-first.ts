import type { HtmlTagDescriptor, Plugin } from 'vite';

/**
 * Has the browser fetch what renderer/boot.ts will import while the page's skeleton is being painted. Plain preloads: a
 * style sheet in the head would hold the paint up, and a module preload would compile before it.
 */
export function paintFirst(): Plugin {
  return {
    name: 'callboard-paint-first',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) => {
        const chunks = Object.values(bundle ?? {}).filter((file) => file.type === 'chunk');
        const main = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith('renderer/main.tsx')));
        if (!main) throw new Error('the build has no chunk with renderer/main.tsx');
        const needed = chunks.filter((chunk) => chunk === main || main.imports.includes(chunk.fileName));
        return needed.flatMap(({ fileName, viteMetadata }) => [
          preload(fileName, 'script'),
          ...[...(viteMetadata?.importedCss ?? [])].map((file) => preload(file, 'style')),
        ]);
      },
    },
  };
}

function preload(file: string, as: 'script' | 'style'): HtmlTagDescriptor {
  return {
    tag: 'link',
    // As the imports will ask for it, or the answer would be fetched twice.
    attrs: { rel: 'preload', as, href: `./${file}`, crossorigin: true },
    injectTo: 'body',
  };
}
