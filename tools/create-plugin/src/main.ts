import { relative } from 'node:path';
import { createPackage } from './create-package.ts';
import { readOptions, USAGE, UsageError } from './read-options.ts';

try {
  const options = await readOptions(process.argv.slice(2), process.stdin);
  if (options === 'help') console.log(USAGE);
  else {
    const folder = await createPackage(options, process.cwd());
    console.log(`Written. Now:

  cd ${relative(process.cwd(), folder)}
  npm install
  npm test          # does it keep the contract of its kind?
  npm start         # train with it`);
  }
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}
