import { compareRouter } from './compare.ts';
import { dataRouter } from './data.ts';
import { errorsRouter } from './errors.ts';
import { experimentsRouter } from './experiments.ts';
import { flipsRouter } from './flips.ts';
import { insideRouter } from './inside.ts';
import { layersRouter } from './layers.ts';
import { networksRouter } from './networks.ts';
import { pluginFactsRouter } from './plugin-facts.ts';
import { pluginsRouter } from './plugins.ts';
import { runsRouter } from './runs.ts';
import { studiesRouter } from './studies.ts';
import { systemRouter } from './system.ts';
import { router } from './trpc.ts';

/** The API of the dashboard. */
export const appRouter = router({
  compare: compareRouter,
  data: dataRouter,
  errors: errorsRouter,
  experiments: experimentsRouter,
  flips: flipsRouter,
  inside: insideRouter,
  layers: layersRouter,
  networks: networksRouter,
  pluginFacts: pluginFactsRouter,
  plugins: pluginsRouter,
  runs: runsRouter,
  studies: studiesRouter,
  system: systemRouter,
});

/** Its type, which is all that pages import of the server. */
export type AppRouter = typeof appRouter;
