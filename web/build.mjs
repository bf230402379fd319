// Bundles the page:
//
//   node build.mjs FOLDER      index.html, app.js, app.css and the data that views load when they need them
//
// FOLDER is what `bede serve` embeds. Prints the size of each file, also as it travels (gzip).

import { build } from 'esbuild';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2];
if (!folder) {
	console.error('usage: node build.mjs FOLDER');
	process.exit(2);
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
await build({
	entryPoints: { app: join(here, 'src/main.tsx') },
	outdir: folder,
	bundle: true,
	minify: true,
	format: 'esm',
	target: ['es2022'],
	jsx: 'automatic',
	jsxImportSource: 'preact',
	legalComments: 'none',
	logLevel: 'warning',
});
copyFileSync(join(here, 'src/index.html'), join(folder, 'index.html'));
copyFileSync(join(here, 'src/icon.svg'), join(folder, 'icon.svg'));
// Natural Earth's outlines of countries, 1:110 million, public domain, as the package world-atlas brings them.
copyFileSync(join(here, 'node_modules/world-atlas/countries-110m.json'), join(folder, 'world.json'));

let sum = 0;
for (const name of readdirSync(folder).sort()) {
	const bytes = readFileSync(join(folder, name));
	const travels = gzipSync(bytes, { level: 9 }).length;
	sum += travels;
	console.log(`${name.padEnd(12)} ${String(bytes.length).padStart(8)} ${String(travels).padStart(8)}`);
}
console.log(`${'together'.padEnd(12)} ${''.padStart(8)} ${String(sum).padStart(8)}`);
