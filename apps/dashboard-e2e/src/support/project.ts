import { call, launch, untilExperimentsOver, type Launched } from './api.ts';
import { STUDY } from './places.ts';
import type { ServerProcess } from './server.ts';

/** Ids of experiments by their names, and of a study. */
export type Project<Name extends string> = Readonly<Record<Name, Launched>> & { readonly study: string };

/** Trains experiments and a study. */
export async function trainProject<Name extends string>(
  server: ServerProcess,
  specs: Readonly<Record<Name, object>>,
): Promise<Project<Name>> {
  const launched: Record<string, Launched> = {};
  for (const [name, spec] of Object.entries<object>(specs)) launched[name] = await launch(server, spec);
  const run = await call(server, 'studies.run', { id: STUDY, budget: 'smoke' });
  const { experimentId: study } = run as { experimentId: string };
  await untilExperimentsOver(server, [...Object.values(launched).map((one) => one.experimentId), study]);
  return { ...launched, study } as Project<Name>;
}
