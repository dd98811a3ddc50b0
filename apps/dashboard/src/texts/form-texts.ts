const kinds: Readonly<Record<string, string>> = { schedule: 'schedule' };

/** Texts of generated forms. */
export const formTexts = {
  automatic: 'Automatic',
  none: 'None',
  choose: 'Choose …',
  notSet: 'not set',
  nothingFound: 'Nothing of that name',
  constant: 'constant',
  kinds,
  kindOf: (label: string) => `Kind of ${label.toLowerCase()}`,
  more: (count: number) => `${count} more ${count === 1 ? 'setting' : 'settings'}`,
  badJson: 'This is not JSON.',
  item: (label: string, number: number) => `${label}, ${number}`,
  itemOf: (number: number) => `${number}.`,
  addTo: (label: string) => `Add to ${label.toLowerCase()}`,
  removeFrom: (label: string) => `Remove the last of ${label.toLowerCase()}`,
  moveUp: (name: string) => `Move ${name} up`,
  moveDown: (name: string) => `Move ${name} down`,
  remove: (name: string) => `Remove ${name}`,
  axis: (label: string, axis: number) => `${label}, ${axis === 0 ? 'height' : 'width'}`,
  sameForBoth: 'same for both',
} as const;
