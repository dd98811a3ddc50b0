'use client';
import type { LeafProps } from './field.ts';
import { ChoiceControl, ChoicesControl, SwitchControl, TextControl } from './controls/simple-controls.tsx';
import { JsonControl } from './controls/json-control.tsx';
import { NumberListControl, NumberOrWordControl, PairControl } from './controls/list-controls.tsx';
import { NumberControl } from './controls/number-control.tsx';
import { NumberOrPluginControl } from './controls/number-or-plugin-control.tsx';
import { ObjectListControl } from './controls/object-list-control.tsx';
import { PluginControl } from './controls/plugin-control.tsx';
import { PluginListControl } from './controls/plugin-list-control.tsx';
import { SearchSpaceControl } from './controls/search-space-control.tsx';
import { SettingsControl } from './controls/settings-control.tsx';
import { controlOf } from './schema.ts';

/** The control of a leaf, chosen by its schema. */
export function LeafControl({ leaf }: { readonly leaf: LeafProps }) {
  const control = controlOf(leaf.schema);
  switch (control.type) {
    case 'plugin':
      return <PluginControl leaf={leaf} kind={control.kind} nullable={control.nullable} />;
    case 'plugin-list':
      return <PluginListControl leaf={leaf} kind={control.kind} maxItems={control.maxItems} />;
    case 'number-or-plugin':
      return <NumberOrPluginControl leaf={leaf} facts={control} kind={control.kind} />;
    case 'number':
      return <NumberControl leaf={leaf} facts={control} />;
    case 'number-or-word':
      return <NumberOrWordControl leaf={leaf} facts={control} word={control.word} />;
    case 'number-list':
      return <NumberListControl leaf={leaf} facts={control} />;
    case 'pair':
      return <PairControl leaf={leaf} facts={control} single={control.single} />;
    case 'choice':
      return <ChoiceControl leaf={leaf} options={control.options} nullable={control.nullable} />;
    case 'choices':
      return <ChoicesControl leaf={leaf} options={control.options} />;
    case 'search-space':
      return <SearchSpaceControl leaf={leaf} />;
    case 'settings':
      return <SettingsControl leaf={leaf} />;
    case 'object-list':
      return <ObjectListControl {...control} leaf={leaf} />;
    case 'number-or-none':
      return <NumberOrWordControl leaf={leaf} facts={control} word={null} />;
    case 'switch':
      return <SwitchControl leaf={leaf} />;
    case 'text':
      return <TextControl leaf={leaf} />;
    case 'hidden':
    case 'section':
      return null;
    case 'json':
      return <JsonControl leaf={leaf} />;
  }
}
