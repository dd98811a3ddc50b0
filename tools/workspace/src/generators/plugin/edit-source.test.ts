import { expect, it } from 'vitest';
import { addPresetMember, addReExport } from './edit-source.ts';

const index = `export { add } from './add/add.ts';
export { conv } from './conv/conv.ts';
export {
  scaleByAdam,
  type AdamState,
} from './scale-by-adam/scale-by-adam.ts';
`;

it.each([
  ['abs', 0],
  ['blur', 1],
  ['dense', 2],
  ['zeros', 6],
])('puts the re-export of %s where the alphabet wants it', (name, line) => {
  const edited = addReExport(index, name, `./${name}/${name}.ts`).split('\n');
  expect(edited[line]).toBe(`export { ${name} } from './${name}/${name}.ts';`);
  expect(edited.toSpliced(line, 1).join('\n')).toBe(index);
});

it('replaces an empty index', () => {
  expect(addReExport('export {};\n', 'conv', './conv/conv.ts')).toBe(
    "export { conv } from './conv/conv.ts';\n",
  );
});

const preset = `import { add } from '../add/add.ts';
import { conv } from '../conv/conv.ts';

/** Every layer, such as \`[conv]\`. */
export const layerPreset = [conv, add] as const;
`;

it('puts a plugin at the end of a preset', () => {
  expect(addPresetMember(preset, 'blur', '../blur/blur.ts')).toBe(`import { add } from '../add/add.ts';
import { blur } from '../blur/blur.ts';
import { conv } from '../conv/conv.ts';

/** Every layer, such as \`[conv]\`. */
export const layerPreset = [conv, add, blur] as const;
`);
});

it('keeps a preset of many lines', () => {
  const long = preset.replace('[conv, add] as', '[\n  conv,\n  add,\n] as');
  expect(addPresetMember(long, 'blur', '../blur/blur.ts')).toMatch(/\[\s*conv,\s*add, blur\s*\] as const/);
});

it('refuses a preset that it does not understand', () => {
  expect(() => addPresetMember('export const preset = makePreset();', 'blur', '../blur/blur.ts')).toThrow(
    'as const',
  );
});
