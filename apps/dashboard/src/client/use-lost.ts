'use client';
import { useEffect, useState } from 'react';

/** A short break, as when a laptop wakes up, is nobody's concern. */
const PATIENCE_MS = 2_500;

/** Whether a subscription has been without a connection for a while. */
export function useLost(status: 'idle' | 'connecting' | 'pending' | 'error'): boolean {
  const broken = status === 'connecting' || status === 'error';
  const [lost, setLost] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLost(broken), broken ? PATIENCE_MS : 0);
    return () => clearTimeout(timer);
  }, [broken]);
  return lost && broken;
}
