/** Where an example of a part is looked at through the network of a run, as it was at its best or its last epoch. */
export function insideAddress(
  runId: string,
  part: 'validation' | 'test',
  example: number,
  weights: 'best' | 'last' = 'best',
): string {
  const query = new URLSearchParams({
    tab: 'inside',
    ...(weights === 'last' ? { weights } : {}),
    ...(part === 'test' ? { part } : {}),
    example: String(example),
  });
  return `/runs/${encodeURIComponent(runId)}?${query.toString()}`;
}

/** Where the size of a run's updates is seen, layer by layer. */
export function updateRatioAddress(runId: string): string {
  return `/runs/${encodeURIComponent(runId)}?tab=inside&quantity=updateRatio#chart-layers`;
}
