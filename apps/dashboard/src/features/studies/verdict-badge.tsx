import type { StudyVerdict } from '@convlab/core';
import { Badge } from '@mantine/core';
import { studiesTexts } from '../../texts/studies-texts.ts';

const COLOURS: Readonly<Record<StudyVerdict, string>> = {
  supported: 'teal',
  'not-supported': 'red',
  inconclusive: 'gray',
};

/** A verdict in its words; colour only repeats them. */
export function VerdictBadge({ verdict }: { readonly verdict: StudyVerdict }) {
  return (
    <Badge
      variant="outline"
      color={COLOURS[verdict]}
      tt="none"
      style={{ color: 'var(--text)', minWidth: 'max-content' }}
    >
      {studiesTexts.verdicts[verdict]}
    </Badge>
  );
}
