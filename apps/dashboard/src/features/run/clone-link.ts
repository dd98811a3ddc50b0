/** Where a run is cloned with a change, a JSON merge patch of its experiment. */
export function cloneLink(runId: string, change: object): string {
  return `/new?from=${runId}&change=${encodeURIComponent(JSON.stringify(change))}`;
}
