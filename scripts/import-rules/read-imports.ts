import { parseSync, Visitor } from 'vite';

/** One place where a file names another module. */
export interface ImportSite {
  readonly specifier: string;
  /** Counted from 1. */
  readonly line: number;
}

/**
 * Every module that a source names: imports, re-exports, `import()`, types by `import('…')`, and `require`, type-only
 * ones included. An `import()` of something computed is not known here and left out. Throws on a syntax error.
 */
export function readImports(file: string, source: string): readonly ImportSite[] {
  const { program, errors } = parseSync(file, source);
  const [firstError] = errors;
  if (firstError) throw new Error(`${file}: ${firstError.message}`);
  const sites: ImportSite[] = [];
  const note = (node: { readonly type: string; readonly value?: unknown; readonly start: number } | null) => {
    if (node?.type !== 'Literal' || typeof node.value !== 'string') return;
    sites.push({ specifier: node.value, line: lineAt(source, node.start) });
  };
  new Visitor({
    ImportDeclaration: (node) => note(node.source),
    ExportNamedDeclaration: (node) => note(node.source),
    ExportAllDeclaration: (node) => note(node.source),
    ImportExpression: (node) => note(node.source),
    TSImportType: (node) => note(node.source),
    CallExpression: (node) => {
      const [argument] = node.arguments;
      if (argument && node.callee.type === 'Identifier' && node.callee.name === 'require') note(argument);
    },
  }).visit(program);
  return sites;
}

function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length;
}
