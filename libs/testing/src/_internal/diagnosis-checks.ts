import type { Diagnosis, Finding } from '@convlab/core';
import type { Check } from '../conformance-case/conformance-case.ts';
import { each, is } from './each-case.ts';
import { fail } from './fail.ts';
import { RUNS } from './run-records.ts';

/** Checks of diagnoses. */
export const diagnosisChecks: readonly Check[] = [
  {
    name: 'speaks of any record without failing, the same each time',
    appliesTo: is('diagnosis'),
    run: each('diagnosis', speaksOfAnything),
  },
  {
    name: 'says what it finds in a sentence',
    appliesTo: is('diagnosis'),
    run: each('diagnosis', speaksInSentences),
  },
];

function speaksOfAnything(diagnosis: Diagnosis): void {
  for (const facts of RUNS) {
    const once = (): string => JSON.stringify(diagnosis.diagnose(facts) ?? null);
    if (once() !== once()) fail(`Of ${facts.rows.length} epochs, it says something else the second time.`);
  }
}

function speaksInSentences(diagnosis: Diagnosis): void {
  for (const facts of RUNS) {
    const finding = diagnosis.diagnose(facts);
    if (finding !== undefined && !textsOf(finding).every((text) => text.trim() !== ''))
      fail('A finding says nothing.', finding);
  }
}

const textsOf = ({ message, remedy }: Finding): readonly string[] =>
  remedy === undefined ? [message] : [message, remedy.title, remedy.why];
