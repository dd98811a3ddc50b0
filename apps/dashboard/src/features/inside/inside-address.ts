/** Where an example of a part is looked at through the network of a run. */
export function insideAddress(runId: string, part: 'validation' | 'test', example: number): string {
  const query = new URLSearchParams({
    tab: 'inside',
    ...(part === 'test' ? { part } : {}),
    example: String(example),
  });
  return `/runs/${encodeURIComponent(runId)}?${query.toString()}`;
}
