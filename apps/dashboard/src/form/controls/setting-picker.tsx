'use client';
import { Select } from '@mantine/core';
import { formTexts } from '../../texts/form-texts.ts';
import type { Setting } from '../settings.ts';

interface SettingPickerProps {
  readonly label: string;
  readonly settings: readonly Setting[];
  readonly onChoose: (setting: Setting) => void;
}

/** A list of settings to add one from, found by typing a part of its name. */
export function SettingPicker({ label, settings, onChoose }: SettingPickerProps) {
  return (
    <Select
      aria-label={label}
      placeholder={label}
      data={settings.map((setting) => ({ value: setting.path, label: setting.label }))}
      value={null}
      searchable
      clearable={false}
      maxDropdownHeight={320}
      nothingFoundMessage={formTexts.nothingFound}
      onChange={(path) => {
        const setting = settings.find((one) => one.path === path);
        if (setting !== undefined) onChoose(setting);
      }}
    />
  );
}
