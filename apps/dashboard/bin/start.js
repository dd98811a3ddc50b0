#!/usr/bin/env node
// Plain JavaScript, so that even an old Node can say what it is missing.
import { startDashboard } from './start-dashboard.js';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`ConvLab needs Node 20.19 or newer; this is ${process.versions.node}.\n`);
  process.exit(1);
}
await startDashboard(process.argv.slice(2));
