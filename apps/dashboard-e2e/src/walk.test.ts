import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchRun, stopRun, untilEpoch } from './support/api.ts';
import { findChromium } from './support/browser.ts';
import { openDashboard, type Dashboard } from './support/dashboard.ts';
import { ALL_PLACES, PLACES, type Place, type Shown } from './support/places.ts';
import { trainProject } from './support/project.ts';
import { appRoutes, leadsTo } from './support/routes.ts';
import { MAX_SHIFT } from './support/shifts.ts';
import { openWalkers, walkTo, type Walkers } from './support/walk.ts';

const chromium = findChromium();
/** First load of a page, gzip. */
const MAX_SCRIPT_BYTES = 350_000;

const base = {
  data: { set: 'digits' },
  network: { architecture: { id: 'conv-net', blocks: [8], dense: [16] } },
  optimizer: { id: 'sgd', learningRate: 0.05, momentum: 0.9 },
  training: { epochs: 3 },
};
const mlp = { ...base, network: { architecture: { id: 'mlp', hidden: [12] } }, training: { epochs: 2 } };

/** Trains within a second each. */
const EXPERIMENTS = {
  good: { ...base, name: 'small net' },
  again: { ...base, seed: 2 },
  adam: { ...base, optimizer: 'adam' },
  regularized: { ...base, regularizers: [{ id: 'dropout', rate: 0.4 }] },
  dense: mlp,
  overfit: { ...base, data: { set: 'digits', split: { train: 0.08, validation: 0.5, test: 0.42 } } },
  diverging: { ...base, optimizer: { id: 'sgd', learningRate: 1e30 } },
  folds: { ...mlp, name: 'two folds', protocol: { id: 'k-fold', folds: 2 } },
  search: {
    ...mlp,
    name: 'three trials',
    search: {
      strategy: { id: 'random', trials: 3 },
      space: {
        'optimizer.learningRate': { logUniform: [1e-3, 1] },
        'training.batchSize': { choice: [32, 64] },
      },
    },
  },
  ensemble: { ...mlp, name: 'two members', ensemble: { kind: 'seeds', members: 2 } },
  selection: {
    ...mlp,
    name: 'how wide?',
    selection: {
      candidates: [4, 16].map((units) => ({
        name: `${units} units`,
        set: { 'network.architecture.hidden': [units] },
      })),
    },
  },
  learningCurve: { ...mlp, name: 'more data?', learningCurve: { fractions: [0.25, 0.5, 1], repeats: 1 } },
};

const LIVE = { ...base, name: 'under way', training: { epochs: 4000 } };
/** Places that show what is under way. */
const LIVELY: readonly Place[] = ['run-live', 'runs', 'system'];
/** The browser names requests for what does not exist by itself. */
const NOT_FOUND: readonly Place[] = ['run-unknown', 'not-found'];

let dashboard: Dashboard | undefined;
let walkers: Walkers;
let shown: Shown;

describe.skipIf(chromium === undefined)('every page, light and dark,', () => {
  beforeAll(async () => {
    dashboard = await openDashboard(chromium);
    const { server, browser } = dashboard;
    walkers = await openWalkers(browser);
    shown = { ...(await trainProject(server, EXPERIMENTS)), live: await launchRun(server, LIVE) };
    await untilEpoch(server, shown.live, 3);
  });

  afterAll(() => dashboard?.close());

  it('is on the way', async () => {
    const addresses = ALL_PLACES.map((place) => PLACES[place](shown));
    const missed = appRoutes().filter((route) => !addresses.some((address) => leadsTo(route, address)));
    expect(missed).toEqual([]);
  });

  it.each(LIVELY)('is sound while a run is under way: %s', look);

  it('goes on when the run is stopped', async () => {
    await stopRun((dashboard as Dashboard).server, shown.live);
  });

  it.each(ALL_PLACES.filter((place) => !LIVELY.includes(place)))('is sound: %s', look);
});

async function look(place: Place): Promise<void> {
  const { server } = dashboard as Dashboard;
  const sight = await walkTo(walkers, server.url + PLACES[place](shown));
  const faults = sight.faults.filter((fault) => !(NOT_FOUND.includes(place) && /status of 404/.test(fault)));
  expect.soft(faults.filter((fault) => !fault.includes('moves '))).toEqual([]);
  expect.soft(Math.max(sight.shift.day, sight.shift.night), faults.join('\n')).toBeLessThanOrEqual(MAX_SHIFT);
  expect.soft(sight.bytes).toBeLessThanOrEqual(MAX_SCRIPT_BYTES);
}
