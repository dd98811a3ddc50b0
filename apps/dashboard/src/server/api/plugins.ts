import { experimentSchema } from '@convlab/experiments';
import { procedure, router } from './trpc.ts';

/** What can be chosen, as JSON: manifests of the plugins and the schema of an experiment. */
export const pluginsRouter = router({
  catalogue: procedure.query(({ ctx }) => ({
    schema: experimentSchema(),
    manifests: ctx.workbench.registry.manifest(),
    problems: ctx.workbench.problems,
  })),
});
