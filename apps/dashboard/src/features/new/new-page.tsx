'use client';

/** Placeholder. */
export function NewPage() {
  return null;
}
