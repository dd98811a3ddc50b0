import type { DomainKind, Setting } from './settings.ts';

/** A domain of a search space as a specification has it. */
export type WrittenDomain = Readonly<Record<string, unknown>>;

/** A domain to begin with, around what holds now: within the setting's own bounds, and never empty. */
export function domainFor(setting: Setting, kind: DomainKind): WrittenDomain {
  const now = typeof setting.value === 'number' ? setting.value : undefined;
  const within = (value: number): number =>
    Number(Math.min(Math.max(value, setting.min), setting.max).toPrecision(6));
  switch (kind) {
    case 'choice':
      return { choice: choicesFor(setting) };
    case 'logUniform': {
      const centre = now !== undefined && now > 0 ? now : 0.01;
      return { logUniform: [within(centre / 10), within(centre * 10)] };
    }
    case 'uniform': {
      const bounded = Number.isFinite(setting.min) && Number.isFinite(setting.max);
      const centre = now ?? 0.5;
      return {
        uniform: bounded
          ? [setting.min, setting.max]
          : [within(centre / 2), within(centre === 0 ? 1 : centre * 2)],
      };
    }
    case 'integer': {
      const centre = now ?? 8;
      return { integer: [within(Math.max(1, Math.floor(centre / 2))), within(Math.max(2, centre * 2))] };
    }
  }
}

function choicesFor({ options, value }: Setting): readonly unknown[] {
  if (options.length === 0) return value === undefined ? [] : [value];
  const others = options.filter((option) => option !== value);
  return value === undefined ? options.slice(0, 2) : [value, ...others.slice(0, 1)];
}

/** The kind of a domain as written; `undefined` for what is none. */
export function domainKind(domain: unknown): DomainKind | undefined {
  if (typeof domain !== 'object' || domain === null) return undefined;
  return (['choice', 'uniform', 'logUniform', 'integer'] as const).find((kind) => kind in domain);
}

/** A value of a choice as text. Text that would read as something else stands in quotes. */
export function choiceText(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return choiceValue(value) === value ? value : JSON.stringify(value);
}

/** What was typed as a value of a choice: JSON, or else text. */
export function choiceValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
