import { runOnProjectNode } from './bootstrap/run-on-project-node.mjs';

runOnProjectNode('scripts/package.ts', process.argv.slice(2));
