'use client';
import { Button, type ButtonProps } from '@mantine/core';
import type { ReactNode, Ref } from 'react';
import classes from './page-frame.module.css';

interface ToggleButtonProps extends Omit<ButtonProps, 'leftSection'> {
  readonly ref?: Ref<HTMLButtonElement>;
  readonly pressed: boolean;
  readonly onToggle: () => void;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

/** A button that stays pressed: something about the view that is on or off. */
export function ToggleButton({ pressed, onToggle, icon, children, ...rest }: ToggleButtonProps) {
  return (
    <Button
      size="compact-sm"
      variant={pressed ? 'light' : 'subtle'}
      color={pressed ? 'lab' : 'gray'}
      className={classes.toggle}
      aria-pressed={pressed}
      onClick={onToggle}
      {...(icon === undefined ? {} : { leftSection: icon })}
      {...rest}
    >
      {children}
    </Button>
  );
}
