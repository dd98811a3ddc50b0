import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/* A blue that keeps 4.5 : 1 against white from its sixth shade on. */
const lab: MantineColorsTuple = [
  '#eaf3fb',
  '#d3e5f5',
  '#a5caea',
  '#74addf',
  '#4d95d6',
  '#2f83cc',
  '#0b6cb5',
  '#075a99',
  '#064a7e',
  '#053b65',
];

/* Dark surfaces with a trace of blue; text on them keeps 7 : 1. */
const dark: MantineColorsTuple = [
  '#d8dbe1',
  '#b9bec7',
  '#9aa1ad',
  '#6c7482',
  '#464d59',
  '#343a44',
  '#262b33',
  '#1c2027',
  '#16181d',
  '#0f1115',
];

/** Colours, type and radii of the dashboard. Fonts are the system's: nothing is fetched. */
export const theme = createTheme({
  primaryColor: 'lab',
  primaryShade: { light: 6, dark: 6 },
  autoContrast: true,
  colors: { lab, dark },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif',
  fontFamilyMonospace:
    'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  headings: { fontWeight: '650' },
  // A bar that glides has the page laid out anew with every frame.
  components: { Progress: { defaultProps: { transitionDuration: 0 } } },
});

/* Mantine's own greys, reds and yellows for text stay below 4.5 : 1 on these surfaces. */
const readable = (
  quiet: string,
  placeholder: string,
  bad: string,
  warning: string,
): Record<string, string> => ({
  '--mantine-color-dimmed': quiet,
  '--mantine-color-placeholder': placeholder,
  '--mantine-color-error': bad,
  '--mantine-color-red-text': bad,
  '--mantine-color-yellow-light-color': warning,
});

/** Colours of text that people can read, in place of Mantine's. */
export const readableText: CSSVariablesResolver = () => ({
  variables: {},
  light: readable('#57606c', '#6b7280', '#b42318', '#92400e'),
  dark: readable('#a5acb8', '#949ba7', '#ff9a8f', '#ffe8a3'),
});
