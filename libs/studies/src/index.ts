export { defineStudy, type StudyDefinition } from './define-study/define-study.ts';
export { studyPreset } from './preset/preset.ts';
