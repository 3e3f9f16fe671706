import { ROOT } from './bootstrap/dependencies.mjs';
import { checkImports } from './import-rules/check-imports.ts';
import { readSources } from './import-rules/read-sources.ts';

const { sources, packages } = await readSources(ROOT);
const violations = checkImports(sources, packages);
for (const { file, line, problem } of violations) console.error(`${file}:${line}: ${problem}`);
console.log(
  violations.length === 0
    ? `The imports of ${sources.size} files keep to the table of rooms.`
    : `${violations.length} imports break the table of rooms (scripts/import-rules/rooms.ts).`,
);
process.exit(violations.length === 0 ? 0 : 1);
