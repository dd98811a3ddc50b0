/** Checks the built documentation: `tsx check-site.ts FOLDER`. Prints one line per dead link and exits with code 1 if there is one. */
import { deadLinks } from './dead-links.ts';

const [folder = 'dist/docs'] = process.argv.slice(2);
const dead = deadLinks(folder);
for (const link of dead) console.error(link);
console.log(`${dead.length} dead links in ${folder}`);
process.exitCode = dead.length > 0 ? 1 : 0;
