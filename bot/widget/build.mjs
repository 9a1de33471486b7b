// Bundles src/ into one file: `node build.mjs [output]`, by default the release copy in bot/pages/.
// Its first line carries a hash of what it was built from, so that anyone can tell, without Node, whether it is current.

import { build, transform } from 'esbuild';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const output = process.argv[2] ?? join(here, '..', 'pages', 'widget.js');

/** The same as `fingerprint` of scripts/widget.py. */
function fingerprint() {
  const sources = readdirSync(join(here, 'src')).sort().map((name) => `src/${name}`);
  const hash = createHash('sha256');
  for (const name of ['build.mjs', 'package-lock.json', 'package.json', 'tsconfig.json', ...sources]) {
    const content = readFileSync(join(here, name));
    hash.update(`${name} ${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

/** Markdown that is disabled in src/text.ts is not shipped either: in its place stands a construct that never matches. */
const leaveOut = {
  name: 'leave-out',
  setup({ onLoad }) {
    const names = JSON.parse(readFileSync(join(here, 'src', 'left-out.json'), 'utf8'));
    for (const name of names) {
      const file = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      onLoad({ filter: new RegExp(`micromark-core-commonmark/lib/${file}\\.js$`) }, () => ({
        contents: `export const ${name} = { tokenize: (effects, ok, nok) => nok };`,
      }));
    }
  },
};

/** Styles go into the script as text, which the element makes a style sheet of. */
const styles = {
  name: 'styles',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(readFileSync(path, 'utf8'), { loader: 'css', minify: true, charset: 'utf8' });
      return { contents: code, loader: 'text' };
    });
  },
};

await build({
  absWorkingDir: here,
  entryPoints: ['src/main.ts'],
  outfile: output,
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['es2022'],
  charset: 'utf8',
  legalComments: 'none',
  conditions: ['browser'],
  plugins: [leaveOut, styles],
  banner: { js: `/* bot/widget ${fingerprint()} · Lit (BSD-3-Clause, Google LLC), micromark (MIT, Titus Wormer) */` },
  logLevel: 'warning',
});
