import { degradation } from '../degradation/degradation.ts';

/** Every study of this package, for `createRegistry().use(...studyPreset)`. */
export const studyPreset = [degradation] as const;
