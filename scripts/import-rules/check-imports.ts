import { isBuiltin } from 'node:module';
import path from 'node:path';
import { readImports } from './read-imports.ts';
import { ROOMS, type Room, SEPARATE_FOLDERS } from './rooms.ts';

/** One broken rule, as `file:line` and a sentence. */
export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly problem: string;
}

interface Import {
  readonly file: string;
  readonly line: number;
  readonly specifier: string;
  /** The path inside the project, or null for a package. */
  readonly target: string | null;
}

/**
 * Holds every import of the given sources against the table of rooms, and looks for cycles.
 * `sources` maps paths relative to the project (with `/`) to their text, `packages` are the names in package.json.
 * An empty answer means that all rules hold. Same input, same answer, in order of the paths.
 */
export function checkImports(
  sources: ReadonlyMap<string, string>,
  packages: ReadonlySet<string>,
): readonly Violation[] {
  const imports = [...sources].flatMap(([file, source]) =>
    readImports(file, source).map((site) => ({ ...site, file, target: resolveTarget(file, site.specifier) })),
  );
  const violations = [
    ...[...sources.keys()].filter((file) => !roomOf(file)).map(withoutRoom),
    ...imports.flatMap((each) =>
      problemsOf(each, packages).map((problem) => ({ file: each.file, line: each.line, problem })),
    ),
    ...cycles(imports, sources),
  ];
  return violations.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}

function problemsOf(each: Import, packages: ReadonlySet<string>): readonly string[] {
  const room = roomOf(each.file);
  if (!room) return [];
  return each.target === null
    ? packageProblems(each.specifier, room, packages)
    : roomProblems(each, each.target, room);
}

function roomProblems(each: Import, target: string, room: Room): readonly string[] {
  if (target.startsWith('../')) return [`${each.specifier} lies outside the project`];
  const targetRoom = roomOf(target);
  if (!targetRoom) return [`${target} belongs to no room of the table`];
  if (targetRoom.name !== room.name && !room.rooms.includes(targetRoom.name)) {
    return [`${room.name} may not use ${targetRoom.name} (${target})`];
  }
  for (const pattern of SEPARATE_FOLDERS) {
    const [from, to] = [pattern.exec(each.file)?.[1], pattern.exec(target)?.[1]];
    if (from !== undefined && to !== undefined && from !== to)
      return [`${from} may not use its neighbour ${to} (${target})`];
  }
  return [];
}

function packageProblems(specifier: string, room: Room, packages: ReadonlySet<string>): readonly string[] {
  if (isBuiltin(specifier)) {
    if (!specifier.startsWith('node:')) return [`write node:${specifier}`];
    return room.packages.includes('node:')
      ? []
      : [`${room.name} may not use Node's own modules (${specifier})`];
  }
  const name = packageName(specifier);
  if (
    room.packages.some(
      (allowed) => allowed === name || (allowed.endsWith('/*') && name.startsWith(allowed.slice(0, -1))),
    )
  ) {
    return [];
  }
  if (room.packages.includes('*') && packages.has(name)) return [];
  return [`${room.name} may not use the package ${name}`];
}

/** `@scope/name/part` and `name/part` belong to the packages `@scope/name` and `name`. */
function packageName(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function resolveTarget(file: string, specifier: string): string | null {
  const bare = specifier.split('?')[0] ?? specifier;
  if (bare.startsWith('#')) return bare.slice(1);
  if (bare.startsWith('.')) return path.posix.join(path.posix.dirname(file), bare);
  return null;
}

function roomOf(file: string): Room | undefined {
  return ROOMS.find((room) => room.files.test(file));
}

function withoutRoom(file: string): Violation {
  return { file, line: 1, problem: 'lies in no room of the table in scripts/import-rules/rooms.ts' };
}

/** Reports each import that closes a circle, found by a depth-first walk. */
function cycles(imports: readonly Import[], sources: ReadonlyMap<string, string>): readonly Violation[] {
  const importsByFile = Map.groupBy(imports, (each) => each.file);
  const done = new Set<string>();
  const way: string[] = [];
  const found: Violation[] = [];
  const walk = (file: string): void => {
    way.push(file);
    for (const { line, target } of importsByFile.get(file) ?? []) {
      if (target === null || !sources.has(target) || done.has(target)) continue;
      const start = way.indexOf(target);
      if (start === -1) walk(target);
      else
        found.push({ file, line, problem: `closes the circle ${[...way.slice(start), target].join(' → ')}` });
    }
    way.pop();
    done.add(file);
  };
  for (const file of sources.keys()) if (!done.has(file)) walk(file);
  return found;
}
