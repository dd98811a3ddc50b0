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
  /** How the weights or gradients of one layer were distributed, at up to 40 epochs. */
  histograms: procedure
    .input(
      z.object({
        id,
        layer: z.string().min(1).max(200),
        of: z.enum(['weights', 'gradients']),
        epoch: z.int().min(0).optional(),
      }),
    )
    .query(({ input, ctx }) => ctx.workbench.store.runs.layerHistograms(input.id, input.layer, input.of)),
});
