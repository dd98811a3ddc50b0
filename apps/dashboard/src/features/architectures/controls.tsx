'use client';
import { Button, NumberInput, Select } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import { shortId } from '../../form/refs.ts';
import type { FormManifest } from '../../form/schema.ts';
import { architecturesTexts } from '../../texts/architectures-texts.ts';
import type { ArchitecturesView, ChangeView, InputShape } from './request.ts';
import classes from './architectures.module.css';

const t = architecturesTexts;

interface ControlsProps {
  readonly manifests: readonly FormManifest[];
  readonly view: ArchitecturesView;
  readonly onView: ChangeView;
  /** Opens or closes the configuration. */
  readonly onConfigure: () => void;
  readonly configuring: boolean;
}

/** What to build and for which input. */
export function ArchitectureControls({ manifests, view, onView, onConfigure, configuring }: ControlsProps) {
  const options = (kind: string) =>
    manifests
      .filter((manifest) => manifest.kind === kind)
      .map(({ id, title }) => ({ value: shortId(id), label: title }));
  const architectures = options('architecture');
  const chosen = architectures.find(({ value }) => value === view.a);
  const changed = Object.keys(view.config).length;
  return (
    <section className={classes.controls} aria-label={t.controls}>
      <Select
        label={t.architecture}
        data={[{ value: '', label: t.all }, ...architectures]}
        value={view.a}
        onChange={(a) => onView({ a: a ?? '', config: {}, layer: '', open: [] })}
        searchable
        allowDeselect={false}
        className={classes.wide}
      />
      {chosen !== undefined && (
        <Select
          label={t.compare}
          placeholder={t.nothing}
          data={architectures.filter(({ value }) => value !== view.a)}
          value={view.b === '' ? null : view.b}
          onChange={(b) => onView({ b: b ?? '' })}
          searchable
          clearable
          className={classes.wide}
        />
      )}
      <InputSize value={view.input} onChange={(input) => onView({ input })} />
      <Whole
        label={t.classes}
        value={view.classes}
        max={100_000}
        onChange={(count) => onView({ classes: count })}
      />
      <Select
        label={t.normalization}
        data={[{ value: 'own', label: t.own }, { value: 'none', label: t.none }, ...options('normalization')]}
        value={view.normalization}
        onChange={(normalization) => onView({ normalization: normalization ?? 'own' })}
        allowDeselect={false}
      />
      <Select
        label={t.activation}
        data={[{ value: 'own', label: t.own }, ...options('activation')]}
        value={view.activation}
        onChange={(activation) => onView({ activation: activation ?? 'own' })}
        searchable
        allowDeselect={false}
      />
      {chosen !== undefined && (
        <Button
          variant="default"
          leftSection={<IconAdjustments size={16} aria-hidden />}
          aria-expanded={configuring}
          onClick={onConfigure}
        >
          {t.configure(chosen.label)}
          {changed > 0 && ` · ${t.changed(changed)}`}
        </Button>
      )}
    </section>
  );
}

function InputSize({
  value: [height, width, channels],
  onChange,
}: {
  readonly value: InputShape;
  readonly onChange: (shape: InputShape) => void;
}) {
  return (
    <>
      <Whole
        label={t.height}
        value={height}
        max={2048}
        onChange={(next) => onChange([next, width, channels])}
      />
      <Whole
        label={t.width}
        value={width}
        max={2048}
        onChange={(next) => onChange([height, next, channels])}
      />
      <Whole
        label={t.channels}
        value={channels}
        max={64}
        onChange={(next) => onChange([height, width, next])}
      />
    </>
  );
}

function Whole({
  label,
  value,
  max,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}) {
  return (
    <NumberInput
      label={label}
      value={value}
      min={1}
      max={max}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="strict"
      onChange={(next) => {
        if (typeof next === 'number' && next >= 1) onChange(next);
      }}
      className={classes.narrow}
    />
  );
}
