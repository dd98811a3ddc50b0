import type { LaunchProgress, Workbench } from '@convlab/workbench';

/** Launches that are under way, by the ticket that whoever started one knows it by. */
const underWay = new WeakMap<Workbench, Map<string, LaunchProgress>>();

/** Does a launch; how far it is can be asked by its ticket until it is over. */
export async function watched<Result>(
  workbench: Workbench,
  ticket: string | undefined,
  launch: (report: (progress: LaunchProgress) => void) => Promise<Result>,
): Promise<Result> {
  if (ticket === undefined) return launch(() => undefined);
  const launches = underWay.get(workbench) ?? new Map<string, LaunchProgress>();
  underWay.set(workbench, launches);
  try {
    return await launch((progress) => launches.set(ticket, progress));
  } finally {
    launches.delete(ticket);
  }
}

/** How far a launch is; `null` where none of that ticket is under way. */
export function progressOf(workbench: Workbench, ticket: string): LaunchProgress | null {
  return underWay.get(workbench)?.get(ticket) ?? null;
}
