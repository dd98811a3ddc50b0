import { z } from 'zod';
import { id } from './inputs.ts';
import { procedure, router } from './trpc.ts';

/** Layers of runs over time. */
export const layersRouter = router({
  /** What the layers of a run looked like, at every epoch where they were measured. */
  ofRun: procedure
    // The number of finished epochs says nothing to the server: it makes a browser ask again when there may be more.
    .input(z.object({ id, epoch: z.int().min(0).optional() }))
    .query(({ input, ctx }) => ctx.workbench.store.runs.layers(input.id)),
});
